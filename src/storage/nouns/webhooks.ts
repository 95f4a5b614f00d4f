/** Deliveries of webhooks, as rows: each is taken in once per source and id, however often it is sent. */
import type { WebhookStore } from '../../ports/sync-store.ts';
import type { Db } from '../tables.ts';

const atOnce = 500;
const columns = [
  'source',
  'deliveryId',
  'workspaceId',
  'tenant',
  'event',
  'externalIds',
  'markers',
  'receivedAt',
  'doneAt',
] as const;

export function webhookStore(db: Db): WebhookStore {
  const read = () => db.selectFrom('webhookDeliveries').select(columns);
  return {
    async accept(delivery) {
      const made = await db
        .insertInto('webhookDeliveries')
        .values(delivery)
        .onConflict((seen) => seen.columns(['source', 'deliveryId']).doNothing())
        .executeTakeFirst();
      return made.numInsertedOrUpdatedRows === 1n;
    },
    async get(source, deliveryId) {
      const found = read().where('source', '=', source).where('deliveryId', '=', deliveryId);
      return (await found.executeTakeFirst()) ?? null;
    },
    unfinished: (before) =>
      read()
        .where('doneAt', 'is', null)
        .where('receivedAt', '<', before)
        .orderBy('receivedAt')
        .limit(atOnce)
        .execute(),
    async finish(source, deliveryId, at) {
      await db
        .updateTable('webhookDeliveries')
        .set({ doneAt: at })
        .where('source', '=', source)
        .where('deliveryId', '=', deliveryId)
        .execute();
    },
    async forget(before) {
      const { numDeletedRows } = await db
        .deleteFrom('webhookDeliveries')
        .where('receivedAt', '<', before)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
    async lastReceived(workspaceId, source) {
      const found = await db
        .selectFrom('webhookDeliveries')
        .select((is) => is.fn.max('receivedAt').as('last'))
        .where('workspaceId', '=', workspaceId)
        .where('source', '=', source)
        .executeTakeFirst();
      return found?.last ?? null;
    },
  };
}
