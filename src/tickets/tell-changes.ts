/** Says what a new version of a document changed and what became of each ticket, for people and programs. */
import type { DocumentChange, DocumentChanges, TicketProposal } from '../domain/document-changes.ts';
import type { TicketDraft } from '../domain/draft.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Matched } from './diff-proposals.ts';
import { latestOf, type PlacedDraft } from './match-drafts.ts';
import type { GenerationPlan } from './plan-generation.ts';
import { baselineOf, followsDocument } from './revise.ts';
import { baseOf, mergeFields, openProposal } from './three-way.ts';

/** `created` are the tickets that were made of the plan's new drafts. */
export function tellChanges(
  { diff }: GenerationPlan,
  created: ReadonlyMap<TicketDraft, Ticket>,
): DocumentChanges {
  return {
    added: diff.added.map(({ draft, text }) => {
      const { key, title } = created.get(draft)!;
      return { key, title, lines: draft.sourceLines, old: null, new: text };
    }),
    changed: diff.changed.map(tellMatched),
    moved: diff.moved.map(tellMatched),
    removed: diff.removed.map((ticket) => {
      const { key, title, origin } = ticket;
      return { key, title, lines: origin.sourceLines, old: saidBefore(ticket), new: null };
    }),
  };
}

function tellMatched({ ticket, next }: Matched): DocumentChange {
  const { draft, text } = next;
  return {
    key: ticket.key,
    title: draft.title,
    lines: draft.sourceLines,
    old: saidBefore(ticket),
    new: text,
  };
}

function saidBefore(ticket: Ticket): string | null {
  return latestOf(ticket)?.text ?? ticket.origin.sourceQuote;
}

/** What this run did by itself, then what waits for a person; `live` are the document's tickets after the run. */
export function tellProposals(
  { diff, supersede }: GenerationPlan,
  created: ReadonlyMap<TicketDraft, Ticket>,
  live: readonly Ticket[],
): TicketProposal[] {
  const done = { applied: true };
  return [
    ...diff.added.map(({ draft }: PlacedDraft): TicketProposal => {
      const { key, title } = created.get(draft)!;
      return { ...done, key, title, kind: 'create', why: 'The document asks for it since this version.' };
    }),
    ...diff.changed.filter(followsDocument).map(tellFollowed),
    ...diff.moved.map(({ ticket, next }): TicketProposal => {
      const { key } = ticket;
      const why = 'It stands elsewhere in the document and asks for the same.';
      return { ...done, key, title: next.draft.title, kind: 'leave', why };
    }),
    ...supersede.map(({ key, title }): TicketProposal => {
      const why = 'The document no longer asks for it and nobody had worked on it, so it was discarded.';
      return { ...done, key, title, kind: 'obsolete', why };
    }),
    ...live.flatMap((ticket) => openProposal(ticket) ?? []),
  ];
}

function tellFollowed({ ticket, next }: Matched): TicketProposal {
  const about = { key: ticket.key, title: next.draft.title, applied: true };
  const fields = mergeFields(baseOf(ticket), ticket, baselineOf(next));
  if (fields.length === 0) {
    return { ...about, kind: 'leave', why: 'The document is worded differently; the ticket says the same.' };
  }
  const why = 'The document changed and nobody had worked on it, so it follows the document.';
  return { ...about, kind: 'update', fields, why };
}
