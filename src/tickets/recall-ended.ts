/** Remembers a person's no: drafts whose ticket was discarded or merged away are not made again, at most offered. */
import type { Ticket } from '../domain/ticket.ts';
import { type Matched, readsDifferently } from './diff-proposals.ts';
import { baselineOf, matchDrafts, type PlacedDraft, stripId } from './match-drafts.ts';

export type Recalled = {
  /** Drafts nobody said no to. */
  fresh: PlacedDraft[];
  /** They read differently than what was turned down, so a person may think again. */
  offered: Matched[];
  /** Offered by an earlier run in the same words, and not decided on. */
  pending: Matched[];
  /** They read as they did: the no holds. */
  declined: Matched[];
  /** Their offer is void: the document took its words back or dropped them. */
  withdrawn: Ticket[];
};

/** True for a deleted ticket whose requirement a person wanted no ticket of its own for. */
export function isDeclined({ deletedAt, origin }: Ticket): boolean {
  return deletedAt !== null && (origin.ended?.reason === 'discarded' || origin.ended?.reason === 'merged');
}

/** What a run may recall: tickets that `isDeclined`, those whose drafts are `same` as they were, and all the drafts. */
export type Memory = {
  ended: readonly Ticket[];
  same: readonly Matched[];
  corpus: readonly PlacedDraft[];
};

/** In the order of the drafts. */
export function recallEnded(added: readonly PlacedDraft[], { ended, same, corpus }: Memory): Recalled {
  const free = ended.filter((ticket) => !same.some((one) => one.ticket === ticket));
  const { matched } = matchDrafts(free, added, { guess: true, corpus });
  const recalled: Recalled = { fresh: [], offered: [], pending: [], declined: [...same], withdrawn: [] };
  for (const next of added) {
    const ticket = matched.get(next);
    if (!ticket) recalled.fresh.push(next);
    else recalled[fateOf(ticket, next)].push({ ticket, next, content: baselineOf(next) });
  }
  const open = new Set([...recalled.offered, ...recalled.pending].map(({ ticket }) => ticket));
  recalled.withdrawn = ended.filter((ticket) => ticket.origin.incoming && !open.has(ticket));
  return recalled;
}

function fateOf(ticket: Ticket, next: PlacedDraft): 'declined' | 'pending' | 'offered' {
  if (saysAsBefore(ticket, next)) return 'declined';
  const { incoming } = ticket.origin;
  const told = incoming?.kind === 'update' && stripId(incoming.content.text) === stripId(next.text);
  return told ? 'pending' : 'offered';
}

/** Drafts that are word for word, number included, what was turned down: no other ticket may stand for them. */
export function declineSame(placed: readonly PlacedDraft[], ended: readonly Ticket[]): Matched[] {
  return placed.flatMap((next) => {
    const ticket = ended.find(
      (one) => one.origin.sourceKey === next.draft.sourceKey && saysAsBefore(one, next),
    );
    return ticket ? [{ ticket, next, content: baselineOf(next) }] : [];
  });
}

/** Compared with what was turned down, not with what was offered since. */
function saysAsBefore({ origin, ...ticket }: Ticket, next: PlacedDraft): boolean {
  const { base } = origin;
  if (base) return stripId(base.text) === stripId(next.text);
  return !readsDifferently({ ...ticket, origin: { ...origin, incoming: null } }, next);
}
