/** Compares a proposal with the tickets a document already has, and decides what becomes of each (S0-17). */
import type { Block, BlockTicketLink } from '../domain/document.ts';
import type { TicketDraft } from '../domain/draft.ts';
import type { Ticket } from '../domain/ticket.ts';
import { diffProposals, type Matched, type ProposalDiff } from './diff-proposals.ts';
import { latestOf, placeDraft, samePath } from './match-drafts.ts';
import { followsDocument } from './revise.ts';
import { newestTraces } from './sources.ts';
import { isUntouched } from './three-way.ts';

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
  /** Whether tickets were made of this document before, so that there is something to compare with. */
  isKnown: boolean;
  /** Live tickets that stand for drafts, by the draft's ref. */
  standIns: Map<string, Ticket>;
  /** Stand-ins whose block changed or that moved: they are traced to where they stand now. */
  retrace: { ticket: Ticket; draft: TicketDraft }[];
  /** How many live tickets stand for the blocks of this proposal. */
  reused: number;
  diff: ProposalDiff;
  /** Of the removed: those nobody worked on, which go, and those a person decides on. */
  supersede: Ticket[];
  orphan: Ticket[];
  markFresh: Ticket[];
};

/**
 * A block whose content is unchanged keeps its live tickets and gets no new ones, whatever a model says this time. The
 * other drafts are matched with the other tickets, so that a ticket outlives what happens to its requirement.
 */
export function planGeneration(state: GenerationState): GenerationPlan {
  const { blocks, drafts, tickets } = state;
  const kept = keepUnchanged(state);
  const open = drafts.filter((draft) => !kept.settled.has(draft));
  const diff = diffProposals(
    tickets.filter((ticket) => !kept.tickets.has(ticket)),
    open.map((draft) => placeDraft(draft, blocks)),
  );
  const full = new Set(kept.full);
  const added = diff.added.filter(({ draft }) => !full.has(draft));
  const moved = [...kept.moved, ...diff.moved];
  const matched = [...diff.changed, ...moved, ...diff.unchanged];
  const standIns = new Map(kept.standIns);
  for (const { ticket, next } of matched) standIns.set(next.draft.ref, ticket);
  const removed = diff.removed.filter((ticket) => ticket.origin.incoming?.kind !== 'obsolete');
  return {
    standIns,
    isKnown: state.traces.length > 0,
    create: parentsFirst(added.map(({ draft }) => draft)),
    retrace: matched.map(({ ticket, next }) => ({ ticket, draft: next.draft })),
    reused: new Set([...kept.tickets, ...matched.map(({ ticket }) => ticket)]).size,
    diff: { ...diff, added, moved, removed },
    supersede: removed.filter(isUntouched),
    orphan: removed.filter((ticket) => !isUntouched(ticket)),
    markFresh: [...kept.tickets, ...diff.unchanged.map(({ ticket }) => ticket)].filter(isNeedlesslyStale),
  };
}

/** How many tickets this run leaves to a person. */
export function countAsked({ diff, orphan }: GenerationPlan): number {
  return orphan.length + diff.changed.filter((matched) => !followsDocument(matched)).length;
}

/** The tickets of unchanged blocks, and the drafts they answer for. */
function keepUnchanged({ blocks, drafts, tickets, traces: all }: GenerationState) {
  const traces = newestTraces(all);
  const hashes = new Map(blocks.map((block) => [block.id, block.contentHash]));
  const holds = (trace: BlockTicketLink) => hashes.get(trace.blockId) === trace.contentHash;
  const unchanged = tickets.filter(({ id }) => traces.get(id)?.every(holds) ?? false);
  const byBlock = Map.groupBy(unchanged, ({ id }) => traces.get(id)![0]!.blockId);
  const kept = {
    tickets: new Set(unchanged),
    standIns: new Map<string, Ticket>(),
    /** Drafts that need no ticket any more. */
    settled: new Set<TicketDraft>(),
    /** Drafts of unchanged blocks that may stand for an old ticket, but make no new one. */
    full: [] as TicketDraft[],
    moved: [] as Matched[],
  };
  for (const draft of drafts) {
    const own = byBlock.get(blocks[draft.blockIndexes[0]!]!.id);
    if (!own) continue;
    const ticket = pickStandIn(own, draft);
    if (!ticket) {
      kept.full.push(draft);
      continue;
    }
    kept.settled.add(draft);
    kept.standIns.set(draft.ref, ticket);
    const next = placeDraft(draft, blocks);
    const path = latestOf(ticket)?.path;
    const told = kept.moved.some((one) => one.ticket === ticket);
    if (path && !told && !samePath(path, next.path)) kept.moved.push({ ticket, next });
  }
  return kept;
}

/** The document asks for it as it is: nothing is left to decide. */
function isNeedlesslyStale({ review, origin }: Ticket): boolean {
  const { incoming } = origin;
  if (incoming?.kind === 'update') return false;
  return review.stale || (incoming?.kind ?? null) !== null;
}

/** The ticket of an unchanged block that other drafts mean when they name this one; none when that cannot be told. */
function pickStandIn(tickets: readonly Ticket[], draft: TicketDraft): Ticket | undefined {
  return (
    tickets.find((ticket) => ticket.origin.sourceKey === draft.sourceKey) ??
    tickets.find((ticket) => ticket.title === draft.title) ??
    (tickets.length === 1 ? tickets[0] : undefined)
  );
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
