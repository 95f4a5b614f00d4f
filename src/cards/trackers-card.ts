/** Which trackers are connected, where issues would go, and what is wrong with the others. */
import type { TrackerAnswer } from '../domain/publication-view.ts';
import { trackerTitle } from '../domain/tracker-title.ts';
import type { Card, ListItem } from './card.ts';
import { count, nameDestination } from './phrases.ts';

/** `off` are trackers that could be connected; `said` answers a wish to connect one. */
export function drawTrackersCard(
  rows: readonly TrackerAnswer[],
  off: readonly string[],
  said: string | null,
): Card {
  const items = rows.map(({ tracker, destination, problem }): ListItem => {
    if (!destination)
      return { mark: 'failed', title: trackerTitle(tracker), body: problem ?? 'It cannot be asked.' };
    return { mark: 'done', title: nameDestination(destination), meta: [tracker] };
  });
  const summary = `${count(rows.length, 'tracker')} connected.`;
  return {
    title: 'Trackers',
    tone: rows.some((row) => row.problem) ? 'warning' : 'neutral',
    blocks: [
      { kind: 'text', text: said ?? summary },
      ...(items.length > 0 ? [{ kind: 'list' as const, items }] : []),
      ...(off.length > 0
        ? [{ kind: 'text' as const, text: `Not connected: ${off.map(trackerTitle).join(', ')}.` }]
        : []),
    ],
    choices: [],
    summary: said ?? summary,
  };
}
