/** What people let out to issues that exist, as rows: the database itself keeps a second one of the same out. */
import { DocketError } from '../../domain/errors.ts';
import type { IssueWriteStore } from '../../ports/sync-store.ts';
import { brokenConstraint } from '../failures.ts';
import { type Db, issueWriteRow } from '../tables.ts';

const open = ['planned', 'sending', 'unknown'] as const;

export function issueWriteStore(db: Db): IssueWriteStore {
  const read = () => db.selectFrom('issueWrites').select(issueWriteRow.columns);
  return {
    insert: (write) =>
      refuseSecond(async () => {
        await db.insertInto('issueWrites').values(issueWriteRow.pack(write)).execute();
      }),
    async get(id) {
      return (await read().where('id', '=', id).executeTakeFirst()) ?? null;
    },
    ofTickets: (workspaceId, ticketIds) =>
      read()
        .where('workspaceId', '=', workspaceId)
        .where((is) => is('ticketId', '=', is.fn.any(is.val(ticketIds))))
        .orderBy('createdAt', 'desc')
        .orderBy('id', 'desc')
        .execute(),
    async claim(id, now) {
      const claimed = await db
        .updateTable('issueWrites')
        .set((is) => ({
          state: 'sending',
          epoch: is('epoch', '+', 1),
          attempts: is('attempts', '+', 1),
          sentAt: now,
          updatedAt: now,
        }))
        .where('id', '=', id)
        .where('state', '=', 'planned')
        .returning(issueWriteRow.columns)
        .executeTakeFirst();
      return claimed ?? null;
    },
    async settle(write, from) {
      const { numUpdatedRows } = await db
        .updateTable('issueWrites')
        .set(issueWriteRow.pack(write))
        .where('id', '=', write.id)
        .where('epoch', '=', write.epoch)
        .where('state', '=', from)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    open: () => read().where('state', 'in', open).orderBy('createdAt').orderBy('id').execute(),
  };
}

async function refuseSecond(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const broken = brokenConstraint(error);
    if (broken !== 'issue_writes_one_update' && broken !== 'issue_writes_one_comment') throw error;
    throw new DocketError('CONCURRENCY_CONFLICT', {
      message: 'The issue is getting this already. Nothing was sent a second time.',
      remedy: 'Wait a moment; the card says when the tracker has it.',
      cause: error,
    });
  }
}
