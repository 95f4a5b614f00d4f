/** The difference between a document's tickets and what its next version proposes: added, changed, moved, removed, unchanged. */
import type { ContentField } from '../domain/document-changes.ts';
import type { Baseline, Ticket, TicketContent } from '../domain/ticket.ts';
import {
  baselineOf,
  type MatchOptions,
  matchDrafts,
  type PlacedDraft,
  samePath,
  stripId,
  type Unsure,
} from './match-drafts.ts';
import { differingFields, latestOf } from './three-way.ts';

/** A ticket, the draft it goes on as, and what the document says of it by that. */
export type Matched = { ticket: Ticket; next: PlacedDraft; content: Baseline };

export type ProposalDiff = {
  added: PlacedDraft[];
  changed: Matched[];
  moved: Matched[];
  removed: Ticket[];
  unchanged: Matched[];
  unsure: Unsure[];
};

/** In the order of the drafts, removed ones in the order of the tickets. */
export function diffProposals(
  tickets: readonly Ticket[],
  next: readonly PlacedDraft[],
  options: MatchOptions,
): ProposalDiff {
  const { matched, unsure } = matchDrafts(tickets, next, options);
  const diff: ProposalDiff = { added: [], changed: [], moved: [], removed: [], unchanged: [], unsure };
  const asked = new Set(unsure.map((one) => one.next));
  for (const placed of next) {
    const ticket = matched.get(placed);
    if (ticket) {
      diff[howItDiffers(ticket, placed)].push({ ticket, next: placed, content: baselineOf(placed) });
    } else if (!asked.has(placed)) diff.added.push(placed);
  }
  const found = new Set([...matched.values(), ...unsure.flatMap(({ candidates }) => candidates)]);
  for (const ticket of tickets.filter((one) => !found.has(one))) {
    const placed = [...matched].find(([, twin]) => isPieceOf(ticket, twin))?.[0];
    if (!placed) diff.removed.push(ticket);
    else diff[howItDiffers(ticket, placed)].push({ ticket, next: placed, content: baselineOf(placed) });
  }
  return diff;
}

/** A ticket that was split: its pieces go on as one and the same requirement. */
function isPieceOf(ticket: Ticket, twin: Ticket): boolean {
  const text = latestOf(ticket)?.text;
  const { sourceKey } = ticket.origin;
  return text !== undefined && text === latestOf(twin)?.text && sourceKey === twin.origin.sourceKey;
}

/** Two answers of a model about the same words differ by chance, so there only the words count. */
function howItDiffers(ticket: Ticket, { draft, text, path }: PlacedDraft): 'changed' | 'moved' | 'unchanged' {
  const before = latestOf(ticket);
  const byRules = ticket.origin.madeBy === 'rules' && draft.madeBy === 'rules';
  if (readsDifferently(ticket, { draft, text, path })) return 'changed';
  if (byRules && before && changedFields(before, draft).length > 0) return 'changed';
  const stays = ticket.origin.sourceKey === draft.sourceKey && (!before || samePath(before.path, path));
  return stays ? 'unchanged' : 'moved';
}

/** Whether the passage itself has other words than the document was last known to have. */
export function readsDifferently(ticket: Ticket, { draft, text }: PlacedDraft): boolean {
  const before = latestOf(ticket);
  const [then, now] = before ? [before.text, text] : [ticket.origin.sourceQuote ?? '', draft.sourceQuote];
  return stripId(then) !== stripId(now);
}

/** A description repeats the document's own words and line numbers: it counts only when something else changed. */
function changedFields(before: TicketContent, draft: TicketContent): ContentField[] {
  const plain = (content: TicketContent) => ({ ...content, description: '' });
  return differingFields(plain(before), plain(draft));
}
