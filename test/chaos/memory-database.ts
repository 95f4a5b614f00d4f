/** Tables in memory with the transactions of a Postgres server: read committed, row locks, and deadlocks that are seen. */

export type Table<Row> = Map<string, Row>;

/** Rows are never changed in place, so a copy of the tables shares them. */
export type Tables = Record<string, Table<unknown>>;

/** One transaction. `owner` is whoever's death ends it. */
export type Transaction = {
  owner: unknown;
  writes: Map<string, Map<string, unknown>>;
  locks: Set<string>;
  waitsFor: string | null;
  isOver: boolean;
};

type Lock = { holder: Transaction; queue: { by: Transaction; go: (fault?: Error) => void }[] };

/** Called with every row a commit writes, before and after, undefined where there was or is none, and whose commit it is. */
export type Witness = (table: string, before: unknown, after: unknown, writer: unknown) => void;

export type Database = ReturnType<typeof openDatabase>;

export class Deadlock extends Error {}

const gone = Symbol('deleted');

/** A statement that is still at work when its client is gone comes to nothing. */
function requireOpen({ isOver }: Transaction): void {
  if (isOver) throw new Error('the connection is gone');
}

export function openDatabase(names: readonly string[], witness: Witness = () => {}) {
  const tables: Tables = Object.fromEntries(names.map((name) => [name, new Map()]));
  const locks = new Map<string, Lock>();
  const underWay = new Set<Transaction>();

  const begin = (owner: unknown): Transaction => {
    const fresh = { owner, writes: new Map(), locks: new Set<string>(), waitsFor: null, isOver: false };
    underWay.add(fresh);
    return fresh;
  };

  const end = (transaction: Transaction): void => {
    transaction.isOver = true;
    underWay.delete(transaction);
    for (const name of transaction.locks) {
      const queue = locks.get(name)!.queue.filter(({ by }) => !by.isOver);
      const next = queue.shift();
      if (!next) {
        locks.delete(name);
        continue;
      }
      locks.set(name, { holder: next.by, queue });
      next.by.locks.add(name);
      next.by.waitsFor = null;
      next.go();
    }
  };

  const closesCircle = (waiting: Transaction, name: string): boolean => {
    for (let wanted: string | null = name; wanted !== null; ) {
      const holder: Transaction | undefined = locks.get(wanted)?.holder;
      if (!holder) return false;
      if (holder === waiting) return true;
      wanted = holder.waitsFor;
    }
    return false;
  };

  /** Waits until nobody else holds this name; holds it until the transaction ends. */
  const lock = (transaction: Transaction, name: string): Promise<void> | null => {
    requireOpen(transaction);
    const held = locks.get(name);
    if (held?.holder === transaction) return null;
    if (!held) {
      locks.set(name, { holder: transaction, queue: [] });
      transaction.locks.add(name);
      return null;
    }
    if (closesCircle(transaction, name)) throw new Deadlock('deadlock detected');
    transaction.waitsFor = name;
    return new Promise((resolve, reject) => {
      held.queue.push({ by: transaction, go: (fault) => (fault ? reject(fault) : resolve()) });
    });
  };

  return {
    tables,
    begin,
    lock,
    isLockedByAnother: (transaction: Transaction, name: string) =>
      locks.has(name) && locks.get(name)!.holder !== transaction,
    get<Row>(transaction: Transaction, table: string, key: string): Row | undefined {
      const own = transaction.writes.get(table)?.get(key);
      if (own !== undefined) return own === gone ? undefined : (own as Row);
      return tables[table]!.get(key) as Row | undefined;
    },
    /** What the transaction sees: everything committed, and what it wrote itself. */
    rows<Row>(transaction: Transaction, table: string): Row[] {
      const own = transaction.writes.get(table);
      if (!own) return [...tables[table]!.values()] as Row[];
      const seen = new Map([...tables[table]!, ...own]);
      return [...seen.values()].filter((row) => row !== gone) as Row[];
    },
    /** Writes a row whose lock the transaction holds; null deletes it. */
    put(transaction: Transaction, table: string, key: string, row: unknown): void {
      const own = transaction.writes.get(table) ?? new Map<string, unknown>();
      transaction.writes.set(table, own.set(key, row ?? gone));
    },
    commit(transaction: Transaction): void {
      requireOpen(transaction);
      for (const [table, own] of transaction.writes) {
        const all = tables[table]!;
        for (const [key, row] of own) {
          const after = row === gone ? undefined : row;
          witness(table, all.get(key), after, transaction.owner);
          if (after === undefined) all.delete(key);
          else all.set(key, after);
        }
      }
      end(transaction);
    },
    rollback: end,
    /** What a server does when a client is gone. */
    drop(owner: unknown): void {
      for (const transaction of [...underWay]) if (transaction.owner === owner) end(transaction);
    },
    /** Begins with the rows of another one. */
    load(from: Tables): void {
      for (const [name, rows] of Object.entries(from)) tables[name] = new Map(rows);
    },
  };
}
