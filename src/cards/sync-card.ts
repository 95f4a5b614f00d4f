/** What a status sync found: which tickets moved at their tracker, and which could not be read. */
import type { SyncView } from '../domain/publication-view.ts';
import { formatAction } from './action-token.ts';
import type { Card, CardBlock, ListItem, Mark } from './card.ts';
import { count, enumerate, muted, sayName } from './phrases.ts';
import { linkRef } from './ticket-facts.ts';

export function drawSyncCard(view: SyncView): Card {
  const { documentId } = view;
  return {
    title: 'Status from the tracker',
    tone: view.errors > 0 ? 'warning' : view.rows.length === 0 ? 'neutral' : 'success',
    blocks: blocksOf(view),
    choices: documentId ? [{ label: 'Check again', action: formatAction('sync', documentId) }] : [],
    summary: summarize(view),
  };
}

function summarize({ rows, errors }: SyncView): string {
  if (rows.length === 0) return 'No pushed ticket to check yet.';
  const moved = rows.filter(hasMoved).length;
  const edited = rows.filter((row) => !hasMoved(row) && hasChanged(row)).length;
  const failed = errors > 0 ? `, ${errors} could not be read` : '';
  const others = rows.length - moved - edited - errors;
  const changed = edited > 0 ? `, ${edited} edited there` : '';
  return `${count(rows.length, 'ticket')} checked: ${moved} moved${changed}, ${others} as before${failed}.`;
}

function hasChanged({ fields, conflicts }: SyncView['rows'][number]): boolean {
  return fields.length + conflicts.length > 0;
}

function hasMoved({ view, before, outcome }: SyncView['rows'][number]): boolean {
  return outcome !== 'error' && before !== view.ticket.work.status;
}

/** Only what a person should look at: a ticket that moved, or one that could not be read. */
function blocksOf(view: SyncView): CardBlock[] {
  const items = view.rows
    .filter((row) => hasMoved(row) || hasChanged(row) || row.outcome === 'error')
    .map(drawRow);
  return [
    { kind: 'text', text: muted(summarize(view)) },
    ...(items.length > 0 ? [{ kind: 'list' as const, items }] : []),
    ...view.implemented.map((title) => ({
      kind: 'text' as const,
      text: `The recommendation “${title}” is implemented: every issue made from it is closed.`,
    })),
  ];
}

const marks: Record<SyncView['rows'][number]['outcome'], Mark> = {
  synced: 'changed',
  unchanged: 'none',
  error: 'failed',
};

function drawRow(row: SyncView['rows'][number]): ListItem {
  const { view, before, externalStatus, error, outcome } = row;
  const now = view.ticket.work.status;
  const ref = view.refs[0];
  const moved = before === now ? sayName(now) : `${sayName(before)} → ${sayName(now)}`;
  return {
    mark: marks[outcome],
    title: [
      ...(ref ? [...linkRef(ref), { kind: 'text' as const, text: ' ' }] : []),
      { kind: 'text', text: view.ticket.title },
    ],
    meta:
      outcome === 'error'
        ? [view.ticket.key]
        : [moved, ...(externalStatus ? [`there: ${externalStatus}`] : []), ...sayFields(row)],
    ...(error === null ? {} : { body: error }),
  };
}

function sayFields({ fields, conflicts }: SyncView['rows'][number]): string[] {
  const name = (field: string) => (field === 'body' ? 'text' : field);
  return [
    ...(fields.length > 0 ? [`${enumerate(fields.map(name))} changed there`] : []),
    ...(conflicts.length > 0 ? [`${enumerate(conflicts.map(name))} changed both here and there`] : []),
  ];
}
