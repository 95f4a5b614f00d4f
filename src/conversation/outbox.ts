/** Shows cards, and draws living ones again when what they show has changed. */
import { createHash } from 'node:crypto';
import type { Card } from '../cards/card.ts';
import type { Shown } from '../cards/shown.ts';
import type { Thread } from '../domain/conversation.ts';
import { type DomainEvent, eventSubjects } from '../domain/event.ts';
import type { Caller } from '../domain/principal.ts';
import type { Reach } from '../domain/reach.ts';
import type { LivingCard } from '../ports/conversation-store.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import type { Opening, PostOptions, Surface } from '../ports/surface.ts';
import type { Deeds } from './deeds.ts';

export type Outbox = {
  /** Answers a person: a living card that is already in the thread is changed in place where the surface can. */
  show(thread: Thread, shown: Shown, options?: ShowOptions): Promise<void>;
  /** Draws the cards within `reach` again that show what the events are about; resolves when people see them. */
  onEvents(events: readonly DomainEvent[], reach: Reach): Promise<void>;
  /** While `work` is under way, cards are drawn again without waiting for more changes. */
  atOnce(work: () => Promise<void>): Promise<void>;
};

export type ShowOptions = Pick<PostOptions, 'privateTo' | 'answers'> & {
  /** The turn in which it is shown; with `again` a process that died may have shown it in the same turn before. */
  turn?: { id: string; again: boolean };
  /** Gives what the turn was opened with to the first message that can take its place, and null from then on. */
  takeOpening?: () => Opening | null;
};

type CardName = Pick<LivingCard, 'threadId' | 'key'>;
type KnownCard = CardName & Pick<LivingCard, 'workspaceId'>;

export type OutboxDeps = {
  store: Store;
  surfaces: ReadonlyMap<string, Surface>;
  deeds: Pick<Deeds, 'read'>;
  log: Log;
  /** Changes within this time are drawn once. Milliseconds. */
  settleMs: number;
};

export function createOutbox(deps: OutboxDeps): Outbox {
  const lines = new Map<string, Promise<void>>();
  let impatient = 0;
  const waiting = new Set<() => void>();

  /** One card of one thread is drawn by one at a time, so that an older picture never replaces a newer one. */
  function inLine(card: CardName, work: () => Promise<void>): Promise<void> {
    const name = `${card.threadId} ${card.key}`;
    const before = lines.get(name) ?? Promise.resolve();
    const next = before.catch(() => {}).then(work);
    lines.set(name, next);
    return next.finally(() => {
      if (lines.get(name) === next) lines.delete(name);
    });
  }

  function redraw(card: KnownCard): Promise<void> {
    return inLine(card, () => drawAgain(deps, card)).catch((error) => {
      deps.log.error('a living card could not be drawn again', { card: card.key, error });
    });
  }

  /** For more changes of the same cards to be drawn together. */
  async function settle(): Promise<void> {
    if (impatient > 0) return;
    let timer: NodeJS.Timeout | undefined;
    let go = () => {};
    await new Promise<void>((resolve) => {
      go = resolve;
      waiting.add(go);
      timer = setTimeout(go, deps.settleMs);
    });
    clearTimeout(timer);
    waiting.delete(go);
  }

  return {
    async show(thread, shown, options) {
      const { living } = shown;
      if (!living) return showOnce(deps, thread, shown, options);
      const card = { threadId: thread.id, key: living.key };
      await inLine(card, () => showLiving(deps, thread, { card: shown.card, living }, options));
      // What happened after it was read and before it was known as shown has drawn nothing.
      await redraw({ ...card, workspaceId: thread.workspaceId });
      await sayAnswered(deps, thread, shown, options);
    },
    async onEvents(events, reach) {
      const cards: LivingCard[] = [];
      for (const [workspaceId, own] of Map.groupBy(events, (event) => event.workspaceId)) {
        const subjects = [...new Set(own.flatMap(eventSubjects))];
        if (subjects.length > 0)
          cards.push(...(await deps.store.livingCards.showing(workspaceId, subjects, reach)));
      }
      if (cards.length === 0) return;
      await settle();
      await Promise.all(cards.map(redraw));
    },
    async atOnce(work) {
      impatient += 1;
      for (const go of waiting) go();
      await work().finally(() => {
        impatient -= 1;
      });
    },
  };
}

