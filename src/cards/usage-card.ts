/** What models used and cost, in sum and divided. */
import type { UsageReport, UsageSum } from '../domain/usage.ts';
import type { Card } from './card.ts';
import { capitalize, count } from './phrases.ts';

export function drawUsageCard({ since, by, total, rows }: UsageReport): Card {
  const when = since === null ? 'so far' : `since ${since.slice(0, 10)}`;
  if (total.calls === 0)
    return say(`No model was asked ${since === null ? 'so far' : when}, so nothing was used.`);
  const cost = sayCost(total);
  const summary = `${count(total.calls, 'answer')} ${when}: ${tokens(total.input)} tokens in, ${tokens(total.output)} out${cost ? `, ${cost}` : ''}.`;
  const columns = [capitalize(by), 'answers', 'in', 'cached', 'out', 'thinking'];
  const table = rows.map((row) => [
    row.name,
    ...[row.calls, row.input, row.cached, row.output, row.reasoning].map(tokens),
    ...(cost ? [sayCost(row) ?? 'unknown'] : []),
  ]);
  return {
    ...say(summary),
    title: 'Use of models',
    blocks: [
      { kind: 'text', text: summary },
      { kind: 'table', columns: cost ? [...columns, 'cost'] : columns, rows: table },
      ...(total.unpriced > 0 ? [{ kind: 'text' as const, text: sayUnpriced(total) }] : []),
    ],
  };
}

function say(text: string): Card {
  return { title: '', tone: 'neutral', blocks: [{ kind: 'text', text }], choices: [], summary: text };
}

function tokens(number: number): string {
  return number.toLocaleString('en');
}

/** Null where no cost is known; a lower bound where only some are. */
function sayCost({ costMicros, calls, unpriced }: UsageSum): string | null {
  if (unpriced === calls) return null;
  const dollars = costMicros / 1_000_000;
  const said = `$${dollars.toFixed(dollars > 0 && dollars < 0.1 ? 4 : 2)}`;
  return unpriced > 0 ? `at least ${said}` : said;
}

function sayUnpriced({ calls, unpriced }: UsageSum): string {
  const what = unpriced === calls ? 'What this cost' : `What ${unpriced} of ${count(calls, 'answer')} cost`;
  return `${what} is not known. DOCKET_MODEL_PRICES tells Docket what a model costs.`;
}
