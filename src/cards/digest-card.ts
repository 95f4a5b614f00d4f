/** What changed at trackers, on one card: how many tickets became what, and each with its changes. */
import type { DigestView } from '../domain/publication-view.ts';
import type { Card, ListItem, Mark } from './card.ts';
import { cutPlain } from './cut-text.ts';
import { count, enumerate, sayName } from './phrases.ts';
import { sayMoment } from './say-time.ts';
import { linkRef } from './ticket-facts.ts';

type Row = DigestView['rows'][number];
type Change = Row['changes'][number];

const most = 10;

export function drawDigestCard({ rows, since, zone, now }: DigestView): Card {
  const summary = `${summarize(rows)} since ${sayMoment(since, zone, now).replace(/^today at /, '')}.`;
  const more = rows.length - most;
  return {
    title: 'From the tracker',
    tone: rows.some(({ changes }) => changes.some(({ field }) => field === 'gone')) ? 'warning' : 'info',
    blocks: [
      { kind: 'text', text: summary },
      { kind: 'list', items: rows.slice(0, most).map(drawRow) },
      ...(more > 0 ? [{ kind: 'text' as const, text: `… and ${count(more, 'more ticket')}.` }] : []),
    ],
    choices: [],
    summary,
  };
}

const order = ['done', 'in_progress', 'blocked', 'failed', 'cancelled', 'open'] as const;
const said: Record<string, string> = {
  done: 'done',
  in_progress: 'started',
  blocked: 'blocked',
  failed: 'failed',
  cancelled: 'cancelled',
  open: 'open again',
};

/** `3 done, 1 started and 2 edited`. */
function summarize(rows: readonly Row[]): string {
  const moves = rows.flatMap(({ changes }) => changes.find(({ field }) => field === 'status')?.became ?? []);
  const counted = order.flatMap((status) => {
    const number = moves.filter((one) => one === status).length;
    return number > 0 ? [`${number} ${said[status]}`] : [];
  });
  const gone = rows.filter(({ changes }) => changes.some(({ field }) => field === 'gone')).length;
  const edited = rows.filter(({ changes }) => changes.every(isEdit)).length;
  const parts = [
    ...counted,
    ...(edited > 0 ? [`${edited} edited`] : []),
    ...(gone > 0 ? [`${gone} deleted there`] : []),
  ];
  return enumerate(parts);
}

function isEdit({ field }: Change): boolean {
  return field !== 'status' && field !== 'gone';
}

function drawRow({ view, changes }: Row): ListItem {
  const [ref] = view.refs;
  return {
    mark: markOf(changes),
    title: [
      ...(ref ? [...linkRef(ref), { kind: 'text' as const, text: ' ' }] : []),
      { kind: 'text', text: view.ticket.title },
    ],
    meta: changes.map(sayChange),
  };
}

function markOf(changes: readonly Change[]): Mark {
  if (changes.some(({ field }) => field === 'gone')) return 'failed';
  return changes.some(({ field, became }) => field === 'status' && became === 'done') ? 'done' : 'changed';
}

function sayChange({ field, was, became }: Change): string {
  const words = (text: string) => cutPlain(text, 80);
  switch (field) {
    case 'status':
      return `${sayName(was)} → ${sayName(became)}`;
    case 'title':
      return `was “${words(was)}”`;
    case 'priority':
      return `priority ${was} → ${became}`;
    case 'labels':
      return became === '' ? 'labels removed' : `labels: ${words(became)}`;
    case 'body':
      return 'text changed';
    case 'assignee':
      return became === '' ? 'nobody works on it now' : `${words(became)} works on it`;
    case 'conflict':
      return `${became === 'body' ? 'text' : became} changed both here and there`;
    case 'gone':
      return 'the issue is gone there';
  }
}
