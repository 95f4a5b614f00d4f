/** What trackers held when they were last read, one row per destination. */
import type { MirrorStore } from '../../ports/publication-store.ts';
import { packJson } from '../row.ts';
import type { Db } from '../tables.ts';

export function mirrorStore(db: Db): MirrorStore {
  return {
    async get(workspaceId, destination) {
      const found = await db
        .selectFrom('issueMirrors')
        .select(['workspaceId', 'destination', 'readAt', 'complete', 'issues'])
        .where('workspaceId', '=', workspaceId)
        .where('destination', '=', destination)
        .executeTakeFirst();
      return found ?? null;
    },
    async put(mirror) {
      const row = { ...mirror, issues: packJson(mirror.issues)! };
      await db
        .insertInto('issueMirrors')
        .values(row)
        .onConflict((known) => known.columns(['workspaceId', 'destination']).doUpdateSet(row))
        .execute();
    },
  };
}
