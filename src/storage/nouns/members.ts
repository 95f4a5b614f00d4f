/** Members, as rows; a person is found by name in any case, or by who they are on a surface. */
import { sql } from 'kysely';
import type { MemberStore } from '../../ports/workspace-store.ts';
import { type Db, memberRow } from '../tables.ts';

export function memberStore(db: Db): MemberStore {
  const read = (workspaceId: string) =>
    db
      .selectFrom('members')
      .select(memberRow.columns)
      .where('workspaceId', '=', workspaceId)
      .orderBy('createdAt')
      .orderBy('id');
  return {
    async insert(member) {
      await db.insertInto('members').values(memberRow.pack(member)).execute();
    },
    async get(workspaceId, id) {
      return (await read(workspaceId).where('id', '=', id).executeTakeFirst()) ?? null;
    },
    async byName(workspaceId, name) {
      const found = await read(workspaceId)
        .where((is) => is(is.fn('lower', ['name']), '=', name.toLowerCase()))
        .execute();
      return found.find((member) => member.name === name) ?? found[0] ?? null;
    },
    async byIdentity(workspaceId, surface, externalId) {
      const identity = JSON.stringify([{ surface, externalId }]);
      const found = await read(workspaceId)
        .where(sql<boolean>`identities @> ${identity}::jsonb`)
        .executeTakeFirst();
      return found ?? null;
    },
    async update(member) {
      await db
        .updateTable('members')
        .set(memberRow.pack(member))
        .where('workspaceId', '=', member.workspaceId)
        .where('id', '=', member.id)
        .execute();
    },
    list: (workspaceId) => read(workspaceId).execute(),
  };
}
