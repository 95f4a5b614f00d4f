/** Shows cards, and draws living ones again when what they show has changed. */
import { createHash } from 'node:crypto';
import type { Card } from '../cards/card.ts';
import type { Shown } from '../cards/shown.ts';
import type { Thread } from '../domain/conversation.ts';
import { type DomainEvent, eventSubjects } from '../domain/event.ts';
import type { Caller } from '../domain/principal.ts';
import type { LivingCard } from '../ports/conversation-store.ts';
import type { Log } from '../ports/log.ts';
import type { Store } from '../ports/store.ts';
import type { PostOptions, Surface } from '../ports/surface.ts';
import type { Deeds } from './deeds.ts';

export type Outbox = {
  /** Answers a person: a living card that is already in the thread is changed in place where the surface can. */
  show(thread: Thread, shown: Shown, options?: ShowOptions): Promise<void>;
  /** Marks the cards that show what the event is about; they are drawn again within `settleMs`. */
  onEvent(event: DomainEvent): Promise<void>;
  /** Resolves when no card waits to be drawn again. */
  flushed(): Promise<void>;
};

export type ShowOptions = Pick<PostOptions, 'privateTo' | 'answers'>;

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
  const waiting = new Map<string, { card: LivingCard; timer: NodeJS.Timeout }>();

  /** One card of one thread is drawn by one at a time, so that an older picture never replaces a newer one. */
  function inLine(name: string, work: () => Promise<void>): Promise<void> {
    const before = lines.get(name) ?? Promise.resolve();
    const next = before.catch(() => {}).then(work);
    lines.set(name, next);
    return next.finally(() => {
      if (lines.get(name) === next) lines.delete(name);
    });
  }

  function redraw(name: string): Promise<void> {
    const entry = waiting.get(name);
    if (!entry) return lines.get(name) ?? Promise.resolve();
    clearTimeout(entry.timer);
    waiting.delete(name);
    return inLine(name, () => drawAgain(deps, entry.card)).catch((error) => {
      deps.log.error('a living card could not be drawn again', { card: entry.card.key, error });
    });
  }

  return {
    async show(thread, shown, options) {
      const { living, card, file } = shown;
      if (!living) {
        const all = { ...options, ...(file ? { file } : {}) };
        await surfaceOf(deps, thread.surface).post(thread.external, card, all);
        return;
      }
      const name = `${thread.id} ${living.key}`;
      await inLine(name, () => showLiving(deps, thread, card, living));
    },
    async onEvent(event) {
      const subjects = eventSubjects(event);
      if (subjects.length === 0) return;
      for (const card of await deps.store.livingCards.showing(event.workspaceId, subjects)) {
        const name = `${card.threadId} ${card.key}`;
        if (waiting.has(name)) continue;
        const timer = setTimeout(() => void redraw(name), deps.settleMs);
        waiting.set(name, { card, timer });
      }
    },
    async flushed() {
      while (waiting.size > 0 || lines.size > 0) {
        await Promise.all([...waiting.keys()].map(redraw));
        await Promise.allSettled(lines.values());
      }
    },
  };
}

async function showLiving(
  deps: OutboxDeps,
  thread: Thread,
  card: Card,
  living: NonNullable<Shown['living']>,
): Promise<void> {
  const surface = surfaceOf(deps, thread.surface);
  const existing = await deps.store.livingCards.get(thread.id, living.key);
  const message =
    existing && surface.editsInPlace
      ? await surface.update(thread.external, existing.message, card)
      : await surface.post(thread.external, card);
  const row = {
    threadId: thread.id,
    workspaceId: thread.workspaceId,
    ...living,
    message,
    hash: hashOf(card),
  };
  await deps.store.livingCards.put(row);
}

async function drawAgain(deps: OutboxDeps, known: LivingCard): Promise<void> {
  const current = await deps.store.livingCards.get(known.threadId, known.key);
  const thread = await deps.store.threads.get(known.workspaceId, known.threadId);
  const surface = thread && deps.surfaces.get(thread.surface);
  if (!current || !thread || !surface) return;
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
