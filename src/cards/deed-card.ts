/** The shape of a card that tells what was done to several tickets, and to which it was not, with the reason. */
import type { TicketView } from '../domain/ticket-view.ts';
import type { Card, ListItem } from './card.ts';
import { count } from './phrases.ts';

export type Deed = {
  sentence: string;
  done: readonly TicketView[];
  refused: readonly { key: string; why: string }[];
};

export function drawDeedCard({ sentence, done, refused }: Deed): Card {
  const items: ListItem[] = [
    ...done.map(({ ticket }): ListItem => ({ mark: 'done', title: ticket.title, meta: [ticket.key] })),
    ...refused.map(({ key, why }): ListItem => ({ mark: 'failed', title: key, body: why })),
  ];
  const left = refused.length > 0 ? ` ${count(refused.length, 'ticket')} left as before.` : '';
  return {
    title: '',
    tone: refused.length === 0 ? 'success' : done.length > 0 ? 'warning' : 'danger',
    blocks: [
      { kind: 'text', text: sentence + left },
      ...(items.length > 0 ? [{ kind: 'list' as const, items }] : []),
    ],
    choices: [],
    summary: sentence + left,
  };
}
