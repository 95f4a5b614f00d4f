/** Turns the drafts of a proposal into rows: new tickets, their traces to blocks, and the edges between them. */
import type { Block, BlockTicketLink, Document } from '../domain/document.ts';
import type { TicketDraft } from '../domain/draft.ts';
import type { Id } from '../domain/ids.ts';
import { findCycle, type TicketLink } from '../domain/links.ts';
import type { Member } from '../domain/principal.ts';
import type { NewTicket } from './create.ts';
import { memberCalled } from './find-member.ts';
import { baselineOf, placeDraft } from './match-drafts.ts';

export type DraftContext = {
  document: Pick<Document, 'id' | 'version'>;
  blocks: readonly Block[];
  members: readonly Member[];
  /** The run named block types. */
  narrowed?: boolean;
  /** The ticket a ref of the proposal means, new or old; undefined when none does. */
  find(ref: string): Id | undefined;
};

/** `drafts` in insertion order. A parent that does not come before its child is left out, with a warning. */
export function draftTickets(
  drafts: readonly TicketDraft[],
  context: DraftContext,
): { tickets: NewTicket[]; warnings: string[] } {
  const waiting = new Set(drafts.map((draft) => draft.ref));
  const circular: string[] = [];
  const tickets = drafts.map((draft) => {
    const parentFollows = draft.parentRef !== null && waiting.has(draft.parentRef);
    if (parentFollows) circular.push(draft.title);
    waiting.delete(draft.ref);
    return draftTicket(parentFollows ? { ...draft, parentRef: null } : draft, context);
  });
  const warnings = circular.map((title) => `"${title}" has no parent: its parents would go in a circle.`);
  const strangers = new Set(
    drafts.flatMap(({ assignee }) =>
      assignee && !memberCalled(context.members, assignee) ? [assignee] : [],
    ),
  );
  if (strangers.size > 0) {
    warnings.push(`Nobody here is called ${[...strangers].join(', ')}, so those tickets are unassigned.`);
  }
  return { tickets, warnings };
}

function draftTicket(draft: TicketDraft, context: DraftContext): NewTicket {
  const { type, title, description, criteria, labels, priority, effort, effortRange } = draft;
  const { document, blocks, find } = context;
  return {
    id: find(draft.ref)!,
    ...{ type, title, description, criteria, labels, priority, effort, effortRange },
    parentId: (draft.parentRef === null ? undefined : find(draft.parentRef)) ?? null,
    review: 'generated',
    assigneeId:
      (draft.assignee === null ? undefined : memberCalled(context.members, draft.assignee)?.id) ?? null,
    suggestedAfter: draft.suggestedAfter.flatMap((ref) => find(ref) ?? []),
    origin: {
      kind: 'generated',
      madeBy: draft.madeBy,
      documentId: document.id,
      documentVersion: document.version,
      primaryBlockId: blocks[draft.blockIndexes[0]!]!.id,
      sourceLines: draft.sourceLines,
      sourceQuote: draft.sourceQuote,
      sourceKey: draft.sourceKey,
      base: {
        ...baselineOf(placeDraft(draft, blocks)),
        dependsOn: draft.dependsOn.flatMap((ref) => find(ref) ?? []),
      },
      ...(context.narrowed ? { narrowed: true } : {}),
    },
  };
}

/** One trace per block the draft cites, primary first, with the lines of that block it rests on. */
export function traceDraft(
  draft: TicketDraft,
  ticketId: Id,
  blocks: readonly Block[],
  stamp: { nextId(): Id; at: string },
): BlockTicketLink[] {
  return draft.blockIndexes.map((index) => {
    const block = blocks[index]!;
    const [first, last] = block.lines;
    const cited = draft.sourceLines.filter((line) => line >= first && line <= last);
    return {
      id: stamp.nextId(),
      workspaceId: block.workspaceId,
      blockId: block.id,
      ticketId,
      documentId: block.documentId,
      documentVersion: block.version,
      contentHash: block.contentHash,
      lines: cited.length > 0 ? cited : Array.from({ length: last - first + 1 }, (_, at) => first + at),
      createdAt: stamp.at,
    };
  });
}

/** `sourceId` has to be done before `targetId`. */
export type Edge = Pick<TicketLink, 'sourceId' | 'targetId'>;

/** The wishes that close no circle with `known` or an earlier one; the others are returned in `circular`. */
export function sortEdges(
  wishes: readonly Edge[],
  known: readonly Edge[],
): { edges: Edge[]; circular: Edge[] } {
  const edges: Edge[] = [];
  const circular: Edge[] = [];
  const graph = known.map(({ sourceId, targetId }) => ({ from: sourceId, to: targetId }));
  for (const { sourceId, targetId } of wishes) {
    const closes = sourceId === targetId || findCycle(graph, sourceId, targetId) !== null;
    (closes ? circular : edges).push({ sourceId, targetId });
    if (!closes) graph.push({ from: sourceId, to: targetId });
  }
  return { edges, circular };
}
