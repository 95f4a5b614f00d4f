/** What is to be posted later, as rows: each time is taken by one and moved on once. */
import type { Schedule } from '../../domain/schedule.ts';
import type { ScheduleStore } from '../../ports/schedule-store.ts';
import { type Db, scheduleRow } from '../tables.ts';
import { withinReach } from '../within-reach.ts';

const atOnce = 100;

export function scheduleStore(db: Db): ScheduleStore {
  const read = () => db.selectFrom('schedules').select(scheduleRow.columns);
  const asKnown = ({ id, workspaceId, dueAt, takenAt }: Schedule) =>
    db
      .updateTable('schedules')
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', id)
      .where('dueAt', '=', dueAt)
      .where('takenAt', takenAt === null ? 'is' : '=', takenAt);
  return {
    async put(schedule) {
      const row = scheduleRow.pack(schedule);
      const { id: _id, workspaceId: _workspace, ...rest } = row;
      await db
        .insertInto('schedules')
        .values(row)
        .onConflict((known) =>
          known.column('id').doUpdateSet(rest).where('schedules.workspaceId', '=', schedule.workspaceId),
        )
        .execute();
    },
    async delete(workspaceId, id) {
      await db.deleteFrom('schedules').where('workspaceId', '=', workspaceId).where('id', '=', id).execute();
    },
    get: async (workspaceId, id) =>
      (await read().where('workspaceId', '=', workspaceId).where('id', '=', id).executeTakeFirst()) ?? null,
    list: (workspaceId) =>
      read().where('workspaceId', '=', workspaceId).where('dueAt', 'is not', null).orderBy('id').execute(),
    due: ({ now, takenBefore }, reach) =>
      read()
        .where('dueAt', '<=', now)
        .where('threadId', 'in', (inner) =>
          inner.selectFrom('threads').select('id').where(withinReach(reach)),
        )
        .where((is) => is.or([is('takenAt', 'is', null), is('takenAt', '<', takenBefore)]))
        .orderBy('dueAt')
        .limit(atOnce)
        .execute(),
    async take(schedule, at) {
      const { numUpdatedRows } = await asKnown(schedule).set({ takenAt: at }).executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    async advance(schedule, next) {
      const { numUpdatedRows } = await asKnown(schedule)
        .set({ dueAt: next, takenAt: null })
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
  };
}
