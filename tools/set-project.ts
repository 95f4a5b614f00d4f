/** Puts tickets into a project, which is made where there is none of that name, or takes them out. */
import * as z from 'zod';
import { drawArrangedCard } from '../src/cards/arranged-card.ts';
import { drawNoticeCard } from '../src/cards/notice-card.ts';
import { count } from '../src/cards/phrases.ts';
import { briefTickets } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { idsOf, resolveTickets } from '../src/catalog/resolve-ticket.ts';
import { toSnakeCase, wireTicket } from '../src/catalog/wire.ts';
import { Project } from '../src/domain/collaboration.ts';
import { TicketSelector } from '../src/domain/selector.ts';
import { TicketView } from '../src/domain/ticket-view.ts';

export default defineTool({
  description:
    'Put tickets into a project of the workspace (made when it is new), take them out with project null, or list the projects when nothing is named. Trackers are told of none.',
  effect: 'write',
  access: 'anyone',
  input: z.object({
    select: TicketSelector.optional().describe('Absent: lists the projects'),
    project: z.string().trim().min(1).max(80).nullable().optional().describe('Its name; null for none'),
  }),
  output: z.object({
    project: z.string().nullable(),
    tickets: z.array(TicketView),
    projects: z.array(Project),
    deed: z.string().nullable(),
  }),
  async run({ select, project = null }, context) {
    const { services, caller } = context;
    const deed = caller.deed?.id ?? null;
    if (!select)
      return { project: null, tickets: [], projects: await services.tickets.projects(caller), deed: null };
    const ids = idsOf(await resolveTickets(context, select));
    const name = project && (await services.tickets.putProject(caller, { name: project })).name;
    const tickets = await services.tickets.setProject(caller, ids, name);
    return { project: name, tickets, projects: [], deed };
  },
  wire: ({ project, tickets, projects }) => ({
    project,
    tickets: tickets.map(wireTicket),
    ...(projects.length > 0 ? { projects: toSnakeCase(projects) } : {}),
  }),
  show: ({ project, tickets, projects, deed }) => {
    if (tickets.length === 0) return { card: drawNoticeCard(sayProjects(projects)) };
    const are = `${count(tickets.length, 'ticket')} ${tickets.length === 1 ? 'is' : 'are'}`;
    const sentence = `${are} in ${project === null ? 'no project' : `the project “${project}”`} now.`;
    return { card: drawArrangedCard({ sentence, tickets, deed }) };
  },
  brief: ({ project, tickets, projects }) =>
    tickets.length > 0
      ? { project, ...briefTickets(tickets) }
      : { projects: projects.map(({ name }) => name) },
  focus: ({ tickets }) => (tickets.length > 0 ? { about: idsOf(tickets) } : {}),
  command: {
    verb: 'project',
    usage: '[<ticket…> to <project|none>]',
    input: (words) => {
      const at = words.findIndex((word) => ['to', 'in', 'into'].includes(word.toLowerCase()));
      if (at <= 0) return words.length > 1 ? read(words.slice(0, 1), words.slice(1)) : {};
      return read(words.slice(0, at), words.slice(at + 1));
    },
  },
});

function read(ids: string[], words: string[]) {
  const name = words.join(' ');
  return { select: { ids }, project: /^(?:none|nothing)$/i.test(name) ? null : name };
}

function sayProjects(projects: readonly Project[]): string {
  if (projects.length === 0) return 'There is no project yet: /docket project 3 5 to Checkout';
  return `Projects: ${projects.map(({ name, status }) => (status === 'active' ? name : `${name} (${status})`)).join(', ')}.`;
}
