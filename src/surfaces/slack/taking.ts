/** One delivery after the other: what is none of ours is passed by, the rest is kept, acknowledged and handed to the house. */
import type { GlobalShortcut, MessageShortcut, ReceiverEvent } from '@slack/bolt';
import type { Keeping } from '../../messenger/keeping.ts';
import type { Log } from '../../ports/log.ts';
import { type FrontDesk, openDialogue, showWorking } from './front-desk.ts';
import type { Fronts } from './fronts.ts';
import type { Delivered, IntakeEnd, IntakeStart, ToIntake } from './intake-link.ts';
import { createLately } from './lately.ts';
import { suggest } from './open-app.ts';
import { openAsk, reportBug } from './shortcuts.ts';
import { type Sorted, sortDelivery } from './sort-delivery.ts';
import { tellLate } from './tell-late.ts';
import { createWaitingAcks } from './waiting-acks.ts';

/** As it lies in the journal. */
export type Kept = Pick<Delivered, 'body' | 'at'>;

type KeptSorted = Exclude<Sorted, { way: 'pass' | 'act' }>;

type TakingDeps = { end: IntakeEnd; log: Log; keeping: Keeping<Kept>; fronts: Fronts };

export class Taking {
  readonly #deps: TakingDeps;
  readonly #acks = createWaitingAcks();
  readonly #lately = createLately();
  readonly #aside: ReadonlySet<string>;
  /** Null where any may be ours. */
  readonly #threads: Set<string> | null;

  constructor({ aside, threads }: IntakeStart, deps: TakingDeps) {
    this.#deps = deps;
    this.#aside = new Set(aside);
    this.#threads = threads && new Set(threads);
  }

  /** What an earlier process kept and the house did not say was done. */
  handOverLeft(): void {
    const { keeping, end } = this.#deps;
    for (const { id, entry } of keeping.left) {
      end.say({ say: 'delivered', id, ...entry, again: true, acting: null });
    }
  }

  hear(told: Exclude<ToIntake, { say: 'front' | 'stop' }>): void {
    if (told.say === 'called') this.#threads?.add(told.thread);
    else if (told.say === 'answers') this.#acks.answer(told.id, told.errors);
    else if (told.say === 'done') this.#deps.keeping.done(told.id);
    else {
      this.#deps.keeping.failed(told.id);
      this.#acks.failed(told.id);
    }
  }

  /** Resolves once it is acknowledged; what it rejects is to be delivered again. */
  async take(delivery: ReceiverEvent): Promise<void> {
    const { fronts, log } = this.#deps;
    const { body } = delivery;
    const mayBeOurs = (thread: string) => this.#threads?.has(thread) ?? true;
    const sorted = sortDelivery(body, { self: fronts.selfOf(body), mayBeOurs, aside: this.#aside });
    if (sorted.way === 'pass') return delivery.ack();
    if (sorted.way === 'act') {
      await delivery.ack();
      const front = await fronts.of(body);
      const act = front && deeds[sorted.deed](front, body);
      return void (await act?.catch((error) => log.warn('a dialogue could not be opened', { error })));
    }
    if (sorted.way === 'answer' || sorted.name === null) return this.#keep(delivery, sorted);
    if (sorted.calls) this.#threads?.add(sorted.calls);
    // A mention comes as two events; the second is acknowledged once the first is stored.
    const before = this.#lately.find(sorted.name);
    if (!before) return this.#lately.note(sorted.name, this.#keep(delivery, sorted));
    await before;
    return delivery.ack();
  }

  async #keep(delivery: ReceiverEvent, sorted: KeptSorted): Promise<void> {
    const { end, fronts, keeping } = this.#deps;
    const body = withoutSecrets(delivery.body);
    const at = Date.now();
    const front = fronts.known(body);
    const acting = front ? actingOf(sorted, delivery.retryNum) : null;
    // Not after it is kept: what is shown for a delivery that is lost here is found when Slack delivers it again.
    const made = front && acting ? act(front, { acting, body }, sorted) : null;
    const id = await keeping.keep({ body, at });
    const waiting = this.#waitFor(id, sorted, (errors) => front && tellLate(front, body, errors));
    end.say({ say: 'delivered', id, body, at, again: false, acting });
    void made?.then((one) => end.say({ say: 'acted', id, made: one }));
    await delivery.ack(await waiting);
  }

  /** Resolves with what to acknowledge it with. */
  async #waitFor(id: number, { way }: KeptSorted, late: (errors: Record<string, string>) => void) {
    if (way === 'answer') {
      const errors = await this.#acks.answered(id, late);
      return errors ? { response_action: 'errors', errors } : undefined;
    }
    await this.#deps.keeping.stored(id);
    return undefined;
  }
}

/** Never rejects. Resolves with the dialogue or the first message that it made. */
function act(
  front: FrontDesk,
  { acting, body }: Pick<Delivered, 'acting' | 'body'>,
  sorted: KeptSorted,
): Promise<string | null> {
  const sign = sorted.way === 'keep' ? sorted.sign : null;
  return acting === 'signs' && sign ? showWorking(front, sign) : openDialogue(front, String(body.trigger_id));
}

/** What was delivered before may be over by now, and nobody would end again what is shown for it. */
function actingOf(sorted: KeptSorted, retryNum: number | undefined): Delivered['acting'] {
  if (sorted.way !== 'keep') return null;
  if (sorted.opens) return 'opens';
  return sorted.sign && !retryNum ? 'signs' : null;
}

const deeds: Record<
  Extract<Sorted, { way: 'act' }>['deed'],
  (front: FrontDesk, body: unknown) => Promise<void>
> = {
  ask: (front, body) => openAsk(front, body as GlobalShortcut),
  bug: (front, body) => reportBug(front, body as MessageShortcut),
  suggest: async (front, body) => suggest(front, (body as { event: { channel: string } }).event.channel),
};

/** Slack's old verification token is in every delivery; nobody reads it, and it is not for a disk. */
function withoutSecrets({ token: _token, ...body }: Record<string, unknown>): Record<string, unknown> {
  return body;
}
