/** What tickets and their files last agreed on, as rows. */
import type { RepoBaseStore } from '../../ports/repo-base-store.ts';
import { type Db, repoBaseRow } from '../tables.ts';

export function repoBaseStore(db: Db): RepoBaseStore {
  const of = (workspaceId: string) => db.selectFrom('repoBases').where('workspaceId', '=', workspaceId);
  return {
    async get(workspaceId, ticketId) {
      const found = of(workspaceId).select(repoBaseRow.columns).where('ticketId', '=', ticketId);
      return (await found.executeTakeFirst()) ?? null;
    },
    async ids(workspaceId) {
      const rows = await of(workspaceId).select('ticketId').orderBy('ticketId').execute();
      return rows.map(({ ticketId }) => ticketId);
    },
    async put(base) {
      const row = repoBaseRow.pack(base);
      await db
        .insertInto('repoBases')
        .values(row)
        .onConflict((known) => known.column('ticketId').doUpdateSet(row))
        .execute();
    },
  };
}
