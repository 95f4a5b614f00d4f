/** Proposals that wait for a person, as rows: each moves from one status to the next once. */
import type { PendingActionStore } from '../../ports/conversation-store.ts';
import { type Db, pendingActionRow } from '../tables.ts';

export function pendingActionStore(db: Db): PendingActionStore {
  const read = (workspaceId: string) =>
    db.selectFrom('pendingActions').select(pendingActionRow.columns).where('workspaceId', '=', workspaceId);
  return {
    async insert(action) {
      await db.insertInto('pendingActions').values(pendingActionRow.pack(action)).execute();
    },
    async get(workspaceId, id) {
      return (await read(workspaceId).where('id', '=', id).executeTakeFirst()) ?? null;
    },
    list(workspaceId, status) {
      const query = read(workspaceId).orderBy('createdAt').orderBy('id');
      return (status ? query.where('status', '=', status) : query).execute();
    },
    async move(workspaceId, id, from, next) {
      const result = await db
        .updateTable('pendingActions')
        .set(pendingActionRow.pack(next))
        .where('workspaceId', '=', workspaceId)
        .where('id', '=', id)
        .where('status', '=', from)
        .executeTakeFirst();
      return result.numUpdatedRows === 1n;
    },
  };
}
