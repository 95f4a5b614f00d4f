/** Addresses that are told what happens, as rows. */
import type { OutgoingWebhookStore } from '../../ports/outgoing-webhook-store.ts';
import { packJson } from '../row.ts';
import { type Db, outgoingWebhookRow } from '../tables.ts';

export function outgoingWebhookStore(db: Db): OutgoingWebhookStore {
  const read = () => db.selectFrom('outgoingWebhooks').select(outgoingWebhookRow.columns);
  const of = (workspaceId: string) => read().where('workspaceId', '=', workspaceId);
  return {
    async insert(webhook) {
      await db.insertInto('outgoingWebhooks').values(outgoingWebhookRow.pack(webhook)).execute();
    },
    async get(workspaceId, id) {
      return (await of(workspaceId).where('id', '=', id).executeTakeFirst()) ?? null;
    },
    list: (workspaceId) => of(workspaceId).orderBy('createdAt').orderBy('id').execute(),
    due: (at) => read().where('pausedAt', 'is', null).where('nextAt', '<=', at).orderBy('nextAt').execute(),
    async note(id, { lastDelivery, ...standing }) {
      await db
        .updateTable('outgoingWebhooks')
        .set({ ...standing, lastDelivery: packJson(lastDelivery) })
        .where('id', '=', id)
        .execute();
    },
    async remove(workspaceId, id) {
      const { numDeletedRows } = await db
        .deleteFrom('outgoingWebhooks')
        .where('workspaceId', '=', workspaceId)
        .where('id', '=', id)
        .executeTakeFirst();
      return numDeletedRows === 1n;
    },
  };
}
