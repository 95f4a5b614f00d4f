/** What a tracker's own name of a status means to us, where the tracker says no more than its name (spec 05, U-31). */
import type { WorkStatus } from './ticket.ts';

const namePatterns: [RegExp, WorkStatus][] = [
  [/progress|^doing$|^started$/, 'in_progress'],
  [/review|qa|verify/, 'in_progress'],
  [/block/, 'blocked'],
  [/backlog|triage/, 'open'],
  [/cancel|duplicate|won't|wontfix|abandon/, 'cancelled'],
  [/done|complete|closed|merged|resolved|shipped/, 'done'],
];

/** First match wins; a name that says nothing is `open`. */
export function statusOfName(name: string): WorkStatus {
  const lower = name.toLowerCase().replaceAll('’', "'");
  return namePatterns.find(([pattern]) => pattern.test(lower))?.[1] ?? 'open';
}
