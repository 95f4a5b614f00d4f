/** What a push would send and what would stay, for a person who only wants to know. */
import type { PushRehearsal } from '../domain/push-rehearsal.ts';
import type { Card, CardBlock, ListItem } from './card.ts';
import { count, muted } from './phrases.ts';
import { sayPriority, sayType } from './ticket-facts.ts';

const mostRows = 15;
const fewRows = 5;

export function drawRehearsalCard(rehearsal: PushRehearsal): Card {
  const { destination, rows, held } = rehearsal;
  const summary =
    rows.length === 0
      ? `Nothing would be pushed to ${destination.label}.`
      : `${count(rows.length, 'ticket')} would go to ${destination.label}.`;
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

/** Those that only wait for their review are counted: the board shows them. */
function drawHeld(held: PushRehearsal['held']): CardBlock[] {
  if (held.length === 0) return [];
  const waiting = held.filter(({ reason }) => reason === 'TICKET_NOT_REVIEWED').length;
  const items = held
    .filter(({ reason }) => waiting <= fewRows || reason !== 'TICKET_NOT_REVIEWED')
    .map(
      ({ view: { ticket }, reason }): ListItem => ({
        mark: 'skipped',
        title: ticket.title,
        meta: [ticket.key, reasons[reason]],
      }),
    );
  const counted = waiting > fewRows ? `: ${waiting} of them not approved, say “review” to see them` : '';
  const heading = `Would stay here (${held.length})`;
  return [
    {
      kind: 'text',
      text: [
        { kind: 'text', text: heading, bold: true },
        { kind: 'text', text: counted },
      ],
    },
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
