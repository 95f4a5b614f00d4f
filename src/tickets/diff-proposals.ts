/** The difference between a document's tickets and what its next version proposes: added, changed, moved, removed, unchanged. */
import type { ContentField } from '../domain/document-changes.ts';
import type { Ticket, TicketContent } from '../domain/ticket.ts';
import { latestOf, matchDrafts, type PlacedDraft, samePath, stripId } from './match-drafts.ts';
import { differingFields } from './three-way.ts';

export type Matched = { ticket: Ticket; next: PlacedDraft };

export type ProposalDiff = {
  added: PlacedDraft[];
  changed: Matched[];
  moved: Matched[];
  removed: Ticket[];
  unchanged: Matched[];
};

/** In the order of the drafts, removed ones in the order of the tickets. */
export function diffProposals(tickets: readonly Ticket[], next: readonly PlacedDraft[]): ProposalDiff {
  const matches = matchDrafts(tickets, next);
  const diff: ProposalDiff = { added: [], changed: [], moved: [], removed: [], unchanged: [] };
  for (const placed of next) {
    const ticket = matches.get(placed);
    if (ticket) diff[howItDiffers(ticket, placed)].push({ ticket, next: placed });
    else diff.added.push(placed);
  }
  const found = new Set(matches.values());
  return { ...diff, removed: tickets.filter((ticket) => !found.has(ticket)) };
}

/** Two answers of a model about the same words differ by chance, so there only the words count. */
export function howItDiffers(
  ticket: Ticket,
  { draft, text, path }: PlacedDraft,
): 'changed' | 'moved' | 'unchanged' {
  const before = latestOf(ticket);
  const [then, now] = before ? [before.text, text] : [ticket.origin.sourceQuote ?? '', draft.sourceQuote];
  const byRules = ticket.origin.madeBy === 'rules' && draft.madeBy === 'rules';
  const reworded = stripId(then) !== stripId(now);
  if (reworded || (byRules && before && changedFields(before, draft).length > 0)) return 'changed';
  const stays = ticket.origin.sourceKey === draft.sourceKey && (!before || samePath(before.path, path));
  return stays ? 'unchanged' : 'moved';
}

/** A description repeats the document's own words and line numbers: it counts only when something else changed. */
function changedFields(before: TicketContent, draft: TicketContent): ContentField[] {
  const plain = (content: TicketContent) => ({ ...content, description: '' });
  return differingFields(plain(before), plain(draft));
}
