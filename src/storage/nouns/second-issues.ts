/** Issues that are one too many, as rows: each is told of once. */
import type { SecondIssueStore } from '../../ports/publication-store.ts';
import { type Db, secondIssueRow } from '../tables.ts';

export function secondIssueStore(db: Db): SecondIssueStore {
  const read = () => db.selectFrom('secondIssues').select(secondIssueRow.columns);
  return {
    async note(found) {
      if (found.length === 0) return [];
      const written = db
        .insertInto('secondIssues')
        .values(found.map(secondIssueRow.pack))
        .onConflict((known) => known.doNothing())
        .returning(secondIssueRow.columns);
      return written.execute();
    },
    ofPush: (pushId) => read().where('pushId', '=', pushId).orderBy('foundAt').orderBy('id').execute(),
    async get(workspaceId, id) {
      const found = read().where('workspaceId', '=', workspaceId).where('id', '=', id);
      return (await found.executeTakeFirst()) ?? null;
    },
    untold: () => read().where('toldAt', 'is', null).orderBy('foundAt').orderBy('id').execute(),
    async told(ids, at) {
      await db
        .updateTable('secondIssues')
        .set({ toldAt: at })
        .where((is) => is('id', '=', is.fn.any(is.val(ids))))
        .execute();
    },
  };
}
