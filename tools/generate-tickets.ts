/** Turns a document into tickets and opens their review board. */
import * as z from 'zod';
import { drawChangesCard } from '../src/cards/changes-card.ts';
import { drawGeneratedCard } from '../src/cards/generated-card.ts';
import { briefBoard } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { resolveDocument } from '../src/catalog/resolve-document.ts';
import { idsOf } from '../src/catalog/resolve-ticket.ts';
import { showBoard } from '../src/catalog/show-living.ts';
import { wireGenerated } from '../src/catalog/wire.ts';
import type { TicketProposal } from '../src/domain/document-changes.ts';
import { BoardView } from '../src/domain/publication-view.ts';
import { Generated } from '../src/domain/ticket-view.ts';

export default defineTool({
  description:
    'Generate scoped tickets from a document, one board for review. Reads an attached or named file first. Running it again on the same document makes no duplicates.',
  effect: 'write',
  access: 'anyone',
  input: z.object({
    document: z
      .string()
      .optional()
      .describe('Title, file name, attached file or id; absent means the current one'),
    block_types: z
      .array(z.string())
      .optional()
      .describe('Only these block types, e.g. user_story, requirement'),
    mode: z.enum(['rules', 'model']).optional(),
    confirmed: z
      .boolean()
      .optional()
      .describe('A person agreed to more than 60 tickets; a model cannot say so'),
  }),
  output: z.object({ generated: Generated, board: BoardView }),
  async run(input, context) {
    const { services, caller, signal } = context;
    const { document, warnings } = await resolveDocument(context, input.document);
    const generated = await services.tickets.generate(
      caller,
      {
        documentId: document.id,
        ...(input.block_types ? { includeBlockTypes: input.block_types } : {}),
        ...(input.mode ? { mode: input.mode } : {}),
        ...(input.confirmed ? { confirmed: true } : {}),
      },
      signal,
    );
    const board = await services.publication.openBoard(caller, {
      ticketIds: idsOf(generated.tickets),
      documentId: document.id,
      title: document.title,
    });
    return { generated: { ...generated, warnings: [...warnings, ...generated.warnings] }, board };
  },
  confirm: (input, { documentId }) => ({ ...input, document: String(documentId), confirmed: true }),
  wire: ({ generated }) => wireGenerated(generated),
  show: ({ generated, board }) => {
    const changes = drawChangesCard(generated);
    return [
      { card: drawGeneratedCard(generated) },
      ...(changes ? [{ card: changes }] : []),
      showBoard(board),
    ];
  },
  brief: ({ generated, board }) => ({
    ...briefBoard(board),
    created: generated.created,
    reused: generated.reused,
    parked: generated.parked.length,
    coverage: generated.coverage,
    ...(generated.proposals?.length ? { proposals: generated.proposals.map(briefProposal) } : {}),
    warnings: generated.warnings,
  }),
  focus: ({ generated, board }) => ({
    documentId: generated.document.id,
    boardId: board.board.id,
    ticketIds: idsOf(generated.tickets),
  }),
  command: { verb: 'generate', usage: '<document> [types:a,b]', input: readWords },
});

function briefProposal({ key, kind, why, applied }: TicketProposal) {
  return { key, kind, why, applied };
}

function readWords(words: string[]) {
  const types = words.find((word) => word.startsWith('types:'));
  const document = words.filter((word) => word !== types).join(' ');
  return {
    ...(document ? { document } : {}),
    ...(types ? { block_types: types.slice('types:'.length).split(',').filter(Boolean) } : {}),
  };
}
