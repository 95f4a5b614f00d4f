/** What trackers have not been told of tickets that are out, before and after, and where a person has to choose. */
import type { TicketUpdate } from '../domain/publication-view.ts';
import type { SyncField } from '../domain/sync.ts';
import { formatAction } from './action-token.ts';
import type { Card, CardBlock, Choice, Inline, ListItem, Mark } from './card.ts';
import { cutPlain } from './cut-text.ts';
import { count, muted, sayName } from './phrases.ts';
import { linkRef } from './ticket-facts.ts';

type Row = TicketUpdate['rows'][number];

const most = 10;

/** Nothing of it is in a tracker before somebody presses Send. */
export function drawUpdateCard(updates: readonly TicketUpdate[]): Card {
  const summary = summarize(updates);
  const shown = updates.slice(0, most);
  const more = updates.length - shown.length;
  return {
    title: '',
    tone: toneOf(updates),
    blocks: [
      { kind: 'text', text: summary },
      ...(shown.length > 0 ? [{ kind: 'list' as const, items: shown.flatMap(drawTicket) }] : []),
      ...(more > 0 ? [{ kind: 'text' as const, text: muted(`… and ${count(more, 'more ticket')}.`) }] : []),
    ] satisfies CardBlock[],
    choices: [],
    summary,
  };
}

function toneOf(updates: readonly TicketUpdate[]): Card['tone'] {
  if (updates.some(({ rows, sent }) => rows.some(isConflict) || sent?.state === 'failed')) return 'warning';
  if (updates.some(isWaiting)) return 'info';
  return updates.some(({ sent }) => sent?.state === 'done') ? 'success' : 'neutral';
}

function summarize(updates: readonly TicketUpdate[]): string {
  const doubtful = updates.filter(({ rows }) => rows.some(isConflict)).length;
  const waiting = updates.filter(isWaiting).length;
  if (doubtful > 0)
    return `${count(doubtful, 'ticket')} changed both here and in the tracker. What should hold?`;
  if (waiting > 0) return `${count(waiting, 'ticket')} changed in Docket; the tracker has not been told yet.`;
  if (updates.some(isUnderWay)) return 'On its way to the tracker.';
  if (updates.some(({ sent }) => sent?.state === 'done')) return 'The tracker has it.';
  return 'Docket and the tracker say the same.';
}

function isConflict({ kind }: Row): boolean {
  return kind === 'conflict';
}

function isUnderWay({ sent }: TicketUpdate): boolean {
  return sent !== null && sent.state !== 'done' && sent.state !== 'failed';
}

function isWaiting(update: TicketUpdate): boolean {
  return !isUnderWay(update) && update.rows.some(({ kind }) => kind === 'ours');
}

function drawTicket(update: TicketUpdate): ListItem[] {
  const { rows } = update;
  const ours = rows.filter(({ kind }) => kind === 'ours');
  const own: ListItem = {
    mark: markOf(update),
    title: titleOf(update),
    meta: [...sayAssignee(update), ...saySent(update)],
    ...(ours.length > 0 ? { body: ours.map(sayChange).join('\n') } : {}),
    choices: isWaiting(update) ? [sendChoice(update)] : [],
  };
  return [own, ...rows.filter(isConflict).map((row) => drawConflict(update, row))];
}

function titleOf({ view }: TicketUpdate): Inline[] {
  const [ref] = view.refs;
  return [
    ...(ref ? [...linkRef(ref), { kind: 'text' as const, text: ' ' }] : []),
    { kind: 'text', text: view.ticket.title },
  ];
}

function markOf(update: TicketUpdate): Mark {
  if (update.sent?.state === 'failed') return 'failed';
  if (isUnderWay(update)) return 'running';
  if (update.rows.length > 0) return 'changed';
  return update.sent?.state === 'done' ? 'done' : 'none';
}

function sayAssignee({ assignee }: TicketUpdate): string[] {
  return assignee === null ? [] : [`${assignee} works on it there`];
}

function saySent({ sent }: TicketUpdate): string[] {
  if (sent === null) return [];
  if (sent.state === 'done') return [`sent by ${sent.by}`];
  if (sent.state === 'failed') return [sent.reason ?? 'it could not be sent'];
  return [sent.reason ?? `sent by ${sent.by}, on its way`];
}

function sendChoice({ view, terms }: TicketUpdate): Choice {
  const [ref] = view.refs;
  const label = `Send to ${ref?.externalKey ?? view.ticket.key}`;
  return { label, action: formatAction('send', view.ticket.id, terms), style: 'primary' };
}

function drawConflict({ view, rev }: TicketUpdate, row: Row): ListItem {
  const choose = (keep: 'ours' | 'theirs', label: string): Choice => ({
    label,
    action: formatAction(keep, view.ticket.id, row.field, rev),
  });
  return {
    mark: 'question',
    title: `${names[row.field]} of ${view.refs[0]?.externalKey ?? view.ticket.key}`,
    body: `Here: ${quote(row, row.ours)}\nThere: ${quote(row, row.theirs)}`,
    choices: [choose('ours', 'Keep ours'), choose('theirs', 'Take theirs')],
  };
}

const names: Record<SyncField, string> = {
  title: 'Title',
  body: 'Text',
  status: 'Status',
  priority: 'Priority',
  labels: 'Labels',
};

function sayChange(row: Row): string {
  return row.field === 'body'
    ? `${names.body}: ${sayTextChange(row)}`
    : `${names[row.field]}: ${quote(row, row.before)} → ${quote(row, row.ours)}`;
}

/** Lines that went and lines that came, which is what somebody wants to see of a long text. */
function sayTextChange({ before, ours }: Row): string {
  const [old, now] = [before.split('\n'), ours.split('\n')];
  const gone = old
    .filter((line) => line !== '' && !now.includes(line))
    .map((line) => `− ${cutPlain(line, 160)}`);
  const come = now
    .filter((line) => line !== '' && !old.includes(line))
    .map((line) => `+ ${cutPlain(line, 160)}`);
  const lines = [...gone, ...come];
  const rest = lines.length - mostLines;
  return ['', ...lines.slice(0, mostLines), ...(rest > 0 ? [`… and ${count(rest, 'more line')}`] : [])].join(
    '\n',
  );
}

const mostLines = 8;

function quote({ field }: Row, value: string): string {
  if (value === '') return 'none';
  if (field === 'status') return sayName(value);
  if (field === 'priority' || field === 'labels') return value;
  return `“${cutPlain(value, 400)}”`;
}
