/** Who has how much, how long things take, and what was tidied up. */
import type { TicketView } from '../domain/ticket-view.ts';
import type { Workload } from '../domain/workload.ts';
import type { Card, CardBlock } from './card.ts';
import { count, sayName } from './phrases.ts';
import { ticketItems } from './tickets-card.ts';

export function drawWorkloadCard(rows: readonly Workload[]): Card {
  const free = rows.filter(({ available, capacity }) => available && capacity > 0);
  const busy = rows.filter(({ open, inProgress }) => open + inProgress > 0);
  const idle = free.filter(({ open, inProgress }) => open + inProgress === 0).map(({ name }) => name);
  const names = free.slice(0, 4).map(({ name, capacity }) => `${name} (${capacity})`);
  const summary = free.length === 0 ? 'Nobody has room for more.' : `${names.join(', ')} can take more.`;
  const blocks: CardBlock[] = [
    ...(busy.length > 0 ? [loadTable(busy)] : []),
    ...(idle.length > 0 ? [{ kind: 'text' as const, text: `Free: ${idle.join(', ')}.` }] : []),
  ];
  return { title: 'Who has capacity', tone: 'neutral', blocks, choices: [], summary };
}

function loadTable(rows: readonly Workload[]): CardBlock {
  return {
    kind: 'table',
    columns: ['Who', 'Open', 'In progress', 'Urgent', 'High', 'Can take'],
    rows: rows.map(({ name, open, inProgress, critical, high, capacity }) => [
      name,
      ...[open, inProgress, critical, high, Math.max(0, capacity)].map(String),
    ]),
  };
}

export type Figures = {
  total: number;
  byStatus: Record<string, number>;
  byPriority: Record<string, number>;
  byType: Record<string, number>;
  averageResolutionHours: number | null;
  resolved: number;
};

export function drawAnalyticsCard(figures: Figures): Card {
  const { total, averageResolutionHours: hours, resolved } = figures;
  const time =
    hours === null ? 'nothing was finished yet' : `${hours} h on average over ${count(resolved, 'ticket')}`;
  const say = (counts: Record<string, number>) =>
    Object.entries(counts)
      .map(([name, number]) => `${number} ${sayName(name)}`)
      .join(', ') || 'none';
  return {
    title: count(total, 'ticket'),
    tone: 'neutral',
    blocks: [
      {
        kind: 'fields',
        items: [
          { label: 'Status', value: say(figures.byStatus) },
          { label: 'Priority', value: say(figures.byPriority) },
          { label: 'Type', value: say(figures.byType) },
          { label: 'Time to finish', value: time },
        ],
      },
    ],
    choices: [],
    summary: `${count(total, 'ticket')}; ${time}.`,
  };
}

export type Tidied = { done: boolean; archived: TicketView[]; closable: TicketView[]; still: TicketView[] };

export function drawHygieneCard({ done, archived, closable, still }: Tidied): Card {
  const parts: [title: string, views: TicketView[]][] = [
    [
      done ? 'Put away, finished more than 30 days ago' : 'To be put away, finished more than 30 days ago',
      archived,
    ],
    ['All in it has ended; close it when you like', closable],
    ['Blocked, and nobody said anything for a day', still],
  ];
  const shown = parts.filter(([, views]) => views.length > 0);
  const nothing = 'Everything is tidy: nothing to put away, nothing to close, nothing that stands still.';
  const summary = `${archived.length} ${done ? 'put away' : 'to put away'}, ${closable.length} to close, ${still.length} standing still.`;
  return {
    title: done ? 'Tidied up' : 'What tidying up would do',
    tone: 'neutral',
    blocks:
      shown.length === 0
        ? [{ kind: 'text', text: nothing }]
        : shown.flatMap(([title, views]): CardBlock[] => [
            { kind: 'text', text: [{ kind: 'text', text: title, bold: true }] },
            { kind: 'list', items: ticketItems(views) },
          ]),
    choices: [],
    summary: shown.length === 0 ? nothing : summary,
  };
}
