/** A person's decision on what a changed document proposes for one ticket. */
import * as z from 'zod';
import { drawSettledCard } from '../src/cards/settled-card.ts';
import { briefTicket } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { resolveTicket } from '../src/catalog/resolve-ticket.ts';
import { wireTicket } from '../src/catalog/wire.ts';
import { DocketError } from '../src/domain/errors.ts';
import { TicketView } from '../src/domain/ticket-view.ts';

const Input = z.object({
  ticket: z.string().describe('Number in the last list, key or id'),
  choice: z.enum(['take', 'keep']).describe('take what the document says, or keep the ticket as it is'),
  version: z.int().optional().describe('Refuse when the ticket is no longer at this version'),
});

export default defineTool({
  description: 'Take over what a changed document proposes for a ticket, or keep the ticket as it is.',
  effect: 'write',
  access: 'person',
  input: Input,
  output: z.object({ ticket: TicketView, choice: Input.shape.choice }),
  async run({ ticket: name, choice, version }, context) {
    const { ticket } = await resolveTicket(context, name);
    const settled = await context.services.tickets.settle(context.caller, ticket.id, choice, version);
    return { ticket: settled, choice };
  },
  wire: ({ ticket }) => wireTicket(ticket),
  show: ({ ticket, choice }) => ({ card: drawSettledCard(ticket, choice) }),
  brief: ({ ticket, choice }) => ({ ...briefTicket(ticket), choice }),
  press: [
    { verb: 'take', input: ({ item, rev }) => ({ ticket: item, version: rev, choice: 'take' as const }) },
    { verb: 'keep', input: ({ item, rev }) => ({ ticket: item, version: rev, choice: 'keep' as const }) },
  ],
  command: { verb: 'settle', usage: '<ticket> take|keep', input: readWords },
});

function readWords([ticket = '', word = '']: string[]): z.infer<typeof Input> {
  const choice = Input.shape.choice.safeParse(word.toLowerCase());
  if (ticket && choice.success) return { ticket, choice: choice.data };
  throw new DocketError('INVALID_INPUT', {
    message: 'Say which ticket, and whether to take the change or keep the ticket. Nothing was changed.',
    remedy: 'For example: /docket settle TASK-2026-001 keep',
  });
}
