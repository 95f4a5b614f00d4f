/** The one living card per thing and thread, as rows. */
import { sql } from 'kysely';
import type { LivingCardStore } from '../../ports/conversation-store.ts';
import { packJson } from '../row.ts';
import type { Db } from '../tables.ts';
import { withinReach } from '../within-reach.ts';

const columns = ['threadId', 'workspaceId', 'key', 'tool', 'input', 'subjects', 'message', 'hash'] as const;

export function livingCardStore(db: Db): LivingCardStore {
  const read = () => db.selectFrom('livingCards').select(columns);
  return {
    async put({ threadId, workspaceId, key, tool, input, subjects, message, hash }) {
      const shown = { tool, input: packJson(input)!, subjects, message, hash };
      await db
        .insertInto('livingCards')
        .values({ threadId, workspaceId, key, ...shown })
        .onConflict((known) => known.columns(['threadId', 'key']).doUpdateSet(shown))
        .execute();
    },
    async get(threadId, key) {
      const found = read().where('threadId', '=', threadId).where('key', '=', key);
      return (await found.executeTakeFirst()) ?? null;
    },
    showing: (workspaceId, subjects, reach) =>
      read()
        .where('workspaceId', '=', workspaceId)
        .where(sql<boolean>`subjects && ${subjects}::text[]`)
        .where('threadId', 'in', (inner) =>
          inner.selectFrom('threads').select('id').where(withinReach(reach)),
        )
        .orderBy('threadId')
        .orderBy('key')
        .execute(),
  };
}
