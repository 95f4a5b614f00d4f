/** Tokens of programs, as rows: a revoked one stays, so that its id is never taken for another's. */
import { sql } from 'kysely';
import type { ApiTokenStore } from '../../ports/api-token-store.ts';
import { apiTokenRow, type Db } from '../tables.ts';

export function apiTokenStore(db: Db): ApiTokenStore {
  const recent: Recent = new Map();
  const read = () => db.selectFrom('apiTokens').select(apiTokenRow.columns);
  return {
    async insert(token) {
      await db.insertInto('apiTokens').values(apiTokenRow.pack(token)).execute();
    },
    async get(id) {
      return (await read().where('id', '=', id).executeTakeFirst()) ?? null;
    },
    withMember: remember(recent, (id) => readWithMember(db, id)),
    spend: (id, minute, points) => spend(db, { id, minute, points }),
    list: (workspaceId) =>
      read()
        .where('workspaceId', '=', workspaceId)
        .where('revokedAt', 'is', null)
        .orderBy('createdAt')
        .orderBy('id')
        .execute(),
    async revoke(workspaceId, id, at) {
      recent.delete(id);
      const { numUpdatedRows } = await db
        .updateTable('apiTokens')
        .set({ revokedAt: at })
        .where('workspaceId', '=', workspaceId)
        .where('id', '=', id)
        .where('revokedAt', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    async revokeAll(workspaceId, at) {
      recent.clear();
      await db
        .updateTable('apiTokens')
        .set({ revokedAt: at })
        .where('workspaceId', '=', workspaceId)
        .where('revokedAt', 'is', null)
        .execute();
    },
  };
}

async function spend(
  db: Db,
  { id, minute, points }: { id: string; minute: number; points: number },
): Promise<number> {
  const { spent } = await db
    .insertInto('requestBudgets')
    .values({ key: id, minute: String(minute), spent: points })
    .onConflict((again) =>
      again.column('key').doUpdateSet({
        minute: String(minute),
        spent: sql<number>`case when request_budgets.minute = excluded.minute
          then request_budgets.spent + excluded.spent else excluded.spent end`,
      }),
    )
    .returning('spent')
    .executeTakeFirstOrThrow();
  return spent;
}

type Known = Awaited<ReturnType<ApiTokenStore['withMember']>>;
type Recent = Map<string, { known: Known; until: number }>;

/** A program asks many things in a row. Milliseconds. */
const rememberMs = 1000;
const mostRemembered = 1000;

function remember(recent: Recent, read: ApiTokenStore['withMember']): ApiTokenStore['withMember'] {
  return async (id) => {
    const now = performance.now();
    const found = recent.get(id);
    if (found && found.until > now) return found.known;
    const known = await read(id);
    if (recent.size >= mostRemembered) recent.clear();
    if (known) recent.set(id, { known, until: now + rememberMs });
    return known;
  };
}

async function readWithMember(db: Db, id: string): Promise<Known> {
  const found = await db
    .selectFrom('apiTokens as token')
    .leftJoin('members as member', (join) =>
      join.onRef('member.id', '=', 'token.memberId').onRef('member.workspaceId', '=', 'token.workspaceId'),
    )
    .select(apiTokenRow.columns.map((column) => `token.${column}` as const))
    .select(['member.name as memberName', 'member.roles as memberRoles'])
    .where('token.id', '=', id)
    .executeTakeFirst();
  if (!found) return null;
  const { memberName, memberRoles, ...token } = found;
  const member = memberRoles && { id: token.memberId, name: memberName!, roles: memberRoles };
  return { token, member };
}
