/** Says what the result of a ticket has to look like: a JSON Schema its agent is held to. */
import * as z from 'zod';
import { drawNoticeCard } from '../src/cards/notice-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { resolveTicket } from '../src/catalog/resolve-ticket.ts';
import { wireTicket } from '../src/catalog/wire.ts';
import { TicketView } from '../src/domain/ticket-view.ts';

export default defineTool({
  description:
    'Hold the result of a ticket to a JSON Schema: strict refuses what does not fit (the third time the ticket has failed), permissive keeps a warning. schema null takes it away.',
  effect: 'write',
  access: 'person',
  input: z.object({
    ticket: z.string().min(1),
    schema: z
      .union([z.record(z.string(), z.json()), z.string()])
      .nullable()
      .describe('JSON Schema, or its text'),
    mode: z.enum(['strict', 'permissive']).optional().describe('strict when absent'),
  }),
  output: z.object({ view: TicketView, mode: z.enum(['strict', 'permissive']).nullable() }),
  async run({ ticket, schema, mode = 'strict' }, context) {
    const { ticket: found } = await resolveTicket(context, ticket);
    const expected = schema === null ? null : { schema, mode };
    const view = await context.services.tickets.expectOutput(context.caller, found.id, expected);
    return { view, mode: expected && mode };
  },
  wire: ({ view }) => wireTicket(view),
  show: ({ view, mode }) => {
    const { key } = view.ticket;
    const fits =
      mode === 'permissive' ? 'is compared with a schema, and taken all the same' : 'has to fit a schema';
    const said =
      mode === null ? `The result of ${key} may look like anything.` : `The result of ${key} ${fits}.`;
    return { card: drawNoticeCard(said, 'success') };
  },
  brief: ({ view, mode }) => ({ key: view.ticket.key, mode }),
  focus: ({ view }) => ({ about: [view.ticket.id] }),
  command: {
    verb: 'expect',
    usage: '<ticket> <JSON Schema|nothing> [permissive]',
    input: ([ticket = '', ...words]) => {
      const isPermissive = words.at(-1)?.toLowerCase() === 'permissive';
      const schema = (isPermissive ? words.slice(0, -1) : words).join(' ');
      const none = /^(?:nothing|none)?$/i.test(schema);
      return {
        ticket,
        schema: none ? null : schema,
        ...(isPermissive ? { mode: 'permissive' as const } : {}),
      };
    },
  },
});
