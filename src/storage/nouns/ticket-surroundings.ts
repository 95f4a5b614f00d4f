/** What stands around tickets, in one query: reads of tickets are the most frequent ones. */
import { sql } from 'kysely';
import type { ExternalRef } from '../../domain/ticket.ts';
import type { Clock } from '../../ports/clock.ts';
import type { TicketStore, TicketSurroundings } from '../../ports/ticket-store.ts';
import { type Db, externalRefRow } from '../tables.ts';

type Found = { refs: ExternalRef[]; blockers: TicketSurroundings['blockers']; keys: [string, string][] };

export function readSurroundings(db: Db, clock: Clock): TicketStore['around'] {
  const ref = sql.join(
    externalRefRow.columns.flatMap((column) => [sql.lit(column), sql.ref(`ref.${column}`)]),
  );
  return async (workspaceId, ids, named) => {
    const { rows } = await sql<Found>`select
      (select coalesce(json_agg(json_build_object(${ref}) order by ref.created_at, ref.tracker), '[]')
        from external_refs as ref where ref.workspace_id = ${workspaceId} and ref.ticket_id = any(${ids})) as refs,
      (select coalesce(json_agg(json_build_object('ticketId', link.target_id, 'key', other.key)
          order by link.created_at, link.id), '[]')
        from ticket_links as link join tickets as other on other.id = link.source_id
        where link.workspace_id = ${workspaceId} and link.type = 'blocks' and link.target_id = any(${ids})
          and other.deleted_at is null) as blockers,
      (select coalesce(json_agg(json_build_array(other.id, other.key)), '[]')
        from tickets as other
        where other.workspace_id = ${workspaceId} and other.id = any(${named}) and other.deleted_at is null) as keys`.execute(
      db,
    );
    const [{ refs, blockers, keys }] = rows as [Found];
    return { refs: refs.map(withIsoTimes), blockers, keys: new Map(keys), now: clock.now().toISOString() };
  };
}

/** Inside of JSON the database writes times its own way. */
function withIsoTimes(ref: ExternalRef): ExternalRef {
  const iso = (at: string) => new Date(at).toISOString();
  return { ...ref, createdAt: iso(ref.createdAt), syncedAt: ref.syncedAt && iso(ref.syncedAt) };
}
