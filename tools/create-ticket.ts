/** Writes one ticket that comes from no document. */
import * as z from 'zod';
import { planBlocks, startChoice } from '../src/cards/raised-card.ts';
import { drawTicketCard } from '../src/cards/ticket-card.ts';
import { undoChoice } from '../src/cards/undone-card.ts';
import { briefTicket } from '../src/catalog/briefs.ts';
import { defineTool, type ToolContext } from '../src/catalog/define-tool.ts';
import { resolveTicket } from '../src/catalog/resolve-ticket.ts';
import { wireTicket } from '../src/catalog/wire.ts';
import { effortHours } from '../src/domain/effort-hours.ts';
import { PmTemplate } from '../src/domain/pm-template.ts';
import { type Priority, parsePriority } from '../src/domain/priority.ts';
import { TicketEdit, TicketType } from '../src/domain/ticket.ts';
import { TicketView } from '../src/domain/ticket-view.ts';

const Input = z.object({
  title: z.string().trim().min(1, 'say what the ticket is called').max(256),
  type: TicketType.optional().describe('task when absent'),
  description: TicketEdit.shape.description,
  priority: z
    .string()
    .refine((word) => parsePriority(word) !== null, 'use P0, P1, P2, P3 or none')
    .optional(),
  labels: TicketEdit.shape.labels,
  criteria: TicketEdit.shape.criteria,
  effort: z.string().max(40).optional().describe('trivial, small, medium, large or xlarge'),
  source: z.url().optional().describe('Address of what it was reported in, such as a message'),
  parent: z.string().optional().describe('The epic it belongs to: number, key or id'),
});

export default defineTool({
  description:
    'Write one ticket in the words of the person, outside any document. It waits for review like any other.',
  effect: 'write',
  access: 'anyone',
  input: Input,
  output: z.object({
    ticket: TicketView,
    deed: z.string().nullable(),
    source: z.string().nullable(),
    /** Whose rules it follows, and what its description leaves out of what they ask for. */
    ruled: z.object({ template: PmTemplate, missing: z.array(z.string()) }).nullable(),
  }),
  async run(input, context) {
    const written = await read(input, context);
    const rules = rulesFor(written, context);
    const { template, missing = [], priority, ...ruled } = rules ?? {};
    const ticket = await context.services.tickets.add(context.caller, {
      ...written,
      ...(rules ? { priority, ruled } : {}),
    });
    return {
      ticket,
      deed: context.caller.deed?.id ?? null,
      source: input.source ?? null,
      ruled: template ? { template, missing } : null,
    };
  },
  wire: ({ ticket }) => wireTicket(ticket),
  show: ({ ticket, deed, source, ruled }) => {
    const card = drawTicketCard(ticket);
    const start = ruled ? startChoice(ticket.ticket.key, ruled.template) : [];
    const blocks = [...card.blocks, ...(ruled ? planBlocks(ruled.template, ruled.missing) : [])];
    const link = source ? { link: { label: 'Open the source', url: source } } : {};
    return { card: { ...card, ...link, blocks, choices: [...start, ...card.choices, ...undoChoice(deed)] } };
  },
  brief: ({ ticket, ruled }) => ({ ...briefTicket(ticket), ...(ruled ? { ask_for: ruled.missing } : {}) }),
  focus: ({ ticket }) => ({ about: [ticket.ticket.id] }),
  command: {
    verb: 'create',
    usage: '[bug|feature|doc|qa|epic|task] <title> | <description>',
    input: readWords,
  },
  // A bug that is written by its own command is looked up first, as a report.
  otherCommands: (['feature', 'doc', 'qa', 'epic', 'task'] as const).map((type) => ({
    verb: type,
    usage: '<title> | <description>',
    does: 'Write a ticket of that type',
    input: (words) => readWords([type, ...words]),
  })),
});

/** Programs say of a ticket what they mean, and raise by name what follows rules (S2-77). */
function rulesFor(written: Awaited<ReturnType<typeof read>>, { services, caller }: ToolContext) {
  if (caller.via === 'api') return null;
  const { effort, documentId: _document, labels: _labels, ...wish } = written;
  const estimatedHours = effortHours(effort ?? null) ?? undefined;
  return services.planning.rulesFor(caller, { ...wish, ...(estimatedHours ? { estimatedHours } : {}) });
}

async function read(input: z.infer<typeof Input>, context: ToolContext) {
  const { parent, priority, source, effort, description = '', type = 'task', ...rest } = input;
  const told = [description, ...(source ? [`Reported in ${source}`] : [])].filter(Boolean).join('\n\n');
  return {
    ...rest,
    ...(told === '' ? {} : { description: told }),
    type,
    ...(effort?.trim() ? { effort: effort.trim() } : {}),
    ...(context.focus.documentId ? { documentId: context.focus.documentId } : {}),
    ...(priority ? { priority: parsePriority(priority) as Priority } : {}),
    ...(parent ? { parentId: (await resolveTicket(context, parent)).ticket.id } : {}),
  };
}

function readWords(words: string[]): z.infer<typeof Input> {
  const type = TicketType.safeParse(words[0]?.toLowerCase());
  const [title = '', ...description] = (type.success ? words.slice(1) : words).join(' ').split(/\s*\|\s*/);
  return {
    title,
    ...(type.success ? { type: type.data } : {}),
    ...(description.length > 0 ? { description: description.join(' | ') } : {}),
  };
}
