/** Gives tickets to somebody, or takes them back. */
import * as z from 'zod';
import { drawArrangedCard } from '../src/cards/arranged-card.ts';
import { enumerate } from '../src/cards/phrases.ts';
import { drawReassignFormCard } from '../src/cards/reassign-form-card.ts';
import { briefTickets } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { idsOf, resolveNamed } from '../src/catalog/resolve-ticket.ts';
import { showsDispatches } from '../src/catalog/show-living.ts';
import { wireTicket } from '../src/catalog/wire.ts';
import { AgentId, agentName } from '../src/domain/agent-role.ts';
import { TicketSelector } from '../src/domain/selector.ts';
import { TicketView } from '../src/domain/ticket-view.ts';

export default defineTool({
  description:
    'Give tickets to a member of the workspace by name, to the person who asks (me), to an agent (research, engineer, qa, …), which then begins with them by itself, or to nobody.',
  effect: 'write',
  access: 'anyone',
  input: z.object({
    select: TicketSelector.optional(),
    assignee: z.string().nullable().describe('A member’s name, an agent, me, or null for nobody'),
  }),
  output: z.object({
    assignee: z.string().nullable(),
    tickets: z.array(TicketView),
    deed: z.string().nullable(),
  }),
  async run({ select, assignee }, context) {
    const views = await resolveNamed(context, select);
    const given = await context.services.tickets.assign(context.caller, idsOf(views), assignee);
    return { ...given, deed: context.caller.deed?.id ?? null };
  },
  wire: ({ assignee, tickets }) => ({ assignee, tickets: tickets.map(wireTicket), total: tickets.length }),
  show: ({ assignee, tickets, deed }) => {
    const keys =
      tickets.length > 3 ? `${tickets.length} tickets` : enumerate(tickets.map(({ ticket }) => ticket.key));
    const sentence = assignee === null ? `Nobody is assigned to ${keys}.` : `${assignee} has ${keys} now.`;
    const withAgents = tickets.filter(({ ticket }) => ticket.work.assigneeType === 'agent');
    const given = { card: drawArrangedCard({ sentence, tickets, deed }) };
    return withAgents.length === 0 || assignee === null ? given : [given, showGiven(withAgents)];
  },
  brief: ({ assignee, tickets }) => ({ assignee, ...briefTickets(tickets) }),
  focus: ({ tickets }) => ({ about: idsOf(tickets) }),
  press: [
    {
      verb: 'reassign',
      input: ({ ref }) => ({ select: { ids: [ref] }, assignee: null }),
      answer: 'private',
      async form({ select }, context) {
        const [view] = await resolveNamed(context, select);
        const people = await context.services.tickets.people(context.caller);
        const agents = AgentId.options.map((id) => ({ value: id, label: agentName(id) }));
        const members = people.map(({ name }) => ({ value: name, label: name }));
        return drawReassignFormCard(view!.ticket, [...members, ...agents]);
      },
      fill: (input, { assignee = '' }) => ({ ...input, assignee: assignee || null }),
    },
  ],
  command: { verb: 'assign', usage: '<ticket…> to <person|agent|me|nobody>', input: readWords },
  otherCommands: [
    {
      verb: 'reassign',
      usage: '<ticket…> to <person|agent|me|nobody>',
      does: 'Give tickets to somebody else',
      input: readWords,
    },
  ],
});

/** A card that follows what the agent does with them. */
function showGiven(views: TicketView[]) {
  const waits = views.filter(({ ticket }) => ticket.review.status === 'generated');
  const begin = { title: '', tone: 'neutral' as const, choices: [] };
  if (waits.length > 0) {
    const text = `${enumerate(waits.map(({ ticket }) => ticket.key))} waits for its review; the agent begins once it is approved.`;
    return { card: { ...begin, blocks: [{ kind: 'text' as const, text }], summary: text } };
  }
  const text = 'The agent begins as soon as it can.';
  return {
    card: { ...begin, blocks: [{ kind: 'text' as const, text }], summary: text },
    ...showsDispatches(idsOf(views)),
  };
}

/** `3 5 to Priya Shah`; the last word is the person where "to" is left out. */
function readWords(words: string[]) {
  const at = words.findIndex((word) => word.toLowerCase() === 'to');
  const ids = at < 0 ? words.slice(0, -1) : words.slice(0, at);
  const name = (at < 0 ? words.slice(-1) : words.slice(at + 1)).join(' ');
  const assignee = /^(?:nobody|no one|none)$/i.test(name) ? null : name;
  return { assignee, ...(ids.length > 0 ? { select: { ids } } : {}) };
}
