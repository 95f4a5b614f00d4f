/** Tickets, as rows: compared and set by version, numbered without gaps in meaning or repetition. */
import type { Ticket } from '../../domain/ticket.ts';
import type { Clock } from '../../ports/clock.ts';
import type { TicketQuery, TicketStore } from '../../ports/ticket-store.ts';
import { type Db, ticketRow } from '../tables.ts';
import { pageTickets } from './ticket-pages.ts';
import { lookAtTicket, readSurroundings } from './ticket-surroundings.ts';

export function ticketStore(db: Db, clock: Clock): TicketStore {
  const all = () => readAll(db);
  const read = (workspaceId: string) => all().where('workspaceId', '=', workspaceId);
  return {
    async insert(ticket) {
      await db.insertInto('tickets').values(ticketRow.pack(ticket)).execute();
    },
    async swap(next, expected) {
      const result = await db
        .updateTable('tickets')
        .set(ticketRow.pack(next))
        .where('workspaceId', '=', next.workspaceId)
        .where('id', '=', next.id)
        .where('version', '=', expected)
        .executeTakeFirst();
      return result.numUpdatedRows === 1n;
    },
    async get(workspaceId, id) {
      return (await read(workspaceId).where('id', '=', id).executeTakeFirst()) ?? null;
    },
    async getAnywhere(id) {
      return (await all().where('id', '=', id).executeTakeFirst()) ?? null;
    },
    async byKey(workspaceId, key) {
      return (await read(workspaceId).where('key', '=', key).executeTakeFirst()) ?? null;
    },
    byIdPrefix: (workspaceId, prefix) =>
      read(workspaceId)
        .where('id', 'like', `${prefix.replace(/[\\%_]/g, '\\$&')}%`)
        .orderBy('id')
        .execute(),
    list: (workspaceId, wanted) => listTickets(read(workspaceId), wanted),
    around: readSurroundings(db, clock),
    look: lookAtTicket(db, clock),
    page: (workspaceId, wanted) => pageTickets({ db, clock }, workspaceId, wanted),
    ...numbering(db),
  };
}

function numbering(db: Db): Pick<TicketStore, 'nextNumber' | 'reserveNumbers'> {
  return {
    async nextNumber(workspaceId, prefix, year) {
      const { last } = await db
        .insertInto('keyCounters')
        .values({ workspaceId, prefix, year, last: 1 })
        .onConflict((same) =>
          same.columns(['workspaceId', 'prefix', 'year']).doUpdateSet((is) => ({
            last: is('keyCounters.last', '+', 1),
          })),
        )
        .returning('last')
        .executeTakeFirstOrThrow();
      return last;
    },
    async reserveNumbers(workspaceId, prefix, year, upTo) {
      await db
        .insertInto('keyCounters')
        .values({ workspaceId, prefix, year, last: upTo })
        .onConflict((same) =>
          same.columns(['workspaceId', 'prefix', 'year']).doUpdateSet((is) => ({
            last: is.fn('greatest', [is.ref('keyCounters.last'), is.val(upTo)]),
          })),
        )
        .execute();
    },
  };
}

type Reading = ReturnType<typeof readAll>;

function readAll(db: Db) {
  return db.selectFrom('tickets').select(ticketRow.columns);
}

function listTickets(all: Reading, { ids, review, work, deleted, ...equal }: TicketQuery): Promise<Ticket[]> {
  let query = all.orderBy('createdAt').orderBy('id');
  if (!deleted) query = query.where('deletedAt', 'is', null);
  for (const column of [
    'documentId',
    'parentId',
    'assigneeId',
    'pipelineRunId',
    'projectId',
    'capabilityId',
  ] as const) {
    const wanted = equal[column];
    if (wanted) query = query.where(column, '=', wanted);
  }
  if (ids) query = query.where((is) => is('id', '=', is.fn.any(is.val(ids))));
  if (review) query = query.where((is) => is('reviewStatus', '=', is.fn.any(is.val(review))));
  if (work) query = query.where((is) => is('workStatus', '=', is.fn.any(is.val(work))));
  return query.execute();
}
