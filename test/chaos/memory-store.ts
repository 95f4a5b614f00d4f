/** The store in memory, as far as publication needs it; it keeps the same promises as the real ones (test/contracts). */
import type { DomainEvent } from '../../src/domain/event.ts';
import type { TicketLink } from '../../src/domain/links.ts';
import type { Member, Workspace } from '../../src/domain/principal.ts';
import type { ExternalRef, Ticket } from '../../src/domain/ticket.ts';
import type { Nouns, Store } from '../../src/ports/store.ts';
import type { Database, Transaction } from './memory-database.ts';
import { pushNouns } from './memory-pushes.ts';
import { reviewNouns } from './memory-reviews.ts';
import { senderNouns } from './memory-senders.ts';

/** Runs one statement: in the transaction at hand, or in one of its own. */
export type Run = <Result>(
  statement: (transaction: Transaction) => Result | Promise<Result>,
) => Promise<Result>;

export const tableNames = [
  'workspaces',
  'members',
  'tickets',
  'links',
  'refs',
  'events',
  'boards',
  'approvals',
  'pushes',
  'intents',
  'findings',
  'mirrors',
  'counters',
  'leases',
  'budgets',
  'second issues',
  'sync bases',
  'deliveries',
];

/** How one call of the store happens: at once, or after a while, or never. */
export type Reach = <Result>(call: () => Result | Promise<Result>) => Promise<Result>;

/** `owner` is whoever uses this store: what it left open ends with `database.drop(owner)`. */
export function openMemoryStore(database: Database, owner: unknown, reach: Reach): Store {
  const alone: Run = (statement) =>
    reach(async () => {
      const transaction = database.begin(owner);
      try {
        const result = await statement(transaction);
        database.commit(transaction);
        return result;
      } catch (fault) {
        if (!transaction.isOver) database.rollback(transaction);
        throw fault;
      }
    });
  const held = new Set<string>();
  return {
    ...nounsOver(database, alone),
    async transact(work) {
      const transaction = database.begin(owner);
      try {
        const inside: Run = (statement) => reach(() => statement(transaction));
        const result = await work(nounsOver(database, inside));
        await reach(() => database.commit(transaction));
        return result;
      } catch (fault) {
        if (!transaction.isOver) database.rollback(transaction);
        throw fault;
      }
    },
    async exclusively(name, work, busy) {
      if (held.has(name)) throw busy();
      held.add(name);
      return work().finally(() => held.delete(name));
    },
  };
}

function nounsOver(database: Database, run: Run): Nouns {
  const kept: Partial<Nouns> = {
    ...peopleNouns(database, run),
    ...ticketNouns(database, run),
    ...reviewNouns(database, run),
    ...pushNouns(database, run),
    ...senderNouns(database, run),
    changes: { append: async () => {} } as unknown as Nouns['changes'],
    products: { list: async () => [] } as unknown as Nouns['products'],
    capabilities: { list: async () => [] } as unknown as Nouns['capabilities'],
    preferences: { get: async () => ({}), list: async () => [], put: async () => {} },
  };
  return new Proxy(kept, {
    get(nouns, name) {
      if (name in nouns) return Reflect.get(nouns, name);
      throw new Error(`the store in memory keeps no ${String(name)}`);
    },
  }) as Nouns;
}

/** By the moment of creation, then by id, as the tables are read. */
export function byCreation(one: { createdAt: string; id: string }, other: { createdAt: string; id: string }) {
  return compare(one.createdAt, other.createdAt) || compare(one.id, other.id);
}

export function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Locks the row and hands `change` its newest state; what it returns is written, undefined leaves the row. */
export async function updateRow<Row>(
  database: Database,
  transaction: Transaction,
  [table, key]: [table: string, key: string],
  change: (current: Row | undefined) => Row | null | undefined,
): Promise<boolean> {
  const waiting = database.lock(transaction, `${table}/${key}`);
  if (waiting) await waiting;
  const next = change(database.get<Row>(transaction, table, key));
  if (next === undefined) return false;
  database.put(transaction, table, key, next);
  return true;
}

function peopleNouns(database: Database, run: Run): Pick<Nouns, 'workspaces' | 'members'> {
  const workspaces = (transaction: Transaction) =>
    database.rows<Workspace>(transaction, 'workspaces').sort(byCreation);
  return {
    workspaces: {
      insert: (workspace) =>
        run((transaction) => database.put(transaction, 'workspaces', workspace.id, workspace)),
      get: (id) => run((transaction) => database.get<Workspace>(transaction, 'workspaces', id) ?? null),
      list: () => run(workspaces),
    } as Nouns['workspaces'],
    members: {
      insert: (member) => run((transaction) => database.put(transaction, 'members', member.id, member)),
      list: (workspaceId) =>
        run((transaction) =>
          database.rows<Member>(transaction, 'members').filter((one) => one.workspaceId === workspaceId),
        ),
    } as Nouns['members'],
  };
}

