/** How much work tickets are together: the range, its likelihood, and what nobody knows. */
import type { EffortForecast } from '../domain/effort-forecast.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import type { Card, Text } from './card.ts';
import { count, spanKeys } from './phrases.ts';
import { sayEffort } from './ticket-facts.ts';

/** `sizes` are T-shirt sizes by key, for a list that is asked for in them. */
export function drawEstimateCard(
  views: readonly TicketView[],
  forecast: EffortForecast,
  sizes: ReadonlyMap<string, string> | null,
): Card {
  const summary = sayForecast(views.length, forecast);
  const rows = views.map(({ ticket }): Text[] => [
    ticket.key,
    ticket.title,
    sizes ? (sizes.get(ticket.key) ?? 'unknown') : (sayEffort(ticket) ?? 'unknown'),
  ]);
  const unknown =
    forecast.unknown.length > 0 && forecast.estimated > 0
      ? ` ${count(forecast.unknown.length, 'ticket')} without an estimate: ${spanKeys(forecast.unknown)}.`
      : '';
  return {
    title: 'Estimate',
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: summary + unknown },
      { kind: 'table', columns: ['Ticket', 'Title', sizes ? 'Size' : 'Effort'], rows },
      {
        kind: 'text',
        text: [
          {
            kind: 'text',
            text: 'A heuristic from the number of criteria and the words used, not a promise.',
            muted: true,
          },
        ],
      },
    ],
    choices: [],
    summary,
  };
}

function sayForecast(tickets: number, { p50, p90, range, estimated }: EffortForecast): string {
  if (range === null) return `${count(tickets, 'ticket')}: nothing is estimated yet.`;
  const [low, high] = range;
  return `${count(estimated, 'ticket')}: ${low}–${high} points; as likely as not ${p50} or less, ${p90} or less in nine cases of ten.`;
}
