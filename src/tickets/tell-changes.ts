/** Says what a new version of a document changed and what became of each ticket, for people and programs. */
import type { DocumentChange, DocumentChanges, TicketProposal } from '../domain/document-changes.ts';
import type { TicketDraft } from '../domain/draft.ts';
import type { Id } from '../domain/ids.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Nouns } from '../ports/store.ts';
import type { Matched } from './diff-proposals.ts';
import { liveEdges } from './document-links.ts';
import type { Unsure } from './match-drafts.ts';
import { nameNeeds, openProposal } from './open-proposal.ts';
import type { GenerationPlan } from './plan-generation.ts';
import { needsOf } from './plan-needs.ts';
import { followsDocument } from './revise.ts';
import { baseOf, latestOf, mergeFields } from './three-way.ts';

/** `created` are the tickets that were made of the plan's new drafts. */
export function tellChanges(
  { diff, recalled }: GenerationPlan,
  created: ReadonlyMap<TicketDraft, Ticket>,
): DocumentChanges {
  return {
    added: diff.added.map(({ draft, text }) => {
      const { key, title } = created.get(draft)!;
      return { key, title, lines: draft.sourceLines, old: null, new: text };
    }),
    changed: [...diff.changed, ...recalled.offered].map(tellMatched),
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

export type After = {
  created: ReadonlyMap<TicketDraft, Ticket>;
  /** The document's tickets after the run, and the deleted ones that are offered again. */
  tickets: readonly Ticket[];
};

/** What this run did by itself, then what waits for a person. */
export async function tellProposals(
  nouns: Pick<Nouns, 'links' | 'tickets'>,
  workspaceId: Id,
  plan: GenerationPlan,
  { created, tickets }: After,
): Promise<TicketProposal[]> {
  const edges = await liveEdges(nouns, workspaceId);
  const known = await nouns.tickets.list(workspaceId, {
    ids: edges.flatMap(({ sourceId, targetId }) => [sourceId, targetId]),
  });
  const keys = new Map([...known, ...created.values(), ...tickets].map(({ id, key }) => [id, key]));
  const keyOf = (id: Id) => keys.get(id) ?? 'a discarded ticket';
  // Whether the document dropped one of these is what the question about them will tell.
  const doubted = new Set(plan.diff.unsure.flatMap(({ candidates }) => candidates.map(({ id }) => id)));
  return [
    ...tellDone(plan, created, keyOf),
    ...plan.diff.unsure.map(tellUnsure),
    ...tickets
      .filter(({ id }) => !doubted.has(id))
      .flatMap((ticket) => openProposal(ticket, { needs: needsOf(edges, ticket.id), keyOf }) ?? []),
  ];
}

function tellDone(
  plan: GenerationPlan,
  created: After['created'],
  keyOf: (id: Id) => string,
): TicketProposal[] {
  const { diff, supersede, needsOf: needs } = plan;
  const follows = diff.changed.filter((matched) => followsDocument(matched, needs(matched.ticket.id)));
  return [
    ...diff.added.map(({ draft }) => {
      return done(created.get(draft)!, 'create', 'The document asks for it since this version.');
    }),
    ...follows.map((matched) => tellFollowed(matched, needs(matched.ticket.id), keyOf)),
    ...diff.moved.map(({ ticket, next }) => {
      const { title } = next.draft;
      return done(
        { ...ticket, title },
        'leave',
        'It stands elsewhere in the document and asks for the same.',
      );
    }),
    ...supersede.map((ticket) => done(ticket, 'obsolete', whyEnded(ticket, diff, created))),
  ];
}

/** The same words may go on as a part of another ticket: then nothing that was asked for is gone. */
function whyEnded(
  ticket: Ticket,
  { added, changed, moved, unchanged }: GenerationPlan['diff'],
  created: After['created'],
): string {
  const said = saidBefore(ticket)?.trim();
  const kept = [...changed, ...moved, ...unchanged].find(({ next }) => said && next.text.includes(said));
  const made = added.find(({ text }) => said && text.includes(said));
  const heir = kept?.ticket.key ?? (made && created.get(made.draft)?.key);
  if (heir) return `It is a part of ${heir} now and nobody had worked on it, so it was discarded.`;
  return 'The document no longer asks for it and nobody had worked on it, so it was discarded.';
}

function tellFollowed(
  { ticket, content }: Matched,
  needs: readonly Id[],
  keyOf: (id: Id) => string,
): TicketProposal {
  const about = { ...ticket, title: content.title };
  const fields = mergeFields(baseOf(ticket), { ...ticket, dependsOn: needs }, content);
  if (fields.length === 0) {
    return done(about, 'leave', 'The document is worded differently; the ticket says the same.');
  }
  const why = 'The document changed and nobody had worked on it, so it follows the document.';
  return { ...done(about, 'update', why), fields: fields.map((one) => nameNeeds(one, keyOf)) };
}

function done(
  { key, title, version }: Pick<Ticket, 'key' | 'title' | 'version'>,
  kind: TicketProposal['kind'],
  why: string,
): TicketProposal {
  return { key, title, version, kind, why, applied: true, choices: [] };
}

function tellUnsure({ next, candidates }: Unsure): TicketProposal {
  const [likeliest] = candidates;
  const { draft } = next;
  return {
    key: likeliest!.key,
    title: draft.title,
    version: likeliest!.version,
    kind: 'match',
    line: draft.sourceLines[0]!,
    candidates: candidates.map(({ key, title }) => ({ key, title })),
    why: 'It may be what one of these tickets asked for, or new. Nothing was done about it.',
    applied: false,
    choices: [],
  };
}
