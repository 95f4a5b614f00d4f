/** Comments on tickets, as rows. */
import type { CommentStore } from '../../ports/comment-store.ts';
import { commentRow, type Db } from '../tables.ts';

export function commentStore(db: Db): CommentStore {
  return {
    async insert(comments) {
      if (comments.length > 0)
        await db.insertInto('comments').values(comments.map(commentRow.pack)).execute();
    },
    async delete(workspaceId, id) {
      await db.deleteFrom('comments').where('workspaceId', '=', workspaceId).where('id', '=', id).execute();
    },
    get: async (workspaceId, id) =>
      (await db
        .selectFrom('comments')
        .select(commentRow.columns)
        .where('workspaceId', '=', workspaceId)
        .where('id', '=', id)
        .executeTakeFirst()) ?? null,
    ofTicket: (workspaceId, ticketId) =>
      db
        .selectFrom('comments')
        .select(commentRow.columns)
        .where('workspaceId', '=', workspaceId)
        .where('ticketId', '=', ticketId)
        .orderBy('createdAt')
        .orderBy('id')
        .execute(),
  };
}
