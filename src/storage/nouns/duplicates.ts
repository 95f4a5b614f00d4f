/** What may be a duplicate of what, as rows: findings come and go, decisions are people's. */
import type { DuplicateStore } from '../../ports/publication-store.ts';
import { packJson, portions } from '../row.ts';
import { type Db, findingRow } from '../tables.ts';

export function duplicateStore(db: Db): DuplicateStore {
  return {
    ofTickets: (workspaceId, ticketIds) =>
      db
        .selectFrom('duplicateFindings')
        .select(findingRow.columns)
        .where('workspaceId', '=', workspaceId)
        .where((is) => is('ticketId', '=', is.fn.any(is.val(ticketIds))))
        .orderBy('ticketId')
        .orderBy('destination')
        .execute(),
    async note(findings) {
      for (const portion of portions(findings)) {
        await db
          .insertInto('duplicateFindings')
          .values(portion.map((finding) => findingRow.pack({ ...finding, decision: null })))
          .onConflict((known) =>
            known.columns(['ticketId', 'destination']).doUpdateSet((is) => ({
              contentHash: is.ref('excluded.contentHash'),
              candidates: is.ref('excluded.candidates'),
              foundAt: is.ref('excluded.foundAt'),
            })),
          )
          .execute();
      }
    },
    async decide(workspaceId, ticketId, destination, decision) {
      await db
        .updateTable('duplicateFindings')
        .set({ decision: packJson(decision) })
        .where('workspaceId', '=', workspaceId)
        .where('ticketId', '=', ticketId)
        .where('destination', '=', destination)
        .execute();
    },
  };
}
