/** One transaction in which somebody changes research, insights, recommendations or links to them. */
import type { Change } from '../domain/change.ts';
import { changeOf } from '../domain/change-of.ts';
import type { Id } from '../domain/ids.ts';
import type { Caller } from '../domain/principal.ts';
import type { Clock, IdSource } from '../ports/clock.ts';
import type { Nouns, Store } from '../ports/store.ts';

export type InsightsParts = { store: Store; clock: Clock; ids: IdSource };

export type Writing = InsightsParts & { nouns: Nouns; caller: Caller };

/** So that the person can take it back. */
export async function keepBefore(
  { nouns, ids, clock, caller }: Writing,
  subject: Change['subject'],
  subjectId: Id,
  before: object | null,
): Promise<void> {
  const stamp = { id: ids.next(), at: clock.now().toISOString() };
  const kept = before as Record<string, unknown> | null;
  const change = changeOf(caller, stamp, { subject, subjectId, before: kept });
  if (change) await nouns.changes.append([change]);
}
