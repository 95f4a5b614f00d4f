/** What people set in chat, as rows. */
import { Preferences } from '../../domain/preferences.ts';
import type { PreferenceStore } from '../../ports/preference-store.ts';
import { packJson } from '../row.ts';
import type { Db } from '../tables.ts';

export function preferenceStore(db: Db): PreferenceStore {
  return {
    async get(workspaceId, scope) {
      const row = await db
        .selectFrom('preferences')
        .select('preferences')
        .where('workspaceId', '=', workspaceId)
        .where('scope', '=', scope)
        .executeTakeFirst();
      return Preferences.parse(row?.preferences ?? {});
    },
    async list(workspaceId) {
      const rows = await db
        .selectFrom('preferences')
        .select(['scope', 'preferences'])
        .where('workspaceId', '=', workspaceId)
        .where('scope', '!=', 'approvals')
        .orderBy('scope')
        .execute();
      const all = rows.map(({ scope, preferences }) => ({
        // `channel:<surface>:<channel>`, or `workspace`.
        channel: scope === 'workspace' ? null : scope.split(':').slice(2).join(':'),
        values: Preferences.parse(preferences),
      }));
      return all.toSorted((one, other) => Number(one.channel !== null) - Number(other.channel !== null));
    },
    async put(workspaceId, scope, values) {
      const preferences = packJson(values)!;
      await db
        .insertInto('preferences')
        .values({ workspaceId, scope, preferences })
        .onConflict((clash) => clash.columns(['workspaceId', 'scope']).doUpdateSet({ preferences }))
        .execute();
    },
  };
}
