/** One row of the card of changes: what the document proposes for a ticket, in which fields, and what a person may choose. */
import type { DocumentChange, FieldProposal, TicketProposal } from '../domain/document-changes.ts';
import { type Priority, priorityCode } from '../domain/priority.ts';
import { formatAction } from './action-token.ts';
import type { Choice, ListItem, Mark } from './card.ts';
import { cutPlain } from './cut-text.ts';
import { muted } from './phrases.ts';

const words: Record<TicketProposal['kind'], string> = {
  create: 'new',
  update: 'changed',
  obsolete: 'gone from the document',
  leave: 'left as it is',
  conflict: 'changed by both',
  match: 'which ticket is this?',
};

const mostCandidates = 3;

/** `change` is how the document's own words differ, where they do. */
export function drawProposalRow(
  proposal: TicketProposal,
  change: DocumentChange | undefined,
  documentId: string,
): ListItem {
  const { key, title, kind, fields = [] } = proposal;
  const unsaid = fields.filter((field) => !isSaidBy(change, field));
  const lines = [
    ...unsaid.flatMap((field) => sayField(field, fields.length === 1)),
    ...sayLines(change),
    ...sayCandidates(proposal),
    ...(isPlain(proposal) ? [] : [proposal.why]),
  ];
  const choices = kind === 'match' ? matchChoices(proposal, documentId) : settleChoices(proposal);
  return {
    mark: markOf(proposal),
    title,
    meta: [kind === 'match' ? `line ${proposal.line}` : key, wordFor(proposal)],
    body: muted(lines.join('\n')),
    ...(choices.length > 0 ? { choices } : {}),
  };
}

function wordFor({ kind, applied }: TicketProposal): string {
  if (kind === 'create' && !applied) return 'asked for again';
  return kind === 'obsolete' && applied ? 'discarded' : words[kind];
}

function markOf({ kind, applied }: TicketProposal): Mark {
  if (!applied) return 'question';
  if (kind === 'leave' || kind === 'obsolete') return 'skipped';
  return kind === 'create' ? 'pending' : 'changed';
}

const labels: Partial<Record<TicketProposal['kind'], { take: string; keep: string }>> = {
  obsolete: { take: 'Discard', keep: 'Keep it as it is' },
  create: { take: 'Bring it back', keep: 'Leave it out' },
};

function settleChoices({ key, kind, title, version, choices, fields = [] }: TicketProposal): Choice[] {
  const { take, keep } = labels[kind] ?? { take: 'Take the document’s', keep: 'Keep it as it is' };
  const discards = kind === 'obsolete' ? { confirm: `Discard “${title}”?`, style: 'danger' as const } : {};
  const action = (verb: string) => formatAction(verb, '', key, version);
  const takes = choices.includes('take');
  return [
    ...(takes ? [{ label: take, action: action('take'), ...discards }] : []),
    ...(choices.includes('keep') ? [{ label: keep, action: action('keep') }] : []),
    ...(takes && fields.length > 1 ? [{ label: 'Choose by field', action: action('fields') }] : []),
  ];
}

function matchChoices({ line, candidates = [] }: TicketProposal, documentId: string): Choice[] {
  const known = candidates.slice(0, mostCandidates).map(({ key }) => ({
    label: `It is ${key}`,
    action: formatAction('same', documentId, key, line),
  }));
  return [...known, { label: 'It is new', action: formatAction('new', documentId, '', line) }];
}

function sayCandidates({ candidates = [] }: TicketProposal): string[] {
  return candidates.slice(0, mostCandidates).map(({ key, title }) => `${key}: ${cutPlain(title, 120)}`);
}

/** `priority: P1 → P0`, with what a person made of it where that is neither. */
function sayField({ field, base, ours, theirs, conflict }: FieldProposal, alone: boolean): string[] {
  // The changed lines below say it already, unless nothing else does.
  if (field === 'description') return alone || conflict ? ['description: reads differently'] : [];
  if (field === 'title') return alone || conflict ? [`title → ${sayFieldValue(field, theirs)}`] : [];
  const [then, mine, now] = [base, ours, theirs].map((value) => sayFieldValue(field, value));
  const own = mine === then || base === null ? '' : ` (on the ticket: ${mine})`;
  return [`${nameField(field)}: ${base === null ? mine : then} → ${now}${own}`];
}

export function nameField(field: FieldProposal['field']): string {
  return field === 'dependsOn' ? 'depends on' : field;
}

/** A value of a field in one line. */
export function sayFieldValue(field: FieldProposal['field'], value: unknown): string {
  if (field === 'priority') return priorityCode((value ?? 0) as Priority) ?? 'unset';
  const text = Array.isArray(value) ? value.join('; ') : String(value ?? 'none');
  return cutPlain(text || 'none', 160);
}

/** Done by itself, for the reason the card gives once for all rows. */
export function isPlain({ kind, applied }: TicketProposal): boolean {
  return applied && (kind === 'create' || kind === 'update');
}

/** The changed lines say it already when all criteria that came and went are words of theirs. */
function isSaidBy(change: DocumentChange | undefined, { field, base, theirs, conflict }: FieldProposal) {
  if (field !== 'criteria' || conflict || !change?.old || !change.new) return false;
  const [was, now] = [base, theirs].map((value) => (Array.isArray(value) ? value.map(String) : []));
  const gone = was!.filter((text) => !now!.includes(text));
  const came = now!.filter((text) => !was!.includes(text));
  return gone.every((text) => change.old!.includes(text)) && came.every((text) => change.new!.includes(text));
}

/** The first line that went and the first that came; a heading only where nothing else differs. */
function sayLines(change: DocumentChange | undefined): string[] {
  const [was, now] = [change?.old, change?.new].map((text) => (text ?? '').split('\n').filter(Boolean));
  const gone = firstOf(was!.filter((line) => !now!.includes(line)));
  const came = firstOf(now!.filter((line) => !was!.includes(line)));
  return [...(gone ? [`− ${cutPlain(gone, 200)}`] : []), ...(came ? [`+ ${cutPlain(came, 200)}`] : [])];
}

function firstOf(lines: readonly string[]): string | undefined {
  const line = lines.find((one) => !one.startsWith('#')) ?? lines[0];
  return line?.replace(/^\s*(?:[-*+]|#+)\s+/, '');
}
