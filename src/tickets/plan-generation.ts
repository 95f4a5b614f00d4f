/** Compares a proposal with the tickets a document already has, and decides what becomes of each (S0-17). */
import type { Block, BlockTicketLink } from '../domain/document.ts';
import type { TicketDraft } from '../domain/draft.ts';
import type { Ticket } from '../domain/ticket.ts';
import { newestTraces } from './sources.ts';

export type GenerationState = {
  /** Of the current version; the drafts' `blockIndexes` point into it. */
  blocks: readonly Block[];
  drafts: readonly TicketDraft[];
  /** Live tickets that were generated from this document and that this run may touch. */
  tickets: readonly Ticket[];
  traces: readonly BlockTicketLink[];
};

export type GenerationPlan = {
  /** In insertion order: parents before their children. */
  create: TicketDraft[];
  /** Live tickets that stand for drafts, by the draft's ref. */
  standIns: Map<string, Ticket>;
  /** Stand-ins whose text is unchanged but whose block is not: they are traced to the new block. */
  retrace: { ticket: Ticket; draft: TicketDraft }[];
  /** How many live tickets stand for the blocks of this proposal. */
  reused: number;
  supersede: Ticket[];
  markStale: Ticket[];
  markFresh: Ticket[];
};

/**
 * A block whose content is unchanged keeps its live tickets and gets no new ones, whatever a model says this time. Of
 * changed blocks, a ticket is kept when its own source text is unchanged; else it is superseded while it is
 * `generated`, and marked stale once a person has approved it.
 */
export function planGeneration(state: GenerationState): GenerationPlan {
  const { blocks, drafts, tickets } = state;
  const traces = newestTraces(state.traces);
  const hashes = new Map(blocks.map((block) => [block.id, block.contentHash]));
  const holds = (trace: BlockTicketLink) => hashes.get(trace.blockId) === trace.contentHash;
  const unchanged = tickets.filter(({ id }) => traces.get(id)?.every(holds) ?? false);
  const byBlock = Map.groupBy(unchanged, ({ id }) => traces.get(id)![0]!.blockId);
  const left = new Set(tickets.filter((ticket) => !unchanged.includes(ticket)));
  const plan = { create: [] as TicketDraft[], standIns: new Map<string, Ticket>(), retrace: [] as Retrace[] };
  const reused = new Set<Ticket>();
  for (const draft of drafts) {
    const own = byBlock.get(primaryBlock(draft, blocks).id);
    const twin = own ? pickStandIn(own, draft) : findTwin(left, draft);
    for (const ticket of own ?? (twin ? [twin] : [])) reused.add(ticket);
    if (twin) plan.standIns.set(draft.ref, twin);
    if (!own && twin) plan.retrace.push({ ticket: twin, draft });
    if (!own && !twin) plan.create.push(draft);
    if (twin) left.delete(twin);
  }
  const outdated = [...left];
  const kept = [...unchanged, ...plan.retrace.map(({ ticket }) => ticket)];
  return {
    ...plan,
    create: parentsFirst(plan.create),
    reused: reused.size,
    supersede: outdated.filter((ticket) => ticket.review.status === 'generated'),
    markStale: outdated.filter((ticket) => ticket.review.status !== 'generated' && !ticket.review.stale),
    markFresh: kept.filter((ticket) => ticket.review.stale),
  };
}

type Retrace = GenerationPlan['retrace'][number];

function primaryBlock(draft: TicketDraft, blocks: readonly Block[]): Block {
  return blocks[draft.blockIndexes[0]!]!;
}

/** The ticket of an unchanged block that other drafts mean when they name this one; none when that cannot be told. */
function pickStandIn(tickets: readonly Ticket[], draft: TicketDraft): Ticket | undefined {
  return (
    tickets.find((ticket) => ticket.origin.sourceKey === draft.sourceKey) ??
    tickets.find((ticket) => ticket.title === draft.title) ??
    (tickets.length === 1 ? tickets[0] : undefined)
  );
}

function findTwin(tickets: Iterable<Ticket>, draft: TicketDraft): Ticket | undefined {
  for (const ticket of tickets) {
    const { sourceKey, sourceQuote } = ticket.origin;
    if (sourceKey === draft.sourceKey && sourceQuote === draft.sourceQuote) return ticket;
  }
  return undefined;
}

/** Stable apart from that. In a circle of parents someone has to come first; that one then has no parent. */
function parentsFirst(drafts: readonly TicketDraft[]): TicketDraft[] {
  const byRef = new Map(drafts.map((draft) => [draft.ref, draft]));
  const seen = new Set<string>();
  const placed: TicketDraft[] = [];
  const place = (draft: TicketDraft) => {
    if (seen.has(draft.ref)) return;
    seen.add(draft.ref);
    const parent = draft.parentRef === null ? undefined : byRef.get(draft.parentRef);
    if (parent) place(parent);
    placed.push(draft);
  };
  drafts.forEach(place);
  return placed;
}