function readAround(database: Database, run: Run): Nouns['tickets']['around'] {
  return async (workspaceId, ids, named) => {
    const [refs, links, tickets] = await run((transaction): [ExternalRef[], TicketLink[], Ticket[]] => [
      database.rows<ExternalRef>(transaction, 'refs'),
      database.rows<TicketLink>(transaction, 'links'),
      database.rows<Ticket>(transaction, 'tickets'),
    ]);
    const live = tickets.filter((one) => one.workspaceId === workspaceId && one.deletedAt === null);
    const keys = new Map(live.map(({ id, key }) => [id, key]));
    const blocking = links.filter(({ type, targetId }) => type === 'blocks' && ids.includes(targetId));
    return {
      refs: refs.filter((one) => one.workspaceId === workspaceId && ids.includes(one.ticketId)),
      blockers: blocking.flatMap(({ sourceId, targetId: ticketId }) => {
        const key = keys.get(sourceId);
        return key === undefined ? [] : [{ ticketId, key }];
      }),
      keys: new Map([...keys].filter(([id]) => named.includes(id))),
      // Nobody claims tickets there.
      now: new Date(0).toISOString(),
    };
  };
}

function ticketNouns(
  database: Database,
  run: Run,
): Pick<Nouns, 'tickets' | 'links' | 'externalRefs' | 'events'> {
  const ticket = (transaction: Transaction, id: string) =>
    database.get<Ticket>(transaction, 'tickets', id) ?? null;
  return {
    tickets: {
      insert: (one) => run((transaction) => database.put(transaction, 'tickets', one.id, one)),
      swap: (next, expected) =>
        run((transaction) =>
          updateRow<Ticket>(database, transaction, ['tickets', next.id], (current) =>
            current?.version === expected && current.workspaceId === next.workspaceId ? next : undefined,
          ),
        ),
      get: (workspaceId, id) =>
        run((transaction) => {
          const found = ticket(transaction, id);
          return found?.workspaceId === workspaceId ? found : null;
        }),
      getAnywhere: (id) => run((transaction) => ticket(transaction, id)),
      nextNumber: (workspaceId, prefix, year) =>
        run(async (transaction) => {
          let next = 1;
          await updateRow<number>(
            database,
            transaction,
            ['counters', `${workspaceId} ${prefix} ${year}`],
            (last = 0) => {
              next = last + 1;
              return next;
            },
          );
          return next;
        }),
      around: readAround(database, run),
      list: (workspaceId, query) =>
        run((transaction) => {
          const ids = query.ids && new Set(query.ids);
          return database
            .rows<Ticket>(transaction, 'tickets')
            .filter((one) => one.workspaceId === workspaceId && (query.deleted || one.deletedAt === null))
            .filter((one) => !ids || ids.has(one.id))
            .filter((one) => !query.parentId || one.parentId === query.parentId)
            .filter((one) => !query.review || query.review.includes(one.review.status!))
            .sort(byCreation);
        }),
    } as Nouns['tickets'],
    links: {
      insert: (link) => run((transaction) => database.put(transaction, 'links', link.id, link)),
      ofTickets: (workspaceId, ids) =>
        run((transaction) =>
          database
            .rows<Parameters<Nouns['links']['insert']>[0]>(transaction, 'links')
            .filter((one) => one.workspaceId === workspaceId)
            .filter((one) => ids.includes(one.sourceId) || ids.includes(one.targetId)),
        ),
    } as Nouns['links'],
    externalRefs: {
      put: (ref) =>
        run(async (transaction) => {
          await updateRow(database, transaction, ['refs', `${ref.ticketId} ${ref.tracker}`], () => ref);
        }),
      ofTickets: (workspaceId, ids) =>
        run((transaction) =>
          database
            .rows<Parameters<Nouns['externalRefs']['put']>[0]>(transaction, 'refs')
            .filter((one) => one.workspaceId === workspaceId && ids.includes(one.ticketId)),
        ),
      ofIssues: (workspaceId, destination, ids) =>
        run((transaction) =>
          database
            .rows<Parameters<Nouns['externalRefs']['put']>[0]>(transaction, 'refs')
            .filter((one) => one.workspaceId === workspaceId && one.destination === destination)
            .filter((one) => ids.includes(one.externalId)),
        ),
      atPlace: (destination, ids) =>
        run((transaction) =>
          database
            .rows<Parameters<Nouns['externalRefs']['put']>[0]>(transaction, 'refs')
            .filter((one) => one.destination === destination && ids.includes(one.externalId)),
        ),
    } as Nouns['externalRefs'],
    events: {
      append: (events) =>
        run((transaction) => {
          for (const event of events) database.put(transaction, 'events', event.id, event);
        }),
      ofTicket: (workspaceId, ticketId) =>
        run((transaction) =>
          database
            .rows<DomainEvent>(transaction, 'events')
            .filter((one) => one.workspaceId === workspaceId && one.ticketId === ticketId),
        ),
    } as Nouns['events'],
  };
}
