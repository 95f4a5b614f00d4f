/** The terminal as a surface: a chat with one person, or with a file of lines. */
import type { Card, CardBlock } from '../../cards/card.ts';
import { drawErrorCard } from '../../cards/error-card.ts';
import { fitCard } from '../../cards/fit.ts';
import { drawNoticeCard } from '../../cards/notice-card.ts';
import { muted } from '../../cards/phrases.ts';
import type { OutFile } from '../../cards/shown.ts';
import { isDocketError } from '../../domain/errors.ts';
import type { Inbound, MessageRef, PostOptions, Surface } from '../../ports/surface.ts';
import { Gallery } from './gallery.ts';
import { createKeypad } from './keypad.ts';
import { LiveScreen } from './live-screen.ts';
import { createPaint, type Paint } from './paint.ts';
import { createPipedScreen } from './piped-screen.ts';
import { prompt, Receiver } from './receive.ts';
import { type Part, type RenderOptions, renderBlocks, renderCard } from './render.ts';
import { makeSafeLine } from './safe-text.ts';
import type { Screen } from './screen.ts';
import { readWidth, type TerminalSettings, terminalLimits } from './settings.ts';

export type TerminalSurface = Surface & {
  /** Resolves when the person left or the last line of the input is handled. */
  closed: Promise<void>;
  /** True once a line from a pipe did not do what it asked for: a card in the tone of danger was shown. */
  readonly failed: boolean;
};

/** Nothing is printed and nothing read before `start`. */
export function createTerminalSurface(settings: TerminalSettings): TerminalSurface {
  const paint = createPaint(settings.color);
  const screen: Screen = settings.interactive
    ? new LiveScreen({ ...settings, paint })
    : createPipedScreen(settings);
  return new Terminal(settings, paint, screen);
}

class Terminal implements TerminalSurface {
  readonly name = 'terminal';
  /** A terminal scrolls: what people asked for is shown where they are looking. */
  readonly editsInPlace = false;
  readonly lobby: string;
  readonly closed: Promise<void>;
  readonly #settings: TerminalSettings;
  readonly #paint: Paint;
  readonly #screen: Screen;
  readonly #keypad = createKeypad();
  readonly #gallery: Gallery;
  #receiver: Receiver | null = null;
  #busy = false;
  #warnedToLeave = false;
  #failed = false;
  #left = false;
  #close: () => void = () => {};
  #break: (error: unknown) => void = () => {};

  constructor(settings: TerminalSettings, paint: Paint, screen: Screen) {
    this.#settings = settings;
    this.#paint = paint;
    this.#screen = screen;
    this.#gallery = new Gallery(screen);
    this.lobby = settings.thread;
    this.closed = new Promise((resolve, reject) => {
      this.#close = resolve;
      this.#break = reject;
    });
  }

  get failed(): boolean {
    return this.#failed && !this.#settings.interactive;
  }

