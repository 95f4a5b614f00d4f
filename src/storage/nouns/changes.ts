/** What people's deeds changed, as rows. */
import type { ChangeStore } from '../../ports/change-store.ts';
import { changeRow, type Db } from '../tables.ts';

export function changeStore(db: Db): ChangeStore {
  return {
    async append(changes) {
      if (changes.length > 0) await db.insertInto('changes').values(changes.map(changeRow.pack)).execute();
    },
    latest: (workspaceId, actorId) =>
      db
        .selectFrom('changes')
        .select(changeRow.columns)
        .where('workspaceId', '=', workspaceId)
        .where('deedId', '=', (inner) =>
          inner
            .selectFrom('changes')
            .select('deedId')
            .where('workspaceId', '=', workspaceId)
            .where('actorId', '=', actorId)
            .where('undoneAt', 'is', null)
            .orderBy('id', 'desc')
            .limit(1),
        )
        .orderBy('id')
        .execute(),
    async settle(workspaceId, deedId, at) {
      const { numUpdatedRows } = await db
        .updateTable('changes')
        .set({ undoneAt: at })
        .where('workspaceId', '=', workspaceId)
        .where('deedId', '=', deedId)
        .where('undoneAt', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async rebase(workspaceId, ticketId, from, to) {
      await db
        .updateTable('changes')
        .set({ version: to })
        .where('workspaceId', '=', workspaceId)
        .where('subjectId', '=', ticketId)
        .where('version', '=', from)
        .where('undoneAt', 'is', null)
        .execute();
    },
    async forget(at) {
      await db.deleteFrom('changes').where('at', '<', at).execute();
    },
  };
}
