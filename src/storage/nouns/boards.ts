/** Review boards, as rows: compared and set by `rev`. */
import { sql } from 'kysely';
import type { BoardStore } from '../../ports/publication-store.ts';
import { boardRow, type Db } from '../tables.ts';

export function boardStore(db: Db): BoardStore {
  const read = (workspaceId: string) =>
    db.selectFrom('boards').select(boardRow.columns).where('workspaceId', '=', workspaceId);
  return {
    async insert(board) {
      await db.insertInto('boards').values(boardRow.pack(board)).execute();
    },
    async get(workspaceId, id) {
      return (await read(workspaceId).where('id', '=', id).executeTakeFirst()) ?? null;
    },
    async swap(board, expectedRev) {
      const result = await db
        .updateTable('boards')
        .set(boardRow.pack(board))
        .where('workspaceId', '=', board.workspaceId)
        .where('id', '=', board.id)
        .where('rev', '=', expectedRev)
        .executeTakeFirst();
      return result.numUpdatedRows === 1n;
    },
    async latest(workspaceId, threadId, documentId) {
      let query = read(workspaceId).orderBy('createdAt', 'desc').orderBy('id', 'desc').limit(1);
      if (threadId) query = query.where('threadId', '=', threadId);
      if (documentId) query = query.where(showsDocument(documentId));
      return (await query.executeTakeFirst()) ?? null;
    },
    newest: (workspaceId, most) =>
      read(workspaceId).orderBy('createdAt', 'desc').orderBy('id', 'desc').limit(most).execute(),
    showing: (workspaceId, ticketIds) =>
      read(workspaceId)
        .where(sql<boolean>`ticket_ids && ${ticketIds}::text[]`)
        .orderBy('createdAt')
        .orderBy('id')
        .execute(),
  };
}

function showsDocument(documentId: string) {
  return sql<boolean>`(boards.document_id = ${documentId} or exists (
    select 1 from tickets where tickets.id = any (boards.ticket_ids) and tickets.document_id = ${documentId}))`;
}
