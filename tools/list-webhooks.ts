/** Lists the addresses that are told what happens. */
import * as z from 'zod';
import { drawWebhooksCard } from '../src/cards/webhook-cards.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { toSnakeCase } from '../src/catalog/wire.ts';
import { WebhookView } from '../src/domain/outgoing-webhook.ts';

export default defineTool({
  description:
    'List the addresses that are told what happens in this workspace, and how their deliveries go.',
  effect: 'read',
  access: 'anyone',
  input: z.object({}),
  output: z.object({ webhooks: z.array(WebhookView) }),
  run: async (_input, { services, caller }) => ({ webhooks: await services.outgoing.list(caller) }),
  wire: ({ webhooks }) => ({ webhooks: toSnakeCase(webhooks), total: webhooks.length }),
  show: ({ webhooks }) => ({ card: drawWebhooksCard(webhooks) }),
  command: { verb: 'webhooks', usage: '', input: () => ({}) },
});
