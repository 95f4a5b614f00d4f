/** A person's decision on a ticket that may be a duplicate: create it anyway, link it, update the other, or skip it. */
import * as z from 'zod';
import { drawDuplicateSettledCard } from '../src/cards/duplicate-settled-card.ts';
import { briefTicket } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { resolveTicket } from '../src/catalog/resolve-ticket.ts';
import { showBoard } from '../src/catalog/show-living.ts';
import { wireTicket } from '../src/catalog/wire.ts';
import { DuplicateCandidate, DuplicateChoice } from '../src/domain/duplicate.ts';
import { DocketError } from '../src/domain/errors.ts';
import { BoardView } from '../src/domain/publication-view.ts';
import { TicketView } from '../src/domain/ticket-view.ts';

const Choice = z.enum([...DuplicateChoice.options, 'undo']);

const Input = z.object({
  ticket: z.string().describe('Number in the last list, key or id'),
  candidate: z
    .string()
    .optional()
    .describe('Key of the issue or ticket it may duplicate; absent means the only one'),
  choice: Choice.describe(
    'create it anyway, link it as related, update the existing issue instead, skip it, or undo the decision',
  ),
  version: z.int().optional().describe('Refuse when the ticket is no longer at this version'),
});

export default defineTool({
  description: 'Decide, as a person, what a push does with a ticket that may be a duplicate. Pushes nothing.',
  effect: 'write',
  access: 'person',
  input: Input,
  output: z.object({
    view: TicketView,
    choice: Choice,
    candidate: DuplicateCandidate.nullable(),
    board: BoardView.nullable(),
  }),
  async run({ ticket: name, candidate, choice, version }, context) {
    const { ticket } = await resolveTicket(context, name);
    const wish = { ticketId: ticket.id, candidate, choice, expectedVersion: version };
    const settled = await context.services.publication.settleDuplicate(context.caller, wish);
    return { ...settled, choice };
  },
  wire: ({ view, choice, candidate }) => ({
    ticket: wireTicket(view),
    choice,
    candidate: candidate?.key ?? null,
  }),
  show: ({ view, choice, candidate, board }) =>
    board ? showBoard(board) : { card: drawDuplicateSettledCard(view, choice, candidate) },
  brief: ({ view, choice, candidate }) => ({
    ...briefTicket(view),
    choice,
    candidate: candidate?.key ?? null,
  }),
  press: Choice.options.map((choice) => ({
    verb: `dup_${choice}`,
    input: ({ ref, item, rev }) => ({
      ticket: ref,
      choice,
      version: rev,
      ...(item ? { candidate: item } : {}),
    }),
  })),
  command: { verb: 'duplicate', usage: '<ticket> create|link|update|skip|undo [issue]', input: readWords },
});

function readWords(words: string[]): z.infer<typeof Input> {
  const at = words.findIndex((word) => Choice.safeParse(word.toLowerCase()).success);
  const [ticket, candidate] = words.filter((_, index) => index !== at);
  const choice = Choice.safeParse(words[at]?.toLowerCase());
  if (ticket && choice.success) {
    return { ticket, choice: choice.data, ...(candidate ? { candidate } : {}) };
  }
  throw new DocketError('INVALID_INPUT', {
    message: 'Say which ticket, and what is to become of it. Nothing was changed.',
    remedy: 'For example: /docket duplicate TASK-2026-001 link ENG-88',
  });
}
