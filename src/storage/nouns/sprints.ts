/** Sprints, as rows. */
import type { SprintStore } from '../../ports/work-store.ts';
import { type Db, sprintRow } from '../tables.ts';

export function sprintStore(db: Db): SprintStore {
  const read = (workspaceId: string) =>
    db.selectFrom('sprints').select(sprintRow.columns).where('workspaceId', '=', workspaceId);
  return {
    async insert(sprint) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('sprints')
        .values(sprintRow.pack(sprint))
        .onConflict((known) => known.columns(['workspaceId', 'name']).doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
    get: async (workspaceId, id) => (await read(workspaceId).where('id', '=', id).executeTakeFirst()) ?? null,
    list: (workspaceId) => read(workspaceId).orderBy('createdAt', 'desc').orderBy('id', 'desc').execute(),
    async move(workspaceId, id, from, to) {
      const { numUpdatedRows } = await db
        .updateTable('sprints')
        .set({ status: to })
        .where('workspaceId', '=', workspaceId)
        .where('id', '=', id)
        .where('status', '=', from)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
  };
}