async function showOnce(
  deps: OutboxDeps,
  thread: Thread,
  { card, file }: Shown,
  { turn, takeOpening, ...options }: ShowOptions = {},
): Promise<void> {
  const once = turn && { key: `${turn.id} ${hashOf(card)}`, again: turn.again };
  const opening = options.privateTo === undefined ? takeOpening?.() : null;
  const all = {
    ...options,
    ...(once ? { once } : {}),
    ...(file ? { file } : {}),
    ...(opening ? { opening } : {}),
  };
  await surfaceOf(deps, thread.surface).post(thread.external, card, all);
}

/** A living card stands where it always stood, so whoever pressed may have to be told elsewhere. */
async function sayAnswered(
  deps: OutboxDeps,
  thread: Thread,
  { card }: Shown,
  options?: ShowOptions,
): Promise<void> {
  if (!options?.answers) return;
  await surfaceOf(deps, thread.surface).answered?.(thread.external, options.answers, card);
}

async function showLiving(
  deps: OutboxDeps,
  thread: Thread,
  { card, living }: Required<Pick<Shown, 'card' | 'living'>>,
  options?: ShowOptions,
): Promise<void> {
  const surface = surfaceOf(deps, thread.surface);
  const existing = await deps.store.livingCards.get(thread.id, living.key);
  const keep = (message: string, hash: string) =>
    deps.store.livingCards.put({
      threadId: thread.id,
      workspaceId: thread.workspaceId,
      ...living,
      message,
      hash,
    });
  const hash = hashOf(card);
  if (!surface.editsInPlace) return keep(await surface.post(thread.external, card), hash);
  if (existing && existing.message !== unposted) {
    return keep(await surface.update(thread.external, existing.message, card), hash);
  }
  // Noted before it is posted, so that after a death in between it is looked for first.
  if (!existing) await keep(unposted, '');
  const key = `${thread.id} ${living.key}`;
  const once = { key, again: existing !== null };
  const opening = options?.takeOpening?.();
  await keep(await surface.post(thread.external, card, { once, ...(opening ? { opening } : {}) }), hash);
}

/** In the place of the message of a card that is about to be posted. */
const unposted = '';

async function drawAgain(deps: OutboxDeps, known: KnownCard): Promise<void> {
  const current = await deps.store.livingCards.get(known.threadId, known.key);
  const thread = await deps.store.threads.get(known.workspaceId, known.threadId);
  const surface = thread && deps.surfaces.get(thread.surface);
  if (!current || current.message === unposted || !thread || !surface) return;
  const [shown] = await deps.deeds.read(current.tool, current.input, systemCaller(thread));
  if (!shown || hashOf(shown.card) === current.hash) return;
  const message = await surface.update(thread.external, current.message, shown.card);
  const subjects = shown.living?.subjects ?? current.subjects;
  await deps.store.livingCards.put({ ...current, subjects, message, hash: hashOf(shown.card) });
}

function surfaceOf(deps: OutboxDeps, name: string): Surface {
  const surface = deps.surfaces.get(name);
  if (!surface) throw new Error(`surface ${name} is not running`);
  return surface;
}

function systemCaller(thread: Thread): Caller {
  const principal = { kind: 'system' as const, id: 'system:outbox', name: 'Docket' };
  return { principal, roles: [], workspaceId: thread.workspaceId, via: 'system', threadId: thread.id };
}

function hashOf(card: Card): string {
  return createHash('sha256').update(JSON.stringify(card)).digest('hex');
}
