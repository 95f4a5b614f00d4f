/** A person's decision on what a changed document proposes for its tickets. */
import * as z from 'zod';
import { drawSettleFormCard } from '../src/cards/settle-form-card.ts';
import { drawSettledCard } from '../src/cards/settled-card.ts';
import { briefTickets } from '../src/catalog/briefs.ts';
import { defineTool, type ToolContext } from '../src/catalog/define-tool.ts';
import { resolveDocument } from '../src/catalog/resolve-document.ts';
import { showUnsent, showUpdate } from '../src/catalog/show-living.ts';
import { wireTicket } from '../src/catalog/wire.ts';
import { ProposedField, SettleChoice } from '../src/domain/document-changes.ts';
import { DocketError } from '../src/domain/errors.ts';
import { TicketUpdate } from '../src/domain/publication-view.ts';
import { TicketView } from '../src/domain/ticket-view.ts';

const Input = z.object({
  ticket: z
    .string()
    .optional()
    .describe(
      'Number in the last list, key or id; absent takes all of a document that is without a conflict',
    ),
  document: z.string().optional().describe('Title, file name or id; absent means the current one'),
  choice: SettleChoice.describe('take what the document says, or keep the ticket as it is'),
  fields: z.array(ProposedField).optional().describe('Only these fields; the others still wait'),
  others: z.literal('keep').optional().describe('Keep the fields that are not named as they are'),
  version: z.int().optional().describe('Refuse when the ticket is no longer at this version'),
});
type Input = z.infer<typeof Input>;

export default defineTool({
  description:
    'Take over what a changed document proposes for a ticket, whole or by field, or keep the ticket as it is.',
  effect: 'write',
  access: 'person',
  input: Input,
  output: z.object({
    tickets: z.array(TicketView),
    choice: SettleChoice,
    fields: z.array(ProposedField).optional(),
    /** What trackers are now to be told of those that are out. */
    updates: z.array(TicketUpdate),
  }),
  async run(input, context) {
    const { choice, fields } = input;
    const tickets = input.ticket
      ? [await settleOne(input.ticket, input, context)]
      : await settleAll(input, context);
    const updates = await showUnsent(context, tickets);
    return { tickets, choice, ...(fields ? { fields } : {}), updates };
  },
  wire: ({ tickets }) => ({ tickets: tickets.map(wireTicket), total: tickets.length }),
  show: ({ updates, ...settled }) => [
    { card: drawSettledCard(settled) },
    ...(updates.length > 0 ? [showUpdate(updates)] : []),
  ],
  brief: ({ tickets, choice }) => ({ ...briefTickets(tickets), choice }),
  press: [
    { verb: 'take', input: ({ item, rev }) => ({ ticket: item, version: rev, choice: 'take' as const }) },
    { verb: 'keep', input: ({ item, rev }) => ({ ticket: item, version: rev, choice: 'keep' as const }) },
    { verb: 'take_safe', input: ({ ref }) => ({ document: ref, choice: 'take' as const }) },
    {
      verb: 'fields',
      input: ({ item, rev }) => ({ ticket: item, version: rev, choice: 'keep' as const }),
      form: async ({ ticket }, { services, caller }) =>
        drawSettleFormCard(await services.tickets.proposalFor(caller, ticket!)),
      fill: readForm,
    },
  ],
  command: { verb: 'settle', usage: '<ticket> take|keep [fields], or: safe [document]', input: readWords },
});

function settleOne(name: string, { choice, fields, others, version }: Input, context: ToolContext) {
  const { services, caller } = context;
  return services.tickets.settle(caller, name, choice, {
    ...(fields ? { fields } : {}),
    ...(others ? { rest: others } : {}),
    ...(version === undefined ? {} : { version }),
  });
}

async function settleAll({ document: words, choice }: Input, context: ToolContext) {
  if (choice === 'keep') throw unclear();
  const { document } = await resolveDocument(context, words);
  return context.services.tickets.settleSafe(context.caller, document.id);
}

function readForm(input: Input, values: Record<string, string>): Input {
  const fields = ProposedField.options.filter((field) => values[field] === 'take');
  return fields.length > 0
    ? { ...input, choice: 'take', fields, others: 'keep' }
    : { ...input, choice: 'keep' };
}

function readWords([first = '', word = '', ...rest]: string[]): Input {
  if (first.toLowerCase() === 'safe') {
    const document = [word, ...rest].join(' ').trim();
    return { choice: 'take', ...(document ? { document } : {}) };
  }
  const choice = SettleChoice.safeParse(word.toLowerCase());
  const names = rest
    .join(' ')
    .split(/[,\s]+/)
    .filter(Boolean)
    .map(nameOf);
  const fields = z.array(ProposedField).safeParse(names);
  if (!first || !choice.success || !fields.success) throw unclear();
  return { ticket: first, choice: choice.data, ...(names.length > 0 ? { fields: fields.data } : {}) };
}

function nameOf(word: string): string {
  return /^depend/i.test(word) ? 'dependsOn' : word.toLowerCase();
}

function unclear(): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: 'Say which ticket, and whether to take the change or keep the ticket. Nothing was changed.',
    remedy: `For example: /docket settle TASK-2026-001 keep, or take some fields: ${ProposedField.options.join(', ')}.`,
  });
}
