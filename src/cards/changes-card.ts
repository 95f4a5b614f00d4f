/** The difference between two versions of a document: what changed, what became of each ticket, and what a person decides. */
import { isSafe, type TicketProposal } from '../domain/document-changes.ts';
import type { Generated } from '../domain/ticket-view.ts';
import { formatAction } from './action-token.ts';
import type { Card, CardBlock, Choice } from './card.ts';
import { muted, spanKeys } from './phrases.ts';
import { drawProposalRow, isPlain } from './proposal-row.ts';

/** Null when the document is new, or nothing changed and nothing waits for a decision. */
export function drawChangesCard({ document, tickets, changes, proposals = [] }: Generated): Card | null {
  if (!changes || proposals.length === 0) return null;
  const open = proposals.filter(({ applied }) => !applied);
  const texts = new Map(Object.values(changes).flatMap((list) => list.map((change) => [change.key, change])));
  const left = proposals.filter(({ kind, applied }) => applied && kind === 'leave');
  const told = proposals.filter((one) => one.applied && !left.includes(one));
  const items = [...open, ...told].map((proposal) =>
    drawProposalRow(proposal, texts.get(proposal.key), document.id),
  );
  const counts = sayCounts(changes, tickets.length);
  const asked =
    open.length > 0 ? ` ${open.length} of them ${open.length === 1 ? 'waits' : 'wait'} for you.` : '';
  return {
    title: `${counts} · ${document.title}`,
    tone: open.length > 0 ? 'warning' : 'info',
    blocks: [
      ...sayFollowed(proposals),
      ...(items.length > 0 ? [{ kind: 'list' as const, items }] : []),
      ...sayLeft(left),
    ],
    choices: safeChoice(open.filter(isSafe).length, document.id),
    summary: `“${document.title}” since its last version: ${counts}.${asked}`,
  };
}

function sayFollowed(proposals: readonly TicketProposal[]): CardBlock[] {
  const followed = proposals.some((one) => isPlain(one) && one.kind === 'update');
  if (!followed) return [];
  return [{ kind: 'text', text: muted('Tickets nobody had worked on follow the document by themselves.') }];
}

/** Other words or another place that change no ticket are one line, however many they are. */
function sayLeft(left: readonly TicketProposal[]): CardBlock[] {
  if (left.length === 0) return [];
  const text = `Placed or worded differently, and asking for the same: ${spanKeys(left.map(({ key }) => key))}.`;
  return [{ kind: 'text', text: muted(text) }];
}

/** One press for all that costs nobody any of their words. */
function safeChoice(count: number, documentId: string): Choice[] {
  if (count < 2) return [];
  const label = `Take all ${count} without a conflict`;
  return [{ label, action: formatAction('take_safe', documentId), style: 'primary' }];
}

/** `3 changed, 1 new, 1 gone, 22 untouched`. */
function sayCounts(changes: NonNullable<Generated['changes']>, live: number): string {
  const { added, changed, moved, removed } = changes;
  const touched = added.length + changed.length + moved.length;
  const parts: [number, string][] = [
    [changed.length, 'changed'],
    [added.length, 'new'],
    [moved.length, 'moved'],
    [removed.length, 'gone'],
    [Math.max(0, live - touched), 'untouched'],
  ];
  return parts.flatMap(([number, word]) => (number > 0 ? [`${number} ${word}`] : [])).join(', ');
}
