/** Rows by noun, kept in a journal: what the world of a sandbox is made of. */
import type { Journal } from './journal.ts';

type Rows = Record<string, { id: string }>;

/** A row to be added, or to take the place of the one with its id. */
export type Change<Tables extends Rows> = { [N in keyof Tables]: { noun: N; row: Tables[N] } }[keyof Tables];

export type TableSet<Tables extends Rows> = { [N in keyof Tables]: ReadonlyMap<string, Tables[N]> };

export type OpenTables<Tables extends Rows> = {
  tables: TableSet<Tables>;
  /** All of these together or, when the process dies meanwhile, none. Kept on disk when it returns. */
  commit(changes: readonly Change<Tables>[]): void;
};

/** The seed, and over it everything the journal remembers. `noticed` is told of each row as it comes in. */
export function openTables<Tables extends Rows>(
  nouns: readonly (keyof Tables)[],
  given: { seed: readonly Change<Tables>[]; journal: Journal },
  noticed: (change: Change<Tables>) => void = () => {},
): OpenTables<Tables> {
  const tables = Object.fromEntries(nouns.map((noun) => [noun, new Map()])) as unknown as {
    [N in keyof Tables]: Map<string, Tables[N]>;
  };
  const apply = (changes: readonly Change<Tables>[]) => {
    for (const change of changes) {
      tables[change.noun].set(change.row.id, change.row);
      noticed(change);
    }
  };
  apply(given.seed);
  for (const entry of given.journal.entries as { changes?: Change<Tables>[] }[]) apply(entry.changes ?? []);
  return {
    tables,
    commit(changes) {
      given.journal.append({ changes });
      apply(changes);
    },
  };
}
