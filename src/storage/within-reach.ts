/** The condition on a row of `threads` that one process can show something in it. */
import { sql } from 'kysely';
import type { Reach } from '../domain/reach.ts';

export function withinReach({ surfaces, threadIds }: Reach) {
  return sql<boolean>`(threads.surface = any(${surfaces}::text[]) or threads.id = any(${threadIds}::text[]))`;
}
