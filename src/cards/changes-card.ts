/** The difference between two versions of a document: what changed, what became of each ticket, and what a person decides. */
import type { DocumentChange, FieldProposal, TicketProposal } from '../domain/document-changes.ts';
import { type Priority, priorityCode } from '../domain/priority.ts';
import type { Generated } from '../domain/ticket-view.ts';
import { formatAction } from './action-token.ts';
import type { Card, Choice, ListItem, Mark } from './card.ts';
import { cutPlain } from './cut-text.ts';
import { muted } from './phrases.ts';

/** Null when the document is new, or nothing changed and nothing waits for a decision. */
export function drawChangesCard({ document, tickets, changes, proposals = [] }: Generated): Card | null {
  if (!changes || proposals.length === 0) return null;
  const open = proposals.filter(({ applied }) => !applied);
  const versions = new Map(tickets.map(({ ticket }) => [ticket.key, ticket.version]));
  const texts = new Map(Object.values(changes).flatMap((list) => list.map((change) => [change.key, change])));
  const items = [...open, ...proposals.filter(({ applied }) => applied)].map((proposal) =>
    drawProposal(proposal, texts.get(proposal.key), versions.get(proposal.key)),
  );
  const counts = sayCounts(changes, tickets.length);
  const asked =
    open.length > 0 ? ` ${open.length} of them ${open.length === 1 ? 'waits' : 'wait'} for you.` : '';
  return {
    title: `${counts} · ${document.title}`,
    tone: open.length > 0 ? 'warning' : 'info',
    blocks: [{ kind: 'list', items }],
    choices: [],
    summary: `“${document.title}” since its last version: ${counts}.${asked}`,
  };
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

const words: Record<TicketProposal['kind'], string> = {
  create: 'new',
  update: 'changed',
  obsolete: 'gone from the document',
  leave: 'left as it is',
  conflict: 'changed by both',
};

function drawProposal(
  proposal: TicketProposal,
  change: DocumentChange | undefined,
  version: number | undefined,
): ListItem {
  const { key, title, kind, applied, fields = [] } = proposal;
  const lines = [...fields.flatMap(sayField), ...sayLines(change), proposal.why];
  return {
    mark: markOf(proposal),
    title,
    meta: [key, words[kind]],
    body: muted(lines.join('\n')),
    ...(applied || version === undefined ? {} : { choices: settleChoices(proposal, version) }),
  };
}

function markOf({ kind, applied }: TicketProposal): Mark {
  if (!applied) return 'question';
  if (kind === 'leave' || kind === 'obsolete') return 'skipped';
  return kind === 'create' ? 'pending' : 'changed';
}

function settleChoices({ key, kind, title }: TicketProposal, version: number): Choice[] {
  const take = kind === 'obsolete' ? 'Discard' : 'Take the document’s';
  const discards = kind === 'obsolete' ? { confirm: `Discard “${title}”?`, style: 'danger' as const } : {};
  return [
    { label: take, action: formatAction('take', '', key, version), ...discards },
    { label: 'Keep it as it is', action: formatAction('keep', '', key, version) },
  ];
}

/** `priority: P1 → P0`, with what a person made of it where that is neither. */
function sayField({ field, base, ours, theirs }: FieldProposal): string[] {
  if (field === 'description') return [];
  const [then, mine, now] = [base, ours, theirs].map((value) => sayValue(field, value));
  const own = mine === then ? '' : ` (on the ticket: ${mine})`;
  return [`${field}: ${then} → ${now}${own}`];
}

function sayValue(field: FieldProposal['field'], value: unknown): string {
  if (field === 'priority') return priorityCode((value ?? 0) as Priority) ?? 'unset';
  const text = Array.isArray(value) ? value.join('; ') : String(value ?? 'none');
  return cutPlain(text || 'none', 160);
}

/** The first line that went and the first that came. */
function sayLines(change: DocumentChange | undefined): string[] {
  const [was, now] = [change?.old?.split('\n') ?? [], change?.new?.split('\n') ?? []];
  const gone = was.find((line) => !now.includes(line));
  const came = now.find((line) => !was.includes(line));
  return [...(gone ? [`− ${cutPlain(gone, 200)}`] : []), ...(came ? [`+ ${cutPlain(came, 200)}`] : [])];
}
