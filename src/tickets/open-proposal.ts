/** What a changed document proposes for one ticket and nobody has decided on. */
import type { FieldProposal, SettleChoice, TicketProposal } from '../domain/document-changes.ts';
import type { Id } from '../domain/ids.ts';
import type { Ticket } from '../domain/ticket.ts';
import { baseOf, mergeFields } from './three-way.ts';

export type Surroundings = {
  /** Ids of the tickets that stand before this one now. */
  needs: readonly Id[];
  /** A ticket's key by its id. */
  keyOf(id: Id): string;
};

/** Null when nothing waits for a decision. */
export function openProposal(ticket: Ticket, surroundings: Surroundings): TicketProposal | null {
  const { incoming } = ticket.origin;
  if (!incoming) return null;
  const about = { key: ticket.key, title: ticket.title, version: ticket.version, applied: false };
  if (incoming.kind === 'obsolete') {
    if (incoming.kept) return null;
    const choices: SettleChoice[] = isInTracker(ticket) ? ['keep'] : ['take', 'keep'];
    return { ...about, kind: 'obsolete', choices, why: whyObsolete(ticket) };
  }
  const { title } = incoming.content;
  if (ticket.deletedAt !== null) {
    return { ...about, title, kind: 'create', choices: ['take', 'keep'], why: whyAgain(ticket) };
  }
  const fields = openFields(ticket, surroundings.needs);
  if (fields.length === 0) return null;
  const clash = fields.filter(({ conflict }) => conflict).map(({ field }) => field);
  return {
    ...about,
    kind: clash.length > 0 ? 'conflict' : 'update',
    fields: fields.map((one) => nameNeeds(one, surroundings.keyOf)),
    choices: ['take', 'keep'],
    why: whyUpdate(ticket, clash),
  };
}

/** The fields that wait for a decision; dependencies by their ids. */
export function openFields(ticket: Ticket, needs: readonly Id[]): FieldProposal[] {
  const { incoming } = ticket.origin;
  if (incoming?.kind !== 'update') return [];
  return mergeFields(baseOf(ticket), { ...ticket, dependsOn: needs }, incoming.content);
}

/** The same with dependencies named as people know them. */
export function nameNeeds(proposal: FieldProposal, keyOf: Surroundings['keyOf']): FieldProposal {
  if (proposal.field !== 'dependsOn') return proposal;
  const name = (value: unknown) => (value === null ? null : (value as Id[]).map(keyOf).sort());
  const [base, ours, theirs] = [proposal.base, proposal.ours, proposal.theirs].map(name);
  return { ...proposal, base, ours, theirs };
}

function isInTracker({ review }: Ticket): boolean {
  return review.status === 'pushed' || review.status === 'synced';
}

function whyObsolete(ticket: Ticket): string {
  if (isInTracker(ticket)) {
    return 'The document no longer asks for it. Close the issue in the tracker as out of scope, or leave it: Docket closes nothing there.';
  }
  return `The document no longer asks for it, and ${reasonToAsk(ticket)}.`;
}

function whyAgain({ origin }: Ticket): string {
  const { ended } = origin;
  const how =
    ended?.reason === 'merged' ? `merged it into ${ended.into ?? 'another ticket'}` : 'discarded it';
  return `You ${how} earlier, and the document asks for it in other words now.`;
}

function whyUpdate(ticket: Ticket, clash: readonly string[]): string {
  if (clash.length > 0) return `A person and the document both changed: ${clash.join(', ')}.`;
  if (isInTracker(ticket)) {
    return 'The document changed, and the tracker has it already: what you take over waits here until you send it.';
  }
  return `The document changed, and ${reasonToAsk(ticket)}.`;
}

function reasonToAsk({ review, work }: Ticket): string {
  if (work.status !== 'open') return `its work is ${work.status.replace('_', ' ')}`;
  return review.status === 'reviewed' ? 'a person approved it' : 'a person worked on it';
}
