/** How many tickets there are, and how they divide. */
import type { Card } from './card.ts';
import { count, sayName } from './phrases.ts';

/** `groups` is null where only the total was asked for. */
export function drawCountsCard(
  total: number,
  by: string | null,
  groups: ReadonlyMap<string, number> | null,
): Card {
  const summary = `${count(total, 'ticket')}${by ? ` by ${sayName(by)}` : ''}.`;
  const rows = [...(groups ?? [])].map(([name, size]) => [sayName(name), String(size)]);
  return {
    title: '',
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: summary },
      ...(by && rows.length > 0 ? [{ kind: 'table' as const, columns: [sayName(by), 'tickets'], rows }] : []),
    ],
    choices: [],
    summary,
  };
}
