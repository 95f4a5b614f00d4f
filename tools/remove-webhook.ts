/** Tells an address no more. */
import * as z from 'zod';
import { drawNoticeCard } from '../src/cards/notice-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { WebhookView } from '../src/domain/outgoing-webhook.ts';

export default defineTool({
  description: 'Remove a webhook: its address is told nothing any more, also not what it missed.',
  effect: 'write',
  access: 'person',
  undoable: false,
  input: z.object({ webhook: z.string().describe('Its id') }),
  output: WebhookView,
  run: ({ webhook }, { services, caller }) => services.outgoing.remove(caller, webhook),
  show: ({ address }) => ({ card: drawNoticeCard(`${address} is told nothing any more.`) }),
  command: { verb: 'remove-webhook', usage: '<id>', input: ([webhook = '']) => ({ webhook }) },
});
