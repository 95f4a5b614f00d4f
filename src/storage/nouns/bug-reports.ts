/** Bug reports, as rows: each is settled once, and its reporter told once. */
import type { BugReportStore } from '../../ports/bug-report-store.ts';
import { bugReportRow, type Db } from '../tables.ts';

export function bugReportStore(db: Db): BugReportStore {
  const read = (workspaceId: string) =>
    db.selectFrom('bugReports').select(bugReportRow.columns).where('workspaceId', '=', workspaceId);
  const change = (workspaceId: string, id: string) =>
    db.updateTable('bugReports').where('workspaceId', '=', workspaceId).where('id', '=', id);
  return {
    async insert(report) {
      await db.insertInto('bugReports').values(bugReportRow.pack(report)).execute();
    },
    get: async (workspaceId, id) => (await read(workspaceId).where('id', '=', id).executeTakeFirst()) ?? null,
    async settle({ id, workspaceId, status, ticketId }) {
      const { numUpdatedRows } = await change(workspaceId, id)
        .where('status', '=', 'held')
        .set({ status, ticketId })
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    since: (workspaceId, at) =>
      read(workspaceId).where('createdAt', '>=', at).orderBy('createdAt').orderBy('id').execute(),
    ofTickets: (workspaceId, ticketIds) =>
      read(workspaceId)
        .where((is) => is('ticketId', '=', is.fn.any(is.val(ticketIds))))
        .orderBy('createdAt')
        .orderBy('id')
        .execute(),
    async tell(workspaceId, id, at) {
      const { numUpdatedRows } = await change(workspaceId, id)
        .where('toldAt', at === null ? 'is not' : 'is', null)
        .set({ toldAt: at })
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
  };
}
