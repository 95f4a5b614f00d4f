/** What tickets and their issues agreed on, and how far each destination was read, as rows: compared and set. */
import type { SyncBaseStore, SyncCursorStore } from '../../ports/sync-store.ts';
import { type Db, syncBaseRow } from '../tables.ts';

export function syncBaseStore(db: Db): SyncBaseStore {
  return {
    ofTickets: (workspaceId, ticketIds) =>
      db
        .selectFrom('syncBases')
        .select(syncBaseRow.columns)
        .where('workspaceId', '=', workspaceId)
        .where((is) => is('ticketId', '=', is.fn.any(is.val(ticketIds))))
        .execute(),
    async swap(base, expected) {
      const row = syncBaseRow.pack(base);
      if (expected === 0) {
        const made = await db
          .insertInto('syncBases')
          .values(row)
          .onConflict((known) => known.columns(['ticketId', 'tracker']).doNothing())
          .executeTakeFirst();
        return made.numInsertedOrUpdatedRows === 1n;
      }
      const written = await db
        .updateTable('syncBases')
        .set(row)
        .where('ticketId', '=', base.ticketId)
        .where('tracker', '=', base.tracker)
        .where('rev', '=', expected)
        .executeTakeFirst();
      return written.numUpdatedRows === 1n;
    },
  };
}

export function syncCursorStore(db: Db): SyncCursorStore {
  return {
    async take(workspaceId, destination, { now, takenBefore }) {
      const taken = await db
        .insertInto('syncCursors')
        .values({ workspaceId, destination, cursor: null, polledAt: now })
        .onConflict((known) =>
          known
            .columns(['workspaceId', 'destination'])
            .doUpdateSet({ polledAt: now })
            .where('syncCursors.polledAt', '<', takenBefore),
        )
        .returning('cursor')
        .executeTakeFirst();
      return taken ?? null;
    },
    async advance(workspaceId, destination, from, to) {
      const { numUpdatedRows } = await db
        .updateTable('syncCursors')
        .set({ cursor: to })
        .where('workspaceId', '=', workspaceId)
        .where('destination', '=', destination)
        .where('cursor', from === null ? 'is' : '=', from)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    async polledAt(workspaceId, destination) {
      const found = await db
        .selectFrom('syncCursors')
        .select('polledAt')
        .where('workspaceId', '=', workspaceId)
        .where('destination', '=', destination)
        .executeTakeFirst();
      return found?.polledAt ?? null;
    },
  };
}
