/** Keeps what an agent reports about a ticket, with what follows for its status; and says that it is blocked no more. */
import * as z from 'zod';
import { drawArrangedCard } from '../src/cards/arranged-card.ts';
import { briefTicket } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { resolveTicket } from '../src/catalog/resolve-ticket.ts';
import { wireTicket } from '../src/catalog/wire.ts';
import { agentTitle, findAgent } from '../src/domain/agent-role.ts';
import { AgentResult } from '../src/domain/agent-update.ts';
import { DocketError } from '../src/domain/errors.ts';
import { TicketView } from '../src/domain/ticket-view.ts';

const Input = z.object({
  ticket: z.string().min(1).describe('Number, key or id'),
  agent: z.string().min(1).describe('research, engineer, qa, …'),
  result: AgentResult,
  details: z.string().max(20_000).optional(),
  error: z.string().max(2000).optional(),
  final: z
    .boolean()
    .optional()
    .describe('Whether it was the last step, which closes the ticket when it passed'),
});

export default defineTool({
  description:
    'Keep what an agent reports about a ticket (started, passed, failed, blocked, note): the ticket starts, is done or is blocked accordingly. Reports are never changed.',
  effect: 'write',
  access: 'anyone',
  undoable: false,
  input: Input,
  output: z.object({ view: TicketView, agent: z.string(), result: AgentResult }),
  async run({ ticket, agent: words, ...report }, context) {
    const agent = findAgent(words);
    if (!agent) throw unknownAgent(words);
    const { ticket: found } = await resolveTicket(context, ticket);
    const { details = '', ...rest } = report;
    const { view } = await context.services.tickets.report(context.caller, found.id, {
      agent,
      details,
      ...rest,
    });
    return { view, agent, result: report.result };
  },
  wire: ({ view, agent, result }) => ({
    ...wireTicket(view),
    agent,
    result,
    blocker: view.ticket.work.blocker?.text ?? null,
  }),
  show: ({ view, agent, result }) => {
    const sentence = `${agentTitle(agent)} reported: ${result}.`;
    return { card: drawArrangedCard({ sentence, tickets: [view], deed: null }) };
  },
  brief: ({ view, result }) => ({ result, ...briefTicket(view) }),
  focus: ({ view }) => ({ about: [view.ticket.id] }),
  command: {
    verb: 'agent-update',
    usage: '<ticket> <agent> <started|passed|failed|blocked|note> [details]',
    input: ([ticket = '', agent = '', result = '', ...details]) => ({
      ...{ ticket, agent, result: result.toLowerCase() as z.infer<typeof AgentResult> },
      ...(details.length > 0 ? { details: details.join(' ') } : {}),
    }),
  },
});

function unknownAgent(words: string): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: `"${words}" is no agent. Nothing was kept.`,
    remedy:
      'Agents are: research, engineer, qa, documentation, security, ops, data_engineer, version_control, ticketing.',
  });
}
