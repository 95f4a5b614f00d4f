/** Gives committed events to their subscribers, each of whom has a place of its own in the record. */
import { sql } from 'kysely';
import type { EventHandler, Events } from '../ports/events.ts';
import type { Log } from '../ports/log.ts';
import type { Lock, Locks } from './locks.ts';
import { eventsAfter } from './nouns/events.ts';
import type { Db } from './tables.ts';
import { createWaker, type Waker } from './waker.ts';

export type EventFeed = Events & {
  /** Says that events may have been written. */
  wake(): void;
  /** Resolves when no handler runs any more. */
  close(): Promise<void>;
};

type FeedDeps = {
  db: Db;
  locks: Locks;
  log: Log;
  /** How often to look without having been woken. Milliseconds. */
  pollMs: number;
};

type Reader = FeedDeps & {
  consumer: string;
  handler: EventHandler;
  waker: Waker;
  read: ReadPage;
  /** Number of the last event this consumer is done with, as far as this process knows. */
  seen: bigint;
  closed: boolean;
};

type Page = Awaited<ReturnType<typeof eventsAfter>>;
type ReadPage = (after: bigint) => Promise<Page>;

const batch = 100;
/** How often a watcher looks for what other instances wrote. Milliseconds. */
const watchMs = 1000;
/** How soon a reader that waits for another instance looks again while somebody here wants to know. Milliseconds. */
const impatientMs = 5;

/** One instance at a time reads for a consumer; the others stand by and take over when it is gone. */
export function createEventFeed(deps: FeedDeps): EventFeed {
  const readers: { reader: Reader; done: Promise<void> }[] = [];
  const watchers = new Set<() => void>();
  const pages = sharePages(deps.db);
  return {
    async subscribe(consumer, handler) {
      const seen = await ensureCursor(deps.db, consumer);
      const { read } = pages;
      const reader: Reader = { ...deps, consumer, handler, read, waker: createWaker(), seen, closed: false };
      readers.push({ reader, done: readUntilClosed(reader) });
    },
    wake() {
      pages.forget();
      for (const { reader } of readers) reader.waker.wake();
      for (const wake of watchers) wake();
    },
    watch(wake) {
      watchers.add(wake);
      const timer = setInterval(wake, watchMs).unref();
      return () => {
        watchers.delete(wake);
        clearInterval(timer);
      };
    },
    async drained() {
      const target = await lastSeq(deps.db);
      await Promise.all(readers.map(({ reader }) => reached(reader, target)));
    },
    async close() {
      for (const { reader } of readers) {
        reader.closed = true;
        reader.waker.wake();
      }
      await Promise.all(readers.map(({ done }) => done));
    },
  };
}

async function readUntilClosed(reader: Reader): Promise<void> {
  const { log, consumer, waker, pollMs } = reader;
  let lock: Lock | null = null;
  while (!reader.closed) {
    try {
      if (lock && !lock.held()) lock = await letGo(lock);
      if (!lock) {
        lock = await reader.locks.take(`events:${consumer}`);
        // As long as the lock is held, nobody else moves the place.
        reader.seen = await readCursor(reader.db, consumer);
      }
      if (lock && (await handOver(reader, lock)) === batch) continue;
    } catch (error) {
      log.error('events could not be read; trying again', { consumer, error });
    }
    if (!reader.closed) await waker.sleep(pollMs);
  }
  await lock?.release();
}

/** Readers that stand at the same place share one look, unless something was written here since it began. */
function sharePages(db: Db): { read: ReadPage; forget(): void } {
  const looks = new Map<bigint, Promise<Page>>();
  return {
    read(after) {
      const known = looks.get(after);
      if (known) return known;
      const look = eventsAfter(db, after, batch).finally(() => {
        if (looks.get(after) === look) looks.delete(after);
      });
      looks.set(after, look);
      return look;
    },
    forget: () => looks.clear(),
  };
}

async function letGo(lock: Lock): Promise<null> {
  await lock.release();
  return null;
}

/** Gives the next events to the handler and moves the place on once it is done; returns how many there were. */
async function handOver(reader: Reader, lock: Lock): Promise<number> {
  const next = await reader.read(reader.seen);
  const last = next.at(-1);
  if (!last || reader.closed || !lock.held()) return 0;
  try {
    await reader.handler(next.map(({ event }) => event));
  } catch (error) {
    reader.log.error('events were not handled', { consumer: reader.consumer, last: last.event.id, error });
  }
  await moveCursor(reader.db, reader.consumer, last.seq);
  reader.seen = last.seq;
  return next.length;
}

async function reached(reader: Reader, target: bigint): Promise<void> {
  while (reader.seen < target && !reader.closed) {
    reader.waker.wake();
    await new Promise((resolve) => setTimeout(resolve, impatientMs));
  }
}

/** A new consumer begins at the present: what happened before it existed is not news to it. */
async function ensureCursor(db: Db, consumer: string): Promise<bigint> {
  await sql`insert into event_cursors (consumer, seq)
    select ${consumer}, coalesce(max(seq), 0) from events on conflict do nothing`.execute(db);
  return readCursor(db, consumer);
}

async function readCursor(db: Db, consumer: string): Promise<bigint> {
  const found = db.selectFrom('eventCursors').select('seq').where('consumer', '=', consumer);
  return BigInt((await found.executeTakeFirstOrThrow()).seq);
}

async function moveCursor(db: Db, consumer: string, seq: bigint): Promise<void> {
  await db
    .updateTable('eventCursors')
    .set({ seq: String(seq) })
    .where('consumer', '=', consumer)
    .execute();
}

async function lastSeq(db: Db): Promise<bigint> {
  const found = db.selectFrom('events').select((is) => is.fn.max('seq').as('seq'));
  return BigInt((await found.executeTakeFirst())?.seq ?? 0);
}
