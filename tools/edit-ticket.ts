/** Changes the content of tickets under review: one, or the same in several. */
import * as z from 'zod';
import { drawArrangedCard } from '../src/cards/arranged-card.ts';
import { drawEditFormCard } from '../src/cards/edit-form-card.ts';
import { count, enumerate } from '../src/cards/phrases.ts';
import { drawTicketCard } from '../src/cards/ticket-card.ts';
import { briefTicket, briefTickets } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { idsOf, resolveNamed, resolveTicket } from '../src/catalog/resolve-ticket.ts';
import { showUnsent, showUpdate } from '../src/catalog/show-living.ts';
import { wireTicket } from '../src/catalog/wire.ts';
import { DocketError } from '../src/domain/errors.ts';
import { type Priority, parsePriority, priorityCode } from '../src/domain/priority.ts';
import { TicketUpdate } from '../src/domain/publication-view.ts';
import { TicketSelector } from '../src/domain/selector.ts';
import { TicketEdit, TicketType } from '../src/domain/ticket.ts';
import { TicketView } from '../src/domain/ticket-view.ts';

const Input = z.object({
  ticket: z.string().optional().describe('Number in the last list, key, id or tracker key'),
  select: TicketSelector.optional().describe('Instead of ticket: several that get the same change'),
  title: TicketEdit.shape.title,
  description: TicketEdit.shape.description,
  type: TicketType.optional(),
  priority: z
    .string()
    .refine((word) => parsePriority(word) !== null, 'use P0, P1, P2, P3 or none')
    .optional(),
  labels: TicketEdit.shape.labels,
  criteria: TicketEdit.shape.criteria,
  add_criteria: TicketEdit.shape.criteria.describe('Acceptance criteria added to those it has'),
  effort: z
    .string()
    .max(40)
    .optional()
    .describe('trivial, small, medium, large, xlarge, or empty for unknown'),
  version: z.int().optional().describe('Refuse when the ticket is no longer at this version'),
});

export default defineTool({
  description:
    'Edit a ticket, or several in the same way. An edit takes back any approval; it never approves. What is in a tracker already is changed there only when a person sends the change.',
  effect: 'write',
  access: 'anyone',
  input: Input,
  output: z.object({
    ticket: TicketView,
    more: z.array(TicketView),
    deed: z.string().nullable(),
    /** Names of the fields that were given. */
    changed: z.array(z.string()),
    /** What trackers are now to be told of those that are out. */
    updates: z.array(TicketUpdate),
  }),
  async run(input, context) {
    const { services, caller } = context;
    const views =
      input.ticket === undefined
        ? await resolveNamed(context, input.select)
        : [await resolveTicket(context, input.ticket)];
    if (views.length > 1 && (input.title ?? input.version) !== undefined) throw onlyForOne(views.length);
    const edited: TicketView[] = [];
    const changed = new Set<string>();
    for (const { ticket } of views) {
      const edit = readEdit(
        input,
        ticket.criteria.map((criterion) => criterion.text),
      );
      for (const field of Object.keys(edit)) changed.add(field);
      edited.push(await services.tickets.edit(caller, ticket.id, edit, input.version));
    }
    const updates = await showUnsent(context, edited);
    const deed = caller.deed?.id ?? null;
    return { ticket: edited[0]!, more: edited.slice(1), deed, changed: [...changed], updates };
  },
  wire: ({ ticket, more }) =>
    more.length === 0
      ? wireTicket(ticket)
      : { tickets: [ticket, ...more].map(wireTicket), total: 1 + more.length },
  show: ({ ticket, more, deed, changed, updates }) => {
    const isLong = changed.some((field) => field === 'description' || field === 'criteria');
    const sentence =
      more.length === 0 ? sayChanged(ticket, changed) : `${count(1 + more.length, 'ticket')} changed.`;
    const card =
      more.length === 0 && isLong
        ? drawTicketCard(ticket)
        : drawArrangedCard({ sentence, tickets: [ticket, ...more], deed });
    return [{ card }, ...(updates.length > 0 ? [showUpdate(updates)] : [])];
  },
  brief: ({ ticket, more }) => (more.length === 0 ? briefTicket(ticket) : briefTickets([ticket, ...more])),
  focus: ({ ticket, more }) => ({ about: idsOf([ticket, ...more]) }),
  press: [
    {
      verb: 'edit',
      input: ({ item, rev }) => ({ ticket: item, version: rev }),
      form: async (input, context) => drawEditFormCard(await resolveTicket(context, input.ticket ?? '')),
    },
    { verb: 'save', input: ({ item, rev }) => ({ ticket: item, version: rev }), fill: readForm },
  ],
  command: { verb: 'edit', usage: '<ticket> field=value', input: readWords },
});

/** "FEAT-2026-004 has a new title and priority P1 now." What the row below does not show is said. */
function sayChanged({ ticket }: TicketView, changed: readonly string[]): string {
  const parts = changed.map((field) => {
    if (field === 'labels')
      return ticket.labels.length > 0 ? `the labels ${enumerate(ticket.labels)}` : 'no labels';
    if (field === 'priority')
      return ticket.priority === 0 ? 'no priority' : `priority ${priorityCode(ticket.priority)}`;
    return field === 'title' ? 'a new title' : `another ${field}`;
  });
  return parts.length > 0 ? `${ticket.key} has ${enumerate(parts)} now.` : `${ticket.key} is as it was.`;
}

function readEdit(
  {
    ticket: _ticket,
    select: _select,
    version: _version,
    add_criteria,
    priority,
    effort,
    ...rest
  }: z.infer<typeof Input>,
  criteria: readonly string[],
): TicketEdit {
  return {
    ...rest,
    ...(add_criteria ? { criteria: [...(rest.criteria ?? criteria), ...add_criteria] } : {}),
    ...(priority === undefined ? {} : { priority: parsePriority(priority) as Priority }),
    ...(effort === undefined ? {} : { effort: effort.trim() === '' ? null : effort.trim() }),
  };
}

/** Lists come one per line (criteria) or separated by commas (labels); an empty field is left as it was unless it may be empty. */
function readForm(input: z.infer<typeof Input>, values: Record<string, string>): z.infer<typeof Input> {
  const { title, description, type, priority, labels, criteria, effort } = values;
  return {
    ...input,
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(type ? { type: type as z.infer<typeof TicketType> } : {}),
    ...(priority ? { priority } : {}),
    ...(labels === undefined ? {} : { labels: splitList(labels, ',') }),
    ...(criteria === undefined ? {} : { criteria: splitList(criteria, '\n') }),
    ...(effort === undefined ? {} : { effort }),
  };
}

function splitList(text: string, separator: string): string[] {
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter(Boolean);
}

function readWords(words: string[]): z.infer<typeof Input> {
  const [ticket = '', ...rest] = words;
  const values: Record<string, string> = {};
  let field = '';
  for (const word of rest) {
    const named = /^(title|description|type|priority|labels|criteria|effort)=(.*)$/.exec(word);
    if (named) {
      field = named[1]!;
      values[field] = named[2]!;
    } else if (field) values[field] += ` ${word}`;
    else throw unknownField(word);
  }
  return readForm({ ticket }, values);
}

function unknownField(word: string): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: `"${word}" names no field of a ticket. Nothing was changed.`,
    remedy: `Write field=value, with one of: ${Object.keys(TicketEdit.shape).join(', ')}.`,
  });
}

function onlyForOne(number: number): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: `That means ${number} tickets, and a title belongs to one. Nothing was changed.`,
    remedy: 'Name the ticket, by its number in the last list or its key.',
  });
}
