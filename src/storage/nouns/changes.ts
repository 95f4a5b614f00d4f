/** What people's deeds changed, as rows. */
import { redoing, undoing } from '../../domain/change.ts';
import type { ChangeStore } from '../../ports/change-store.ts';
import { changeRow, type Db } from '../tables.ts';

export function changeStore(db: Db): ChangeStore {
  return {
    async append(changes) {
      if (changes.length > 0) await db.insertInto('changes').values(changes.map(changeRow.pack)).execute();
    },
    async latest(workspaceId, actorId) {
      const last = await newestOf(db, workspaceId, actorId)
        .where('undoneAt', 'is', null)
        .where('tool', 'not like', `${undoing}%`)
        .executeTakeFirst();
      return last ? readDeed(db, workspaceId, last.deedId) : [];
    },
    async latestUndo(workspaceId, actorId) {
      const [undo, other] = await Promise.all([
        newestOf(db, workspaceId, actorId)
          .where('undoneAt', 'is', null)
          .where('tool', 'like', `${undoing}%`)
          .executeTakeFirst(),
        newestOf(db, workspaceId, actorId)
          .where('tool', 'not like', `${undoing}%`)
          .where('tool', 'not like', `${redoing}%`)
          .executeTakeFirst(),
      ]);
      return undo && !(other && other.id > undo.id) ? readDeed(db, workspaceId, undo.deedId) : [];
    },
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

/** The newest of this person's changes. */
function newestOf(db: Db, workspaceId: string, actorId: string) {
  return db
    .selectFrom('changes')
    .select(['id', 'deedId'])
    .where('workspaceId', '=', workspaceId)
    .where('actorId', '=', actorId)
    .orderBy('id', 'desc')
    .limit(1);
}

function readDeed(db: Db, workspaceId: string, deedId: string) {
  return db
    .selectFrom('changes')
    .select(changeRow.columns)
    .where('workspaceId', '=', workspaceId)
    .where('deedId', '=', deedId)
    .orderBy('id')
    .execute();
}
