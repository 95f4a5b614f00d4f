/** Links between tickets, as rows. */
import type { TicketLinkStore } from '../../ports/ticket-store.ts';
import { type Db, linkRow } from '../tables.ts';

export function ticketLinkStore(db: Db): TicketLinkStore {
  const read = (workspaceId: string) =>
    db
      .selectFrom('ticketLinks')
      .select(linkRow.columns)
      .where('workspaceId', '=', workspaceId)
      .orderBy('createdAt')
      .orderBy('id');
  return {
    async insert(link) {
      await db
        .insertInto('ticketLinks')
        .values(linkRow.pack(link))
        .onConflict((equal) => equal.doNothing())
        .execute();
    },
    async delete(workspaceId, id) {
      await db
        .deleteFrom('ticketLinks')
        .where('workspaceId', '=', workspaceId)
        .where('id', '=', id)
        .execute();
    },
    get: async (workspaceId, id) => (await read(workspaceId).where('id', '=', id).executeTakeFirst()) ?? null,
    ofTickets: (workspaceId, ticketIds) =>
      read(workspaceId)
        .where((is) => {
          const given = is.fn.any(is.val(ticketIds));
          return is.or([is('sourceId', '=', given), is('targetId', '=', given)]);
        })
        .execute(),
    ofType: (workspaceId, type) => read(workspaceId).where('type', '=', type).execute(),
  };
}
