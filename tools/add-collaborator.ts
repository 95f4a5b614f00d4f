/** Joins somebody to a ticket, beside whoever has it, and says who is at it. */
import * as z from 'zod';
import { drawNoticeCard } from '../src/cards/notice-card.ts';
import { enumerate } from '../src/cards/phrases.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { resolveTicket } from '../src/catalog/resolve-ticket.ts';
import { toSnakeCase } from '../src/catalog/wire.ts';
import { Collaborator } from '../src/domain/collaboration.ts';

const Role = Collaborator.shape.role.exclude(['assignee']);

const usage = '<ticket> <person|agent|me> [as reviewer]';

export default defineTool({
  description:
    'Join a member or an agent to a ticket as collaborator or reviewer, beside whoever it is assigned to. Use assign_tickets to give it to somebody.',
  effect: 'write',
  access: 'anyone',
  undoable: false,
  input: z.object({
    ticket: z.string().min(1),
    who: z.string().min(1).describe('A member’s name, an agent, or me'),
    role: Role.optional().describe('collaborator when absent'),
  }),
  output: z.object({
    key: z.string(),
    name: z.string(),
    role: Role,
    added: z.boolean(),
    collaborators: z.array(Collaborator),
  }),
  async run({ ticket, who, role = 'collaborator' }, context) {
    const { ticket: found } = await resolveTicket(context, ticket);
    const joined = await context.services.tickets.invite(context.caller, found.id, { name: who, role });
    return { key: found.key, role, ...joined };
  },
  wire: ({ key, added, collaborators }) => ({ key, added, collaborators: toSnakeCase(collaborators) }),
  show: ({ key, name, role, added, collaborators }) => {
    const others = collaborators.length > 1 ? ` ${collaborators.length} are at it.` : '';
    const said = added ? `${name} joins ${key} as ${role}.` : `${name} is ${role} of ${key} already.`;
    return { card: drawNoticeCard(`${said}${others}`, added ? 'success' : 'neutral') };
  },
  brief: ({ key, collaborators }) => ({
    key,
    at_it: enumerate(collaborators.map(({ principalId, role }) => `${principalId} (${role})`)),
  }),
  command: { verb: 'join', usage, input: readWords },
  otherCommands: [{ verb: 'collab', usage, input: readWords }],
});

function readWords([ticket = '', ...words]: string[]) {
  const said = words.filter((word) => word.toLowerCase() !== 'as');
  const last = Role.safeParse(said.at(-1)?.toLowerCase());
  const who = (last.success ? said.slice(0, -1) : said).join(' ');
  return { ticket, who, ...(last.success ? { role: last.data } : {}) };
}
