/** Dispatches and wakes, as rows: inserted once per assignment, compared and set by rev. */
import type { DispatchStore } from '../../ports/dispatch-store.ts';
import { type Db, dispatchRow } from '../tables.ts';

export function dispatchStore(db: Db): DispatchStore {
  const read = (workspaceId: string) =>
    db
      .selectFrom('dispatches')
      .select(dispatchRow.columns)
      .where('workspaceId', '=', workspaceId)
      .orderBy('createdAt')
      .orderBy('id');
  return {
    async insert(dispatch) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('dispatches')
        .values(dispatchRow.pack(dispatch))
        .onConflict((known) => known.doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
    async swap(next) {
      const { numUpdatedRows } = await db
        .updateTable('dispatches')
        .set(dispatchRow.pack(next))
        .where('id', '=', next.id)
        .where('rev', '=', next.rev - 1)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    get: async (workspaceId, id) => (await read(workspaceId).where('id', '=', id).executeTakeFirst()) ?? null,
    open: (workspaceId) => read(workspaceId).where('state', '!=', 'ended').execute(),
    ofTickets: (workspaceId, ticketIds) =>
      read(workspaceId)
        .where((is) => is('ticketId', '=', is.fn.any(is.val(ticketIds))))
        .execute(),
    async wake({ at, before, ...wake }) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('wakes')
        .values({ ...wake, wokenAt: at })
        .onConflict((known) =>
          known
            .columns(['ticketId', 'agentId', 'source'])
            .doUpdateSet({ wokenAt: at })
            .where('wakes.wokenAt', '<', before),
        )
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
  };
}
