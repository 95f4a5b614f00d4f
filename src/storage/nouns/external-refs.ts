/** What each ticket is called at each tracker, as rows. */
import type { ExternalRefStore } from '../../ports/ticket-store.ts';
import { type Db, externalRefRow } from '../tables.ts';

export function externalRefStore(db: Db): ExternalRefStore {
  const read = (workspaceId: string) =>
    db
      .selectFrom('externalRefs')
      .select(externalRefRow.columns)
      .where('workspaceId', '=', workspaceId)
      .orderBy('createdAt')
      .orderBy('tracker');
  return {
    async put(ref) {
      const row = externalRefRow.pack(ref);
      await db
        .insertInto('externalRefs')
        .values(row)
        .onConflict((known) => known.columns(['ticketId', 'tracker']).doUpdateSet(row))
        .execute();
    },
    ofTickets: (workspaceId, ticketIds) =>
      read(workspaceId)
        .where((is) => is('ticketId', '=', is.fn.any(is.val(ticketIds))))
        .execute(),
    byExternalKey: (workspaceId, externalKey) =>
      read(workspaceId).where('externalKey', '=', externalKey).execute(),
    ofIssues: (workspaceId, destination, externalIds) =>
      read(workspaceId)
        .where('destination', '=', destination)
        .where((is) => is('externalId', '=', is.fn.any(is.val(externalIds))))
        .execute(),
    atPlace: (destination, externalIds) =>
      db
        .selectFrom('externalRefs')
        .select(externalRefRow.columns)
        .where('destination', '=', destination)
        .where((is) => is('externalId', '=', is.fn.any(is.val(externalIds))))
        .orderBy('createdAt')
        .execute(),
  };
}
