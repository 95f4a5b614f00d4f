/** What depends on what: the order tickets can be done in, wave by wave, and the chain that decides the end. */
import type { TicketOrder } from '../domain/ticket-order.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import type { Card, CardBlock, ListItem } from './card.ts';
import { count, enumerate } from './phrases.ts';
import { sayEffort } from './ticket-facts.ts';

export function drawGraphCard(views: readonly TicketView[], order: TicketOrder): Card {
  const byKey = new Map(views.map((view) => [view.ticket.key, view]));
  const summary = sayOrder(views.length, order);
  return {
    title: 'What depends on what',
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: summary },
      ...(order.edges.length > 0 ? order.waves.flatMap((wave, at) => drawWave(wave, at, byKey, order)) : []),
      ...drawPath(order.criticalPath, byKey),
      ...drawOutside(order.outside),
    ],
    choices: [],
    summary,
  };
}

function sayOrder(tickets: number, { edges, waves }: TicketOrder): string {
  if (edges.length === 0) return `${count(tickets, 'ticket')}: none depends on another.`;
  const links = count(edges.length, 'stated dependency', 'stated dependencies');
  return `${count(tickets, 'ticket')}, ${links}: they can be done in ${count(waves.length, 'step')}.`;
}

function drawWave(
  wave: readonly string[],
  at: number,
  byKey: ReadonlyMap<string, TicketView>,
  { edges }: TicketOrder,
): CardBlock[] {
  const needsOf = (key: string) => edges.filter(({ from }) => from === key).map(({ to }) => to);
  const items = wave.map((key): ListItem => {
    const needs = needsOf(key);
    return {
      mark: 'none',
      title: byKey.get(key)!.ticket.title,
      meta: [key, ...(needs.length > 0 ? [`after ${enumerate(needs)}`] : [])],
    };
  });
  const heading = at === 0 ? 'Can start now' : `Step ${at + 1}`;
  return [
    { kind: 'text', text: [{ kind: 'text', text: `${heading} (${wave.length})`, bold: true }] },
    { kind: 'list', items },
  ];
}

function drawPath(path: readonly string[], byKey: ReadonlyMap<string, TicketView>): CardBlock[] {
  if (path.length === 0) return [];
  const items = path.map((key): ListItem => {
    const { ticket } = byKey.get(key)!;
    return { mark: 'none', title: ticket.title, meta: [key, sayEffort(ticket) ?? 'effort unknown'] };
  });
  return [
    { kind: 'text', text: [{ kind: 'text', text: `Critical path (${path.length})`, bold: true }] },
    { kind: 'list', items },
  ];
}

function drawOutside(outside: TicketOrder['outside']): CardBlock[] {
  return [...outside].map(([key, needs]) => ({
    kind: 'text' as const,
    text: `${key} also waits for ${enumerate(needs)}, not in this list.`,
  }));
}
