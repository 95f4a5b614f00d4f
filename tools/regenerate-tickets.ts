/** Brings tickets up to date with their document, writes some of them anew, or starts over. */
import * as z from 'zod';
import { drawRegeneratedCard } from '../src/cards/regenerated-card.ts';
import { briefTickets } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import {
  briefOnBoard,
  focusOnBoard,
  generateOntoBoard,
  OnBoard,
  showOnBoard,
} from '../src/catalog/generate-onto-board.ts';
import { idsOf, resolveTickets } from '../src/catalog/resolve-ticket.ts';
import { wireGenerated, wireTicket } from '../src/catalog/wire.ts';
import { TicketSelector } from '../src/domain/selector.ts';
import { TicketView } from '../src/domain/ticket-view.ts';

const Input = z.object({
  document: z.string().optional().describe('Title, file name or id; absent means the current one'),
  mode: z
    .enum(['diff', 'full'])
    .optional()
    .describe('diff (the default) follows what changed; full starts over where nobody worked on a ticket'),
  select: TicketSelector.optional().describe('Write only these tickets anew, from their passages'),
  instruction: z
    .string()
    .max(1000)
    .optional()
    .describe('What to do differently, e.g. more detail; needs a model and goes with select'),
  confirmed: z
    .boolean()
    .optional()
    .describe('A person agreed to lose what was edited; a model cannot say so'),
});
type Input = z.infer<typeof Input>;

const Rewritten = z.object({
  tickets: z.array(TicketView),
  refused: z.array(z.object({ key: z.string(), why: z.string() })),
  warnings: z.array(z.string()),
});

export default defineTool({
  description:
    'Regenerate tickets: take over what changed in the document, write chosen tickets anew (with an instruction where a model is set up), or start over. Edited and pushed tickets are never lost.',
  effect: 'write',
  access: 'anyone',
  input: Input,
  output: z.union([OnBoard, Rewritten]),
  async run({ document, mode, select, instruction, confirmed }, context) {
    const agreed = confirmed ? { confirmed } : {};
    if (!select && !instruction) {
      return generateOntoBoard(context, document, {
        ...(mode === 'full' ? { startOver: true } : {}),
        ...agreed,
      });
    }
    const ids = idsOf(await resolveTickets(context, select));
    const wish = { ids, ...(instruction ? { instruction } : {}), ...agreed };
    return context.services.tickets.regenerate(context.caller, wish, context.signal);
  },
  confirm: (input, { documentId }) => ({
    ...input,
    ...(documentId ? { document: String(documentId) } : {}),
    confirmed: true,
  }),
  wire: (output) =>
    'board' in output
      ? wireGenerated(output.generated)
      : { ...output, tickets: output.tickets.map(wireTicket), total: output.tickets.length },
  show: (output) => ('board' in output ? showOnBoard(output) : { card: drawRegeneratedCard(output) }),
  brief: (output) =>
    'board' in output
      ? briefOnBoard(output)
      : { ...briefTickets(output.tickets), refused: output.refused, warnings: output.warnings },
  focus: (output) => ('board' in output ? focusOnBoard(output) : { about: idsOf(output.tickets) }),
  command: { verb: 'regenerate', usage: '[document] [full], or: only <tickets>', input: readWords },
});

function readWords(words: string[]): Input {
  const [first = '', ...rest] = words;
  if (first.toLowerCase() === 'only') return { select: { ids: rest } };
  const full = words.at(-1)?.toLowerCase() === 'full';
  const document = (full ? words.slice(0, -1) : words).join(' ');
  return { ...(document ? { document } : {}), mode: full ? 'full' : 'diff' };
}
