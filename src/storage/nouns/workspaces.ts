/** Workspaces, as rows. */
import type { WorkspaceStore } from '../../ports/workspace-store.ts';
import { packJson } from '../row.ts';
import { type Db, workspaceRow } from '../tables.ts';

export function workspaceStore(db: Db): WorkspaceStore {
  const read = () =>
    db
      .selectFrom('workspaces')
      .select(workspaceRow.columns)
      .where('deletedAt', 'is', null)
      .orderBy('createdAt')
      .orderBy('id');
  return {
    async insert(workspace) {
      await db.insertInto('workspaces').values(workspaceRow.pack(workspace)).execute();
    },
    async get(id) {
      return (await read().where('id', '=', id).executeTakeFirst()) ?? null;
    },
    async byName(name) {
      return (await read().where('name', '=', name).executeTakeFirst()) ?? null;
    },
    async first() {
      return (await read().limit(1).executeTakeFirst()) ?? null;
    },
    list: () => read().execute(),
    async updateSettings(id, settings) {
      await db
        .updateTable('workspaces')
        .set({ settings: packJson(settings)! })
        .where('id', '=', id)
        .execute();
    },
    async update(workspace) {
      await db
        .updateTable('workspaces')
        .set(workspaceRow.pack(workspace))
        .where('id', '=', workspace.id)
        .execute();
    },
    async delete(id, at) {
      const { numUpdatedRows } = await db
        .updateTable('workspaces')
        .set({ deletedAt: at })
        .where('id', '=', id)
        .where('deletedAt', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
  };
}
