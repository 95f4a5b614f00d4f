/** One generation as tools do it: the document found, tickets made, and their board opened. */
import * as z from 'zod';
import { drawChangesCard } from '../cards/changes-card.ts';
import { drawGeneratedCard } from '../cards/generated-card.ts';
import { drawQuestionsCard } from '../cards/questions-card.ts';
import type { Shown } from '../cards/shown.ts';
import { isPushed } from '../cards/ticket-facts.ts';
import type { TicketProposal } from '../domain/document-changes.ts';
import { BoardView } from '../domain/publication-view.ts';
import { DocumentQuestion } from '../domain/readiness.ts';
import { Generated } from '../domain/ticket-view.ts';
import { briefBoard } from './briefs.ts';
import type { ToolContext } from './define-tool.ts';
import { preferredTracker } from './push-wish.ts';
import { resolveDocument } from './resolve-document.ts';
import { idsOf } from './resolve-ticket.ts';
import type { Services } from './services.ts';
import { showBoard } from './show-living.ts';

export const OnBoard = z.object({
  generated: Generated,
  board: BoardView,
  /** Worth an answer by the document's author: three at most. */
  asked: z.array(DocumentQuestion),
});
export type OnBoard = z.infer<typeof OnBoard>;

type Wish = Omit<Parameters<Services['tickets']['generate']>[1], 'documentId'>;

/** `words` name the document as `resolveDocument` reads them. Throws as that and as generation does. */
export async function generateOntoBoard(
  context: ToolContext,
  words: string | undefined,
  wish: Wish,
): Promise<OnBoard> {
  const { services, caller, signal } = context;
  const { document, warnings } = await resolveDocument(context, words);
  const generated = await services.tickets.generate(caller, { ...wish, documentId: document.id }, signal);
  const board = await services.publication.openBoard(caller, {
    ticketIds: idsOf(toReview(generated.tickets)),
    documentId: document.id,
    title: document.title,
    ...(await preferredTracker(context)),
  });
  // Nobody wants to be asked again because they looked again, or for a part only.
  const isNews = generated.created > 0 && wish.includeBlockTypes === undefined;
  const asked = isNews ? await services.assessments.ask(caller, generated.document, generated) : [];
  return { generated: { ...generated, warnings: [...warnings, ...generated.warnings] }, board, asked };
}

/** What is in the tracker already would only stand between a person and what waits for them. */
function toReview(tickets: Generated['tickets']): Generated['tickets'] {
  const waiting = tickets.filter(({ ticket }) => !isPushed(ticket));
  return waiting.length > 0 ? waiting : tickets;
}

export function showOnBoard({ generated, board, asked }: OnBoard): Shown[] {
  const changes = drawChangesCard(generated);
  const questions = drawQuestionsCard(generated.document, asked);
  return [
    { card: drawGeneratedCard(generated) },
    ...(changes ? [{ card: changes }] : []),
    showBoard(board),
    // Last, so that the first thing to press is the board's.
    ...(questions ? [{ card: questions }] : []),
  ];
}

export function briefOnBoard({ generated, board }: OnBoard) {
  const { created, reused, parked, coverage, proposals = [], warnings } = generated;
  return {
    ...briefBoard(board),
    ...{ created, reused, parked: parked.length, coverage },
    ...(proposals.length > 0 ? { proposals: proposals.map(briefProposal) } : {}),
    warnings,
  };
}

function briefProposal({ key, kind, why, applied }: TicketProposal) {
  return { key, kind, why, applied };
}

export function focusOnBoard({ generated, board, asked }: OnBoard) {
  return {
    documentId: generated.document.id,
    boardId: board.board.id,
    ticketIds: idsOf(board.rows.map(({ view }) => view)),
    ...(asked.length > 0 ? { questionIds: asked.map(({ id }) => id) } : {}),
  };
}