  async start(accept: (event: Inbound) => Promise<void>): Promise<void> {
    const receiver = new Receiver({
      settings: this.#settings,
      keypad: this.#keypad,
      screen: this.#screen,
      accept,
      complain: (sentence) => this.#complain(sentence),
      say: (lines) => this.#say(lines),
      leave: () => this.#leave(),
    });
    this.#receiver = receiver;
    this.#screen.setPrompt(prompt);
    this.#screen.start({
      line: (text) => this.#line(receiver, text),
      interrupt: (typed) => this.#interrupt(receiver, typed),
      end: () => this.#end(receiver),
    });
  }

  async stop(): Promise<void> {
    this.#left = true;
    this.#screen.stop();
    this.#close();
  }

  async post(thread: string, card: Card, options: PostOptions = {}): Promise<MessageRef> {
    const message = this.#settings.ids.next();
    const saved = options.file ? await this.#save(options.file) : [];
    const parts = this.#render(thread, message, { ...card, blocks: [...card.blocks, ...saved] }, options);
    const follows = this.#receiver?.lastSent === 'choice' && this.#gallery.continues(card);
    if (follows) this.#gallery.drawAgain(message, card, parts);
    else this.#gallery.drawNew(message, card, parts);
    for (const block of card.blocks) if (block.kind === 'form') this.#receiver?.askForm(block);
    return message;
  }

  /**
   * The latest card changes in place or adds what is new. An older one stays as it was drawn, and so do its numbers: a
   * press on what nobody saw would be no consent. Only the end of something under way is shown again.
   */
  async update(thread: string, message: MessageRef, card: Card): Promise<MessageRef> {
    if (this.#gallery.isLatest(message)) {
      this.#gallery.drawAgain(message, card, this.#render(thread, message, card, {}));
    } else if (!this.#gallery.knows(message)) {
      // From before a restart: while something is answered, the answer shows what it is about itself.
      if (!this.#busy || this.#gallery.hasNews(message, card)) return this.post(thread, card);
    } else if (this.#gallery.hasNews(message, card)) {
      this.#gallery.drawNew(message, card, this.#render(thread, message, card, {}));
    }
    return message;
  }

  async setStatus(_thread: string, status: string | null): Promise<void> {
    this.#busy = status !== null;
    this.#screen.setStatus(status === null ? null : `${makeSafeLine(status)} …`);
  }

  /** Without a place to save it, the text itself is shown. */
  async #save(file: OutFile): Promise<CardBlock[]> {
    const { saveFile } = this.#settings;
    if (!saveFile) return [{ kind: 'code', text: file.text }];
    try {
      return [{ kind: 'text', text: `Saved as ${await saveFile(file)}` }];
    } catch (error) {
      if (!isDocketError(error)) throw error;
      return [{ kind: 'text', text: `${error.message} ${error.remedy}` }];
    }
  }

  #render(thread: string, message: string, card: Card, options: PostOptions): Part[] {
    if (card.tone === 'danger') this.#failed = true;
    this.#keypad.take(message, card);
    const notes = [
      ...(options.privateTo ? ['Only you see this.'] : []),
      ...(thread === this.#settings.thread ? [] : [`In the thread ${thread}.`]),
    ];
    const blocks = notes.map((note): CardBlock => ({ kind: 'text', text: muted(note) }));
    const fitted = fitCard({ ...card, blocks: [...card.blocks, ...blocks] }, terminalLimits);
    const parts = renderCard(fitted, this.#renderOptions());
    // A transcript cannot take back that something is under way.
    return this.#settings.interactive ? parts : parts.filter((part) => !part.passing);
  }

  async #line(receiver: Receiver, text: string): Promise<void> {
    this.#warnedToLeave = false;
    try {
      await receiver.line(text);
    } catch (error) {
      if (isDocketError(error)) await this.post(this.#settings.thread, drawErrorCard(error));
      else this.#break(error);
    }
  }

  /** Ctrl-C gives up what is nearest: a question, the typed line, the work under way; a second one leaves. */
  #interrupt(receiver: Receiver, typed: string): void {
    if (this.#warnedToLeave) {
      this.#leave();
      return;
    }
    this.#warnedToLeave = true;
    const gaveUp = receiver.giveUp();
    if (!gaveUp && typed !== '') return;
    const stops = !gaveUp && this.#busy;
    if (stops) this.#settings.cancel?.();
    const said = gaveUp ? 'Left as it was. ' : stops ? 'Stopping. ' : '';
    this.#say([{ kind: 'text', text: muted(`${said}Ctrl-C again leaves.`) }]);
  }

  #end(receiver: Receiver): void {
    if (!this.#left && receiver.giveUp()) this.#complain('That was not finished, so nothing was sent.');
    this.#leave();
  }

  #leave(): void {
    if (this.#left) return;
    this.#left = true;
    const { interactive, goodbye } = this.#settings;
    this.#screen.stop();
    if (interactive && goodbye) this.#settings.output.write(`${this.#paint.dim(goodbye)}\n`);
    this.#close();
  }

  #complain(sentence: string): void {
    this.#failed = true;
    const parts = renderCard(drawNoticeCard(sentence, 'danger'), this.#renderOptions());
    this.#screen.print(parts.flatMap((part) => part.lines));
  }

  #say(blocks: readonly CardBlock[]): void {
    this.#screen.print(renderBlocks(blocks, this.#renderOptions()));
  }

  #renderOptions(): RenderOptions {
    return {
      width: readWidth(this.#settings),
      paint: this.#paint,
      numberOf: (choice) => this.#keypad.numberOf(choice),
    };
  }
}
