/** Compares a proposal with the tickets a document already has, and decides what becomes of each (S0-17). */
import type { Block, BlockTicketLink } from '../domain/document.ts';
import type { TicketDraft } from '../domain/draft.ts';
import type { Id } from '../domain/ids.ts';
import type { Ticket } from '../domain/ticket.ts';
import { modelKey } from '../generation/accept-refinement.ts';
import { makesTickets } from '../generation/block-types.ts';
import { diffProposals, type ProposalDiff } from './diff-proposals.ts';
import type { Edge } from './draft-rows.ts';
import { keepUnchanged } from './keep-unchanged.ts';
import { type MatchDecision, placeDraft } from './match-drafts.ts';
import { addNeeds, needsOf, planLinks } from './plan-needs.ts';
import { declineSame, type Recalled, recallEnded } from './recall-ended.ts';
import { followsDocument } from './revise.ts';
import { isUntouched } from './three-way.ts';

export type GenerationState = {
  /** Of the current version; the drafts' `blockIndexes` point into it. */
  blocks: readonly Block[];
  drafts: readonly TicketDraft[];
  /** The block types this run was narrowed to. */
  include?: readonly string[];
  /** Live tickets that were generated from this document and that this run may touch. */
  tickets: readonly Ticket[];
  /** Deleted ones whose requirement a person wanted no ticket for. */
  ended: readonly Ticket[];
  traces: readonly BlockTicketLink[];
  /** How live tickets depend on each other. */
  links: readonly Edge[];
  decisions: readonly MatchDecision[];
  /** Chooses, of drafts that would become new tickets, those this run was asked for. */
  limit(drafts: readonly TicketDraft[]): TicketDraft[];
  nextId(): Id;
};

export type GenerationPlan = {
  /** In insertion order: parents before their children. */
  create: TicketDraft[];
  /** The ticket a draft's ref means, new or old. */
  find(ref: string): Id | undefined;
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
  /** Links between tickets that were there before, on those that follow the document. */
  links: { add: Edge[]; drop: Edge[] };
  /** What stood before each ticket. */
  needsOf(id: Id): Id[];
  recalled: Omit<Recalled, 'fresh'>;
  /** New requirements that the run's limits leave out. */
  left: TicketDraft[];
};

/**
 * A block whose content is unchanged keeps its live tickets, whatever a model says this time. The other drafts are
 * matched with the other tickets, so that a ticket outlives what happens to its requirement.
 */
export function planGeneration(state: GenerationState): GenerationPlan {
  const { blocks, drafts, links } = state;
  const { kept, diff, fresh, recalled } = compareDrafts(state);
  const create = parentsFirst(state.limit(fresh.map(({ draft }) => draft)));
  const others = [...kept.moved, ...diff.moved, ...diff.unchanged];
  const matched = [...diff.changed, ...others];
  const standIns = new Map(kept.standIns);
  for (const { ticket, next } of matched.toReversed()) standIns.set(next.draft.ref, ticket);
  const ids = new Map(create.map((draft) => [draft.ref, state.nextId()]));
  const find = (ref: string) => ids.get(ref) ?? standIns.get(ref)?.id;
  const needs = addNeeds({ changed: diff.changed, others }, { drafts, blocks, standIns, find, links });
  const { removed } = diff;
  const still = new Set(diff.unchanged.map(({ ticket }) => ticket));
  const made = new Set(create);
  const news = new Set(needs.changed.map(({ ticket }) => ticket));
  return {
    ...{ create, find, standIns, recalled },
    isKnown: state.traces.length > 0,
    retrace: [...matched, ...recalled.offered].map(({ ticket, next }) => ({ ticket, draft: next.draft })),
    reused: new Set([...kept.tickets, ...matched.map(({ ticket }) => ticket)]).size,
    diff: {
      ...diff,
      changed: needs.changed,
      added: fresh.filter(({ draft }) => made.has(draft)),
      moved: needs.others.filter(({ ticket }) => !still.has(ticket)),
      unchanged: needs.others.filter(({ ticket }) => still.has(ticket)),
    },
    supersede: removed.filter(isUntouched),
    orphan: removed.filter((ticket) => !isUntouched(ticket)),
    markFresh: [...kept.tickets, ...still].filter((ticket) => !news.has(ticket) && isNeedlesslyStale(ticket)),
    links: planLinks(needs.changed, links),
    needsOf: (id) => needsOf(links, id),
    left: fresh.flatMap(({ draft }) => (made.has(draft) ? [] : [draft])),
  };
}

/** Which draft is which ticket's: of unchanged blocks, then what people turned down, then by likeness. */
function compareDrafts(state: GenerationState) {
  const { blocks, drafts, tickets, ended } = state;
  const kept = keepUnchanged(tickets, drafts, state);
  const corpus = drafts.map((draft) => placeDraft(draft, blocks));
  const open = corpus.filter(({ draft }) => !kept.settled.has(draft));
  const same = declineSame(open, ended);
  const turnedDown = new Set(same.map(({ next }) => next));
  const diff = diffProposals(
    tickets.filter((ticket) => !kept.tickets.has(ticket)),
    open.filter((next) => !turnedDown.has(next)),
    { decisions: state.decisions, corpus },
  );
  const added = diff.added.filter(({ draft }) => !kept.full.has(draft));
  const { fresh, ...recalled } = recallEnded(added, { ended, same, corpus });
  const removed = diff.removed.filter(
    (ticket) => ticket.origin.incoming?.kind !== 'obsolete' && isGone(ticket, state),
  );
  return { kept, diff: { ...diff, removed }, fresh, recalled };
}

/**
 * Whether this run can tell that the document dropped it. It cannot of what stands in a block that the run would make
 * no tickets of, nor of what only a model found as long as its block is there.
 */
function isGone({ origin }: Ticket, { blocks, include }: GenerationState): boolean {
  const block = blocks.find(({ id }) => id === origin.primaryBlockId);
  if (!block) return true;
  if (origin.sourceKey?.startsWith(modelKey)) return false;
  if (include) return include.includes(block.type);
  return !origin.narrowed || makesTickets(block.type, undefined);
}

/** How many tickets this run leaves to a person. */
export function countAsked({ diff, orphan, recalled, needsOf: needs }: GenerationPlan): number {
  const asked = diff.changed.filter((matched) => !followsDocument(matched, needs(matched.ticket.id)));
  const again = recalled.offered.length + recalled.pending.length;
  return orphan.length + asked.length + diff.unsure.length + again;
}

/** The document asks for it as it is: nothing is left to decide. */
function isNeedlesslyStale({ review, origin }: Ticket): boolean {
  const { incoming } = origin;
  if (incoming?.kind === 'update') return false;
  return review.stale || (incoming?.kind ?? null) !== null;
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
