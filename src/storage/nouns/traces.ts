/** The edges between blocks and tickets, as rows. */
import type { TraceStore } from '../../ports/document-store.ts';
import { portions } from '../row.ts';
import { type Db, traceRow } from '../tables.ts';

export function traceStore(db: Db): TraceStore {
  const read = (workspaceId: string) =>
    db
      .selectFrom('traces')
      .select(traceRow.columns)
      .where('workspaceId', '=', workspaceId)
      .orderBy('createdAt')
      .orderBy('id');
  return {
    async insert(links) {
      for (const portion of portions(links)) {
        await db.insertInto('traces').values(portion.map(traceRow.pack)).execute();
      }
    },
    async delete(workspaceId, ids) {
      if (ids.length === 0) return;
      await db.deleteFrom('traces').where('workspaceId', '=', workspaceId).where('id', 'in', ids).execute();
    },
    get: async (workspaceId, id) => (await read(workspaceId).where('id', '=', id).executeTakeFirst()) ?? null,
    ofTicket: (workspaceId, ticketId) => read(workspaceId).where('ticketId', '=', ticketId).execute(),
    ofTickets: async (workspaceId, ticketIds) =>
      ticketIds.length === 0 ? [] : read(workspaceId).where('ticketId', 'in', ticketIds).execute(),
    ofDocument: (workspaceId, documentId) => read(workspaceId).where('documentId', '=', documentId).execute(),
  };
}
