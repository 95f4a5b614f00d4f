/** Sends a test to an address that is told what happens. */
import * as z from 'zod';
import { drawNoticeCard } from '../src/cards/notice-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { toSnakeCase } from '../src/catalog/wire.ts';
import { WebhookView } from '../src/domain/outgoing-webhook.ts';

export default defineTool({
  description:
    'Send a test event to a webhook now and say whether it was taken. One that is taken ends a pause: what happened meanwhile follows.',
  effect: 'write',
  access: 'person',
  undoable: false,
  input: z.object({ webhook: z.string().describe('Its id') }),
  output: z.object({ webhook: WebhookView, taken: z.boolean() }),
  run: ({ webhook }, { services, caller }) => services.outgoing.test(caller, webhook),
  wire: ({ webhook, taken }) => ({ taken, webhook: toSnakeCase(webhook) }),
  show: ({ webhook: { address, lastDelivery }, taken }) => ({
    card: taken
      ? drawNoticeCard(`${address} took the test.`, 'success')
      : drawNoticeCard(`${address} did not take the test: ${lastDelivery?.problem}.`, 'warning'),
  }),
  command: { verb: 'test-webhook', usage: '<id>', input: ([webhook = '']) => ({ webhook }) },
});
