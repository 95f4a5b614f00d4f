/** Hands a part of a ticket on to an agent, as a ticket of its own below it. */
import * as z from 'zod';
import { drawArrangedCard } from '../src/cards/arranged-card.ts';
import { briefTicket } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { resolveTicket } from '../src/catalog/resolve-ticket.ts';
import { wireTicket } from '../src/catalog/wire.ts';
import { agentIdOf, agentTitle, findAgent } from '../src/domain/agent-role.ts';
import { DocketError } from '../src/domain/errors.ts';
import { TicketView } from '../src/domain/ticket-view.ts';

export default defineTool({
  description:
    'Hand a part of a ticket on to an agent: makes a ticket below it that the agent begins by itself. At most three deep, and never back to an agent that has it already.',
  effect: 'write',
  access: 'anyone',
  input: z.object({
    ticket: z.string().min(1).describe('The ticket it is a part of'),
    agent: z.string().min(1).describe('research, engineer, qa, …'),
    title: z.string().trim().min(1).max(256),
    description: z.string().max(60_000).optional(),
    by: z.string().optional().describe('The agent that hands it on; absent: whoever has the ticket'),
    expected_output_schema: z.string().optional().describe('JSON Schema'),
  }),
  output: z.object({ view: TicketView, agent: z.string(), parent: z.string(), deed: z.string().nullable() }),
  async run({ ticket, agent, by, expected_output_schema: expectedOutputSchema, ...what }, context) {
    const { ticket: parent } = await resolveTicket(context, ticket);
    const { assigneeId, assigneeType } = parent.work;
    const holder = assigneeType === 'agent' ? assigneeId : null;
    const delegatedByAgentId = by
      ? named(by)
      : (agentIdOf(context.caller.principal) ?? holder ?? 'ticketing');
    const assignedAgentId = named(agent);
    const wish = { ...what, assignedAgentId, delegatedByAgentId, expectedOutputSchema };
    const view = await context.services.tickets.delegate(context.caller, parent.id, wish);
    return { view, agent: assignedAgentId, parent: parent.key, deed: context.caller.deed?.id ?? null };
  },
  wire: ({ view }) => wireTicket(view),
  show: ({ view, agent, parent, deed }) => {
    const sentence = `${agentTitle(agent)} has ${view.ticket.key} now, a part of ${parent}.`;
    return { card: drawArrangedCard({ sentence, tickets: [view], deed }) };
  },
  brief: ({ view }) => briefTicket(view),
  focus: ({ view }) => ({ about: [view.ticket.id] }),
  command: {
    verb: 'delegate',
    usage: '<ticket> <agent> <what to do>',
    input: ([ticket = '', agent = '', ...title]) => ({ ticket, agent, title: title.join(' ') }),
  },
});

function named(words: string): string {
  const agent = findAgent(words);
  if (agent) return agent;
  throw new DocketError('INVALID_INPUT', {
    message: `"${words}" is no agent. Nothing was changed.`,
    remedy:
      'Agents are: research, engineer, qa, documentation, security, ops, data_engineer, version_control, ticketing.',
  });
}
