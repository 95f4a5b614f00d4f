/** Turns typed lines into events: messages, presses and submitted forms. */
import type { CardBlock } from '../../cards/card.ts';
import { muted } from '../../cards/phrases.ts';
import type { Inbound } from '../../ports/surface.ts';
import type { Keypad } from './keypad.ts';
import { type Answer, askForm, confirmPress, type Form, type Question } from './question.ts';
import type { Screen } from './screen.ts';
import type { TerminalSettings } from './settings.ts';

export type ReceiverDeps = {
  settings: TerminalSettings;
  keypad: Keypad;
  screen: Pick<Screen, 'setPrompt'>;
  accept(event: Inbound): Promise<void>;
  /** Says that a line did not do what it asked for. */
  complain(sentence: string): void;
  /** Says something about the terminal itself. */
  say(blocks: readonly CardBlock[]): void;
  leave(): void;
};

type What =
  | Pick<Extract<Inbound, { kind: 'message' }>, 'kind' | 'text' | 'attachments'>
  | Pick<Extract<Inbound, { kind: 'choice' }>, 'kind' | 'action' | 'values'>;

export const prompt = '› ';
const blockPrompt = '… ';
const fence = '"""';

export class Receiver {
  readonly #deps: ReceiverDeps;
  #question: Question | null = null;
  #block: string[] | null = null;
  #lastSent: Inbound['kind'] | null = null;

  constructor(deps: ReceiverDeps) {
    this.#deps = deps;
  }

  /** What was sent last: an answer to a press may be drawn shorter than an answer to words. */
  get lastSent(): Inbound['kind'] | null {
    return this.#lastSent;
  }

  /** Resolves when the line is handled: accepted where a person types, settled where lines come from a pipe. */
  async line(text: string): Promise<void> {
    const isFence = text.trim() === fence;
    if (this.#block === null) {
      if (!isFence) return this.#handle(text);
      this.#block = [];
      return this.#deps.screen.setPrompt(blockPrompt);
    }
    if (!isFence) return void this.#block.push(text);
    const whole = this.#block.join('\n');
    this.#block = null;
    this.#deps.screen.setPrompt(this.#question?.prompt ?? prompt);
    return this.#handle(whole);
  }

  askForm(form: Form): void {
    this.#ask(askForm(form));
  }

  /** Ends an open question or block; false when there was none. */
  giveUp(): boolean {
    const had = this.#question !== null || this.#block !== null;
    this.#block = null;
    this.#ask(null);
    return had;
  }

  async #handle(text: string): Promise<void> {
    if (this.#question) return this.#follow(this.#question.answer(text));
    const typed = text.trim();
    if (typed === '') return;
    if (typed === 'exit' || typed === 'quit') return this.#deps.leave();
    if (/^\d{1,5}$/.test(typed) && (await this.#press(Number(typed)))) return;
    const attachments = (await this.#deps.settings.attach?.(text)) ?? [];
    await this.#send({ kind: 'message', text: typed, attachments });
  }

  /** False when no card ever offered the number: then it is a message like any other. */
  async #press(number: number): Promise<boolean> {
    const { settings, keypad, complain } = this.#deps;
    const found = keypad.press(number);
    if (found.kind === 'unknown') return false;
    if (found.kind === 'gone') {
      complain(`[${number}] ${found.label} is no longer offered: that card has changed. Nothing was done.`);
    } else if (settings.interactive && found.choice.confirm) this.#ask(confirmPress(found.choice));
    else await this.#send({ kind: 'choice', action: found.choice.action, values: null });
    return true;
  }

  async #follow(answer: Answer): Promise<void> {
    switch (answer.kind) {
      case 'ask':
        if (answer.wrong) this.#deps.complain(answer.wrong);
        return this.#ask(answer.question);
      case 'leave':
        this.#ask(null);
        return this.#deps.say([{ kind: 'text', text: muted('Left as it was.') }]);
      case 'send':
        this.#ask(null);
        return this.#send({ kind: 'choice', action: answer.choice.action, values: answer.values });
    }
  }

  #ask(question: Question | null): void {
    this.#question = question;
    if (question) this.#deps.say(question.intro);
    this.#deps.screen.setPrompt(question?.prompt ?? prompt);
  }

  async #send(what: What): Promise<void> {
    const { settings, accept } = this.#deps;
    this.#lastSent = what.kind;
    await accept({
      surface: 'terminal',
      eventId: settings.ids.next(),
      thread: settings.thread,
      actor: settings.user,
      at: settings.clock.now().toISOString(),
      ...what,
    });
    if (!settings.interactive) await settings.settled();
  }
}
