/** Names an address that is told what happens in the workspace. */
import * as z from 'zod';
import { drawNewWebhookCard } from '../src/cards/webhook-cards.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { toSnakeCase } from '../src/catalog/wire.ts';
import { DocketError } from '../src/domain/errors.ts';
import { EventType, eventTypes } from '../src/domain/event.ts';
import { WebhookView } from '../src/domain/outgoing-webhook.ts';

const Input = z.object({
  url: z.string().describe('The https address that is told'),
  event_types: z.array(EventType).optional().describe('Only these; all when absent'),
});
type Input = z.infer<typeof Input>;

export default defineTool({
  description:
    'Tell an https address what happens in this workspace, signed and tried again until it is taken. Answers with the secret its deliveries are signed with, which is shown once.',
  effect: 'write',
  access: 'person',
  undoable: false,
  secrets: ['secret'],
  input: Input,
  output: z.object({ webhook: WebhookView, secret: z.string() }),
  run: ({ url, event_types = [] }, { services, caller }) =>
    services.outgoing.add(caller, { url, eventTypes: event_types }),
  wire: ({ webhook, secret }) => ({ ...(toSnakeCase(webhook) as object), secret }),
  show: ({ webhook, secret }) => ({ card: drawNewWebhookCard(webhook, secret), isPrivate: true }),
  command: { verb: 'add-webhook', usage: '<https address> [event type…]', input: readWords },
});

function readWords([url = '', ...types]: string[]): Input {
  const read = z.array(EventType).safeParse(types);
  if (url && read.success) return types.length > 0 ? { url, event_types: read.data } : { url };
  throw new DocketError('INVALID_INPUT', {
    message: url
      ? 'One of these is no type of event. Nothing was done.'
      : 'No address was named. Nothing was done.',
    remedy: `Types are: ${eventTypes.join(', ')}.`,
  });
}
