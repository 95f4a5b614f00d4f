/** Approvals, as rows: each stands until it is used once or made void. */
import type { ApprovalStore } from '../../ports/publication-store.ts';
import { approvalRow, type Db } from '../tables.ts';

export function approvalStore(db: Db): ApprovalStore {
  const read = (workspaceId: string, ticketIds: readonly string[]) =>
    db
      .selectFrom('approvals')
      .select(approvalRow.columns)
      .where('workspaceId', '=', workspaceId)
      .where((is) => is('ticketId', '=', is.fn.any(is.val(ticketIds))))
      .orderBy('approvedAt', 'desc')
      .orderBy('id', 'desc');
  const changeStanding = (workspaceId: string) =>
    db
      .updateTable('approvals')
      .where('workspaceId', '=', workspaceId)
      .where('usedAt', 'is', null)
      .where('voidedAt', 'is', null);
  return {
    async insert(approvals) {
      if (approvals.length === 0) return;
      await db.insertInto('approvals').values(approvals.map(approvalRow.pack)).execute();
    },
    standing: (workspaceId, ticketIds) =>
      read(workspaceId, ticketIds).where('usedAt', 'is', null).where('voidedAt', 'is', null).execute(),
    history: (workspaceId, ticketIds) => read(workspaceId, ticketIds).execute(),
    async use(workspaceId, ids, pushId, at) {
      const result = await changeStanding(workspaceId)
        .set({ usedAt: at, pushId })
        .where((is) => is('id', '=', is.fn.any(is.val(ids))))
        .executeTakeFirst();
      return Number(result.numUpdatedRows);
    },
    async void(workspaceId, ticketIds, at) {
      await changeStanding(workspaceId)
        .set({ voidedAt: at })
        .where((is) => is('ticketId', '=', is.fn.any(is.val(ticketIds))))
        .execute();
    },
  };
}
