/** Tokens of programs, as rows: a revoked one stays, so that its id is never taken for another's. */
import type { ApiTokenStore } from '../../ports/api-token-store.ts';
import { apiTokenRow, type Db } from '../tables.ts';

export function apiTokenStore(db: Db): ApiTokenStore {
  const read = () => db.selectFrom('apiTokens').select(apiTokenRow.columns);
  return {
    async insert(token) {
      await db.insertInto('apiTokens').values(apiTokenRow.pack(token)).execute();
    },
    async get(id) {
      return (await read().where('id', '=', id).executeTakeFirst()) ?? null;
    },
    list: (workspaceId) =>
      read()
        .where('workspaceId', '=', workspaceId)
        .where('revokedAt', 'is', null)
        .orderBy('createdAt')
        .orderBy('id')
        .execute(),
    async revoke(workspaceId, id, at) {
      const { numUpdatedRows } = await db
        .updateTable('apiTokens')
        .set({ revokedAt: at })
        .where('workspaceId', '=', workspaceId)
        .where('id', '=', id)
        .where('revokedAt', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
  };
}
