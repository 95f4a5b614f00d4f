/** What stands around tickets, in one query, or in the one that reads the tickets: reads of tickets are the most frequent ones. */
import { type RawBuilder, sql } from 'kysely';
import type { ExternalRef, Ticket } from '../../domain/ticket.ts';
import type { Clock } from '../../ports/clock.ts';
import type { TicketStore, TicketSurroundings } from '../../ports/ticket-store.ts';
import { jsonReader } from '../row.ts';
import { type Db, externalRefRow, ticketRow } from '../tables.ts';

/** As the database gives it: rows as JSON; id, key and, of blockers, the id of the link with a space between. Sorting there would cost more. */
export type Found = { refs: Record<string, unknown>[]; blockers: string[]; keys: string[] };

export function readSurroundings(db: Db, clock: Clock): TicketStore['around'] {
  return async (workspaceId, ids, named) => {
    const { refs, blockers, keys } = surround(sql`${workspaceId}`, sql`${ids}`, sql`${named}`);
    const { rows } =
      await sql<Found>`select ${refs} as refs, ${blockers} as blockers, ${keys} as keys`.execute(db);
    return readFound(rows[0]!, clock);
  };
}

/** Expressions that give each part as JSON. `ids` and `named` are arrays of ids of tickets, the latter others than these. */
export function surround(
  workspaceId: RawBuilder<unknown>,
  ids: RawBuilder<unknown>,
  named: RawBuilder<unknown>,
): Record<keyof Found, RawBuilder<unknown>> {
  // Said so, the workspace is no reason to walk through all of it by an index.
  return {
    refs: sql`array(select to_json(ref) from external_refs as ref
      where ref.workspace_id = ${workspaceId} and ref.ticket_id = any(${ids}))`,
    blockers: sql`array(select link.target_id || ' ' || other.key || ' ' || link.id
      from ticket_links as link join tickets as other on other.id = link.source_id
      where link.workspace_id = ${workspaceId} and link.type = 'blocks' and link.target_id = any(${ids})
        and other.deleted_at is null)`,
    keys: sql`array(select other.id || ' ' || other.key from tickets as other
      where other.id = any(${named}) and (other.workspace_id = ${workspaceId}) is true and other.deleted_at is null)`,
  };
}

export function readFound({ refs, blockers, keys }: Found, clock: Clock): TicketSurroundings {
  return {
    now: clock.now().toISOString(),
    refs: refs.map(readRef).sort(byCreation),
    blockers: blockers
      .map(readParts)
      .sort(byLink)
      .map(([ticketId, key]) => ({ ticketId, key })),
    keys: new Map(keys.map(readParts).map(([id, key]) => [id, key])),
  };
}

function readParts(text: string): [id: string, key: string, linkId: string] {
  const [id = '', key = '', linkId = ''] = text.split(' ');
  return [id, key, linkId];
}

/** Ids of links rise in the order they were made. */
function byLink([, , one]: string[], [, , other]: string[]): number {
  return one!.localeCompare(other!);
}

const readRef = jsonReader<ExternalRef>(externalRefRow.columns, ['createdAt', 'syncedAt']);

function byCreation(one: ExternalRef, other: ExternalRef): number {
  return one.createdAt.localeCompare(other.createdAt) || one.tracker.localeCompare(other.tracker);
}

/** Stand in the query, which is written once, for what is asked for. */
const ofWorkspace = 'workspace';
const ofTicket = 'ticket';

/** One ticket with what stands around it. Writing the query would take as long as much of the rest. */
export function lookAtTicket(db: Db, clock: Clock): TicketStore['look'] {
  const by = { id: writeLook(db, 'id'), key: writeLook(db, 'key') };
  return async (workspaceId, column, name) => {
    const { parameters, ...query } = by[column];
    const given = parameters.map((one) =>
      one === ofWorkspace ? workspaceId : one === ofTicket ? name : one,
    );
    const { rows } = await db.executeQuery({ ...query, parameters: given });
    if (!rows[0]) return null;
    const { refs, blockers, keys, ...ticket } = rows[0] as Ticket & Found;
    return { ticket, around: readFound({ refs, blockers, keys }, clock) };
  };
}

function writeLook(db: Db, column: 'id' | 'key') {
  const named = sql`array(select jsonb_array_elements_text(tickets.planning -> 'suggestedAfter')) || tickets.parent_id`;
  const { refs, blockers, keys } = surround(sql`tickets.workspace_id`, sql`array[tickets.id]`, named);
  return db
    .selectFrom('tickets')
    .select(ticketRow.columns)
    .select([refs.as('refs'), blockers.as('blockers'), keys.as('keys')])
    .where('workspaceId', '=', ofWorkspace)
    .where(column, '=', ofTicket)
    .compile();
}
