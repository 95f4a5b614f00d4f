/** What a push would send and what would stay, for a person who only wants to know. */
import type { PushRehearsal } from '../domain/push-rehearsal.ts';
import type { Card, CardBlock, ListItem } from './card.ts';
import { count, muted } from './phrases.ts';
import { sayPriority, sayType } from './ticket-facts.ts';

const mostRows = 15;

export function drawRehearsalCard(rehearsal: PushRehearsal): Card {
  const { destination, rows, held } = rehearsal;
  const where = `${destination.label}${destination.sandbox ? ' (sandbox)' : ''}`;
  const summary =
    rows.length === 0
      ? `Nothing would be pushed to ${where}.`
      : `${count(rows.length, 'ticket')} would go to ${where}.`;
  return {
    title: 'What a push would do',
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: `${summary} Nothing was sent.` },
      ...drawList(rows.map(drawSent)),
      ...drawHeld(held),
    ],
    choices: [],
    summary,
  };
}

const deeds: Record<PushRehearsal['rows'][number]['does'], string> = {
  create: 'a new issue',
  link: 'linked to its issue',
  update: 'updates its issue',
};

function drawSent({ view: { ticket }, does }: PushRehearsal['rows'][number]): ListItem {
  return {
    mark: 'pending',
    title: ticket.title,
    meta: [ticket.key, sayType(ticket), sayPriority(ticket), deeds[does]],
  };
}

const reasons: Record<PushRehearsal['held'][number]['reason'], string> = {
  TICKET_NOT_REVIEWED: 'not approved',
  ALREADY_PUSHED: 'pushed already',
  NOT_FOUND: 'gone',
  IN_PROGRESS: 'being pushed now',
  MAY_BE_DUPLICATE: 'may be a duplicate, to be decided on the board',
  DUPLICATE: 'called a duplicate',
};

function drawHeld(held: PushRehearsal['held']): CardBlock[] {
  if (held.length === 0) return [];
  const items = held.map(
    ({ view: { ticket }, reason }): ListItem => ({
      mark: 'skipped',
      title: ticket.title,
      meta: [ticket.key, reasons[reason]],
    }),
  );
  return [
    { kind: 'text', text: [{ kind: 'text', text: `Would stay here (${held.length})`, bold: true }] },
    ...drawList(items),
  ];
}

function drawList(items: readonly ListItem[]): CardBlock[] {
  if (items.length === 0) return [];
  const more = items.length - mostRows;
  return [
    { kind: 'list', items: items.slice(0, mostRows) },
    ...(more > 0 ? [{ kind: 'text' as const, text: muted(`and ${count(more, 'more', 'more')}`) }] : []),
  ];
}
