/** A page of tickets by filter, as one query that also counts all that fit. */
import { type ExpressionBuilder, sql } from 'kysely';
import type { Ticket } from '../../domain/ticket.ts';
import type { Clock } from '../../ports/clock.ts';
import type { TicketPageQuery, TicketStore } from '../../ports/ticket-store.ts';
import { jsonReader } from '../row.ts';
import { type Db, type Tables, ticketRow } from '../tables.ts';
import { type Found, readFound, surround } from './ticket-surroundings.ts';

type Building = ExpressionBuilder<Tables, 'tickets'>;

export async function pageTickets(
  { db, clock }: { db: Db; clock: Clock },
  workspaceId: string,
  { limit, offset, ...wanted }: TicketPageQuery,
): ReturnType<TicketStore['page']> {
  const fitting = db
    .selectFrom('tickets')
    .where('workspaceId', '=', workspaceId)
    .where('deletedAt', 'is', null)
    .where((is) => is.and([...columnsFit(is, wanted), ...textFits(is, wanted), ...standsSo(wanted)]));
  const page = fitting
    .select(ticketRow.columns)
    .orderBy('createdAt')
    .orderBy('id')
    .limit(limit)
    .offset(offset);
  const total = fitting.select((is) => is.fn.countAll<string>().as('total'));
  const { refs, blockers, keys } = surround(sql`${workspaceId}`, idsOnPage, namedOnPage);
  const { rows } = await sql<Read>`with page as (${page})
    select (select coalesce(json_agg(page), '[]') from page) as tickets, (${total}) as total,
      ${refs} as refs, ${blockers} as blockers, ${keys} as keys`.execute(db);
  const read = rows[0]!;
  return { tickets: read.tickets.map(readTicket), total: Number(read.total), around: readFound(read, clock) };
}

/** One row: most of what a page takes is the reading of its columns one by one. */
type Read = Found & { tickets: Record<string, unknown>[]; total: string };

const readTicket = jsonReader<Ticket>(ticketRow.columns, [
  'createdAt',
  'updatedAt',
  'archivedAt',
  'deletedAt',
]);

const idsOnPage = sql`array(select id from page)`;
const namedOnPage = sql`array(select parent_id from page where parent_id is not null
  union select jsonb_array_elements_text(planning -> 'suggestedAfter') from page)`;

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
