/** The record of what happened, as rows numbered in the order their transactions committed. */
import { type Selectable, sql } from 'kysely';
import type { DomainEvent } from '../../domain/event.ts';
import type { EventStore } from '../../ports/store.ts';
import { lockNumber } from '../lock-number.ts';
import { namesOf, packJson, packRows, portions, rowsOf } from '../row.ts';
import { type Db, eventRow, type Tables } from '../tables.ts';

const eventLock = lockNumber('events');

/**
 * Writes the events as the last deed of a transaction. The lock is held until commit, so numbers are given in the order
 * of commits and a reader that has seen one number has seen every smaller one. Taken last, it never stands between two
 * writers that wait for each other's tickets.
 */
export async function writeEvents(inside: Db, events: readonly DomainEvent[]): Promise<void> {
  if (events.length === 0) return;
  await sql`select pg_advisory_xact_lock(${eventLock}::bigint)`.execute(inside);
  for (const portion of portions(events)) {
    await inside.insertInto('events').values(portion.map(eventRow.pack)).execute();
  }
}

const eventColumns = namesOf(eventRow.columns);
const locking = sql.raw(
  `turn as materialized (select pg_advisory_xact_lock(${eventLock}::bigint) from head)`,
);
/** A payload may hold what no text column does, so it stays packed while its row is read. */
const unpacked = eventColumns.replace('payload', "(payload #>> '{}')::json");
const telling = sql.raw(`insert into events (${eventColumns}) select ${unpacked} from turn`);

/**
 * The same as further parts of a `with` statement that is a transaction of its own, for events that are written only
 * where its part `head` has a row. Numbers are given as rows are written, and so after the lock was got.
 */
export function writeEventsAfter(events: readonly DomainEvent[]) {
  const rows = events.map((event) => ({ ...event, payload: packJson(event.payload) }));
  return sql`, ${locking}, told as (${telling}, ${rowsOf('events', packRows({ columns: eventRow.columns }, rows))})`;
}

/** Events of one ticket in order; `pending` are those of the transaction at hand, not yet written. */
export async function eventsOfTicket(
  db: Db,
  workspaceId: string,
  ticketId: string,
  pending: readonly DomainEvent[] = [],
): Promise<DomainEvent[]> {
  const written = await db
    .selectFrom('events')
    .select(eventRow.columns)
    .where('workspaceId', '=', workspaceId)
    .where('ticketId', '=', ticketId)
    .orderBy('seq')
    .execute();
  const ofThis = (event: DomainEvent) => event.workspaceId === workspaceId && event.ticketId === ticketId;
  return [...written, ...pending.filter(ofThis)];
}

const mostBetween = 5000;

export async function eventsBetween(
  db: Db,
  workspaceId: string,
  { from, to }: { from: string; to: string },
): Promise<DomainEvent[]> {
  const latest = await db
    .selectFrom('events')
    .select(eventRow.columns)
    .where('workspaceId', '=', workspaceId)
    .where('occurredAt', '>=', from)
    .where('occurredAt', '<', to)
    .orderBy('seq', 'desc')
    .limit(mostBetween)
    .execute();
  return latest.reverse();
}

export async function eventsOfType(
  db: Db,
  workspaceId: string,
  type: DomainEvent['type'],
): Promise<DomainEvent[]> {
  const latest = await db
    .selectFrom('events')
    .select(eventRow.columns)
    .where('workspaceId', '=', workspaceId)
    .where('type', '=', type)
    .orderBy('seq', 'desc')
    .limit(mostBetween)
    .execute();
  return latest.reverse();
}

/** For whoever follows one workspace. */
export function readEvents(db: Db): Pick<EventStore, 'newest' | 'after'> {
  const of = (workspaceId: string) => db.selectFrom('events').where('workspaceId', '=', workspaceId);
  return {
    async newest(workspaceId) {
      const last = of(workspaceId).select('id').orderBy('seq', 'desc').limit(1);
      return (await last.executeTakeFirst())?.id ?? null;
    },
    async after(workspaceId, event, limit) {
      const place =
        event === null
          ? { seq: '0' }
          : await of(workspaceId).select('seq').where('id', '=', event).executeTakeFirst();
      if (!place) return null;
      const next = of(workspaceId).select(eventRow.columns).where('seq', '>', place.seq);
      return next.orderBy('seq').limit(limit).execute();
    },
  };
}

/** The event store inside a transaction: collects, so that `writeEvents` can write all of them last. */
export function collectEvents(db: Db): EventStore & { collected: DomainEvent[] } {
  const collected: DomainEvent[] = [];
  return {
    collected,
    async append(events) {
      collected.push(...events);
    },
    ofTicket: (workspaceId, ticketId) => eventsOfTicket(db, workspaceId, ticketId, collected),
    ofType: (workspaceId, type) => eventsOfType(db, workspaceId, type),
    ...readEvents(db),
    between: (workspaceId, span) => eventsBetween(db, workspaceId, span),
  };
}

export type NumberedEvent = { seq: bigint; event: DomainEvent };

/** The next events after `seq`, in order. */
export async function eventsAfter(db: Db, seq: bigint, limit: number): Promise<NumberedEvent[]> {
  const rows = await db
    .selectFrom('events')
    .select([...eventRow.columns, 'seq'])
    .where('seq', '>', String(seq))
    .orderBy('seq')
    .limit(limit)
    .execute();
  return rows.map(({ seq: number, ...event }: Selectable<Tables['events']>) => ({
    seq: BigInt(number),
    event,
  }));
}
