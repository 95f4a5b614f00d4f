/** Inbound events, as rows: each is taken in once per surface and event id. */
import type { InboxStore } from '../../ports/conversation-store.ts';
import { packJson } from '../row.ts';
import type { Db } from '../tables.ts';
import { withinReach } from '../within-reach.ts';

export function inboxStore(db: Db): InboxStore {
  const read = () => db.selectFrom('inbox').select(['id', 'workspaceId', 'threadId', 'event', 'doneAt']);
  return {
    async accept({ id, workspaceId, threadId, event }) {
      const { surface, eventId } = event;
      const result = await db
        .insertInto('inbox')
        .values({ id, workspaceId, threadId, surface, eventId, event: packJson(event)!, doneAt: null })
        .onConflict((seen) => seen.columns(['surface', 'eventId']).doNothing())
        .executeTakeFirst();
      return result.numInsertedOrUpdatedRows === 1n;
    },
    async get(id) {
      return (await read().where('id', '=', id).executeTakeFirst()) ?? null;
    },
    unfinished: (reach) =>
      read()
        .where('doneAt', 'is', null)
        .where('threadId', 'in', (inner) =>
          inner.selectFrom('threads').select('id').where(withinReach(reach)),
        )
        .orderBy('id')
        .execute(),
    async finish(id, at) {
      await db.updateTable('inbox').set({ doneAt: at }).where('id', '=', id).execute();
    },
  };
}
