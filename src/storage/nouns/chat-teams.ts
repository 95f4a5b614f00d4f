/** Teams of chat services, as rows: each belongs to one workspace, for good. */
import type { ChatTeamStore } from '../../ports/workspace-store.ts';
import { chatTeamRow, type Db } from '../tables.ts';

export function chatTeamStore(db: Db): ChatTeamStore {
  const read = (surface: string) =>
    db.selectFrom('chatTeams').select(chatTeamRow.columns).where('surface', '=', surface).orderBy('linkedAt');
  return {
    async find(surface, team) {
      return (await read(surface).where('team', '=', team).executeTakeFirst()) ?? null;
    },
    list: (surface) => read(surface).execute(),
    async link(row) {
      const result = await db
        .insertInto('chatTeams')
        .values(chatTeamRow.pack(row))
        .onConflict((on) => on.doNothing())
        .executeTakeFirst();
      return Number(result.numInsertedOrUpdatedRows ?? 0) === 1;
    },
  };
}
