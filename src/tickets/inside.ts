/** Runs what a person does to tickets in one transaction, with everything such deeds write with. */
import { type Caller, requireWriter } from '../domain/principal.ts';
import type { Clock, IdSource } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import { scopeOf } from './append-events.ts';
import { createAddTickets } from './create.ts';
import type { Mutate } from './mutate.ts';
import type { Splitting } from './split.ts';

export type PeopleDeps = { store: Store; mutate: Mutate; clock: Clock; ids: IdSource };

/** Throws FORBIDDEN for someone who may only read, and whatever `work` throws; nothing is kept then. */
export function inside<Result>(
  deps: PeopleDeps,
  caller: Caller,
  work: (writing: Splitting) => Promise<Result>,
): Promise<Result> {
  requireWriter(caller);
  const { store, ...rest } = deps;
  return store.transact((nouns) =>
    work({ ...rest, nouns, scope: scopeOf(caller), addTickets: createAddTickets(deps) }),
  );
}
