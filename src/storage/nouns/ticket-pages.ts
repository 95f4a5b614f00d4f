/** A page of tickets by filter, as one query that also counts all that fit. */
import { type ExpressionBuilder, sql } from 'kysely';
import type { Ticket } from '../../domain/ticket.ts';
import type { TicketPageQuery } from '../../ports/ticket-store.ts';
import { type Db, type Tables, ticketRow } from '../tables.ts';

type Building = ExpressionBuilder<Tables, 'tickets'>;

export async function pageTickets(
  db: Db,
  workspaceId: string,
  { limit, offset, ...wanted }: TicketPageQuery,
): Promise<{ tickets: Ticket[]; total: number }> {
  const fitting = db
    .selectFrom('tickets')
    .where('workspaceId', '=', workspaceId)
    .where('deletedAt', 'is', null)
    .where((is) => is.and([...columnsFit(is, wanted), ...textFits(is, wanted), ...standsSo(wanted)]));
  const rows = await fitting
    // Counted for itself: counting over the rows would carry all of each row along.
    .select([...ticketRow.columns, fitting.select((is) => is.fn.countAll<string>().as('all')).as('total')])
    .orderBy('createdAt')
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute();
  if (rows.length > 0) {
    const tickets = rows.map(({ total: _total, ...ticket }) => ticket as Ticket);
    return { tickets, total: Number(rows[0]!.total) };
  }
  if (offset === 0) return { tickets: [], total: 0 };
  // Past the end there is no row to carry the count.
  const counted = await fitting
    .select((is) => is.fn.countAll<string>().as('total'))
    .executeTakeFirstOrThrow();
  return { tickets: [], total: Number(counted.total) };
}

type Wanted = Omit<TicketPageQuery, 'limit' | 'offset'>;

function columnsFit(is: Building, wanted: Wanted) {
  const { review, work, priorities, types, parentId, projectId, assigneeIds, archived = false } = wanted;
  const { stages, audiences } = wanted;
  return [
    ...(stages ? [sql<boolean>`stage ->> 'stage' = any(${stages})`] : []),
    ...(audiences ? [sql<boolean>`stage ->> 'audience' = any(${audiences})`] : []),
    is('archivedAt', archived ? 'is not' : 'is', null),
    ...(review ? [is('reviewStatus', '=', is.fn.any(is.val(review)))] : []),
    ...(work ? [is('workStatus', '=', is.fn.any(is.val(work)))] : []),
    ...(priorities ? [is('priority', '=', is.fn.any(is.val(priorities)))] : []),
    ...(types ? [is('type', '=', is.fn.any(is.val(types)))] : []),
    ...(parentId ? [is('parentId', '=', parentId)] : []),
    ...(projectId ? [is('projectId', '=', projectId)] : []),
    ...(assigneeIds
      ? [
          is.or([
            is('assigneeId', '=', is.fn.any(is.val(assigneeIds.filter((id) => id !== null)))),
            ...(assigneeIds.includes(null) ? [is('assigneeId', 'is', null)] : []),
          ]),
        ]
      : []),
  ];
}

function textFits(is: Building, { keyPrefix, labels, words = [] }: Wanted) {
  const holds = (word: string) => `%${plainly(word)}%`;
  return [
    ...(keyPrefix ? [is('key', 'like', `${plainly(keyPrefix.toUpperCase())}%`)] : []),
    ...(labels
      ? [
          sql<boolean>`exists (select from unnest(labels) as label where lower(label) = any(${labels.map((label) => label.toLowerCase())}))`,
        ]
      : []),
    ...words.map(
      (word) =>
        sql<boolean>`concat_ws(e'\n', title, description, array_to_string(labels, e'\n')) ilike ${holds(word)}`,
    ),
  ];
}

/** No sign of it stands for others. */
function plainly(words: string): string {
  return words.replace(/[\\%_]/g, '\\$&');
}

/** A predecessor counts as well as a dependency, since nobody is told to begin before it (C-16). */
function standsSo({ ready }: Wanted) {
  if (ready === undefined) return [];
  const waits = sql<boolean>`exists (
    select from ticket_links as link join tickets as before on before.id = link.source_id
    where link.target_id = tickets.id and link.type in ('blocks', 'precedes')
      and before.deleted_at is null and before.work_status not in ('done', 'cancelled'))`;
  return ready
    ? [sql<boolean>`work_status = 'open' and not ${waits}`]
    : [sql<boolean>`work_status not in ('done', 'failed', 'cancelled') and ${waits}`];
}
