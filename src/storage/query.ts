/** Kysely over the one pool: camelCase here, snake_case there, times as ISO strings, failures in whole sentences. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  CamelCasePlugin,
  Kysely,
  type KyselyPlugin,
  PostgresDialect,
  type PostgresPool,
  type UnknownRow,
} from 'kysely';
import type { Pool, QueryResult } from 'pg';
import { type StorePlace, translateFailure } from './failures.ts';
import type { Db, Tables } from './tables.ts';

/** The pool stays its opener's: destroying the result is not needed. */
export function createDb(pool: Pool, place: StorePlace): Db {
  return new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: translatingPool(pool, place) }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true }), isoDates],
  });
}

/** One statement outside of any transaction, for the few that are not about nouns. */
export type Query = <Found extends object>(text: string, values?: unknown[]) => Promise<QueryResult<Found>>;

export function createQuery(pool: Pool, place: StorePlace): Query {
  return (text, values) => translated(pool.query(text, values), place);
}

/** Runs `work` in the transaction at hand, or in one of its own. */
export function atomically<Result>(db: Db, work: (db: Db) => Promise<Result>): Promise<Result> {
  return db.isTransaction ? work(db) : db.transaction().execute(work);
}

/** The pool is shared with libraries that want `Date`s, so times become strings here and not in the driver. */
const isoDates: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  async transformResult({ result }) {
    return { ...result, rows: result.rows.map(withIsoDates) };
  },
};

function withIsoDates(row: UnknownRow): UnknownRow {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, value instanceof Date ? value.toISOString() : value]),
  );
}

/** The embedded store answers without a turn of the event loop, so a long transaction would hold up everybody else. */
function translatingPool(pool: Pool, place: StorePlace): PostgresPool {
  const nameOf = place.kind === 'pglite' ? createNamer() : () => undefined;
  const connect = async () => {
    const client = await translated(pool.connect(), place);
    return {
      async query(text: string, values: readonly unknown[]) {
        const named = { name: nameOf(text), text, values: [...values] };
        const result = await translated(client.query(named), place);
        await nextTurn();
        return result;
      },
      release: (discard?: boolean) => client.release(discard),
    };
  };
  return { connect, end: async () => {}, options: {} } as unknown as PostgresPool;
}

const mostPrepared = 500;

/**
 * Names for reads and for statements made of several, under which the one connection of the embedded store keeps them parsed: that is most of what a short
 * query takes there. A server may have a pooler before it, which would not know them.
 */
function createNamer(): (text: string) => string | undefined {
  const names = new Map<string, string>();
  return (text) => {
    if (!/^\s*(?:select|with)\s/.test(text)) return undefined;
    const known = names.get(text);
    if (known !== undefined || names.size >= mostPrepared) return known;
    const name = `read ${names.size}`;
    names.set(text, name);
    return name;
  };
}

async function translated<Result>(work: Promise<Result>, place: StorePlace): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw translateFailure(error, place);
  }
}
