/** What changed at trackers and is still to be told, as rows. */
import type { SyncNewsStore } from '../../ports/sync-store.ts';
import { type Db, syncNewsRow } from '../tables.ts';
import { withinReach } from '../within-reach.ts';

const atOnce = 500;

export function syncNewsStore(db: Db): SyncNewsStore {
  return {
    async append(news) {
      if (news.length > 0) await db.insertInto('syncNews').values(news.map(syncNewsRow.pack)).execute();
    },
    async waiting(reach) {
      const rows = await db
        .selectFrom('syncNews')
        .innerJoin('threads', 'threads.id', 'syncNews.threadId')
        .select(['syncNews.workspaceId', 'syncNews.threadId'])
        .select((is) => [
          is.fn.min('syncNews.at').as('first'),
          is.fn.max('syncNews.at').as('last'),
          is
            .selectFrom('syncNews as before')
            .select((inner) => inner.fn.max('before.toldAt').as('toldAt'))
            .whereRef('before.threadId', '=', 'syncNews.threadId')
            .as('toldAt'),
        ])
        .where('syncNews.toldAt', 'is', null)
        .where(withinReach(reach))
        .groupBy(['syncNews.workspaceId', 'syncNews.threadId'])
        .execute();
      return rows.map(({ toldAt, ...row }) => ({ ...row, toldAt: toldAt ?? null }));
    },
    untold: (threadId) =>
      db
        .selectFrom('syncNews')
        .select(syncNewsRow.columns)
        .where('threadId', '=', threadId)
        .where('toldAt', 'is', null)
        .orderBy('id')
        .limit(atOnce)
        .execute(),
    async told(ids, at) {
      await db
        .updateTable('syncNews')
        .set({ toldAt: at })
        .where((is) => is('id', '=', is.fn.any(is.val(ids))))
        .execute();
    },
  };
}
