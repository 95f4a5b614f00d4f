/** The store of the simulation keeps the promises of the real ones, and its transactions meet as on a Postgres server. */
import { describe, expect, it } from 'vitest';
import { createIdSource } from '../../src/domain/ids.ts';
import { systemClock } from '../../src/ports/clock.ts';
import type { Store } from '../../src/ports/store.ts';
import { atomicityContract } from '../contracts/store-atomicity.ts';
import { publicationStoreContract } from '../contracts/store-publication.ts';
import { aTicket, newId } from '../contracts/store-samples.ts';
import type { TestStorage } from '../support/storage.ts';
import { Deadlock, openDatabase } from './memory-database.ts';
import { openMemoryStore, tableNames } from './memory-store.ts';

const atOnce = async <Result>(call: () => Result | Promise<Result>): Promise<Result> => call();

function openMemory(): TestStorage {
  const store = openMemoryStore(openDatabase(tableNames), 'test', atOnce);
  const ids = createIdSource(() => Date.now());
  return { store, ids, clock: systemClock, close: async () => {} } as unknown as TestStorage;
}

publicationStoreContract(async () => openMemory());

const storage = openMemory();
atomicityContract(() => storage);

describe('two transactions', () => {
  const twoTickets = async () => {
    const { store } = openMemory();
    const here = newId();
    const [one, other] = [aTicket(here), aTicket(here)];
    for (const ticket of [one, other]) await store.tickets.insert(ticket);
    const next = (ticket: typeof one, title: string) => ({ ...ticket, title, version: 2 });
    const titleOf = async (id: string) => (await store.tickets.get(here, id))?.title;
    return { store, one, other, next, titleOf };
  };

  /** Runs `work` up to where it waits for `go`. */
  const open = (store: Store, work: (nouns: Store, go: Promise<void>) => Promise<unknown>) => {
    let go = () => {};
    const gone = new Promise<void>((resolve) => {
      go = resolve;
    });
    return { ended: store.transact((nouns) => work(nouns as Store, gone)), go };
  };

  it('that write the same row wait for each other, and the second sees what the first wrote', async () => {
    const { store, one, next, titleOf } = await twoTickets();
    const first = open(store, async (nouns, go) => {
      await nouns.tickets.swap(next(one, 'first'), 1);
      await go;
    });
    const second = store.tickets.swap(next(one, 'second'), 1);
    expect(await titleOf(one.id)).toBe(one.title);
    first.go();
    expect(await second).toBe(false);
    expect(await titleOf(one.id)).toBe('first');
  });

  it('that wait for each other are told, and one of them goes on', async () => {
    const { store, one, other, next, titleOf } = await twoTickets();
    const first = open(store, async (nouns, go) => {
      await nouns.tickets.swap(next(one, 'first'), 1);
      await go;
      await nouns.tickets.swap(next(other, 'first'), 1);
    });
    const second = open(store, async (nouns, go) => {
      await nouns.tickets.swap(next(other, 'second'), 1);
      await go;
      await nouns.tickets.swap(next(one, 'second'), 1);
    });
    first.go();
    second.go();
    await expect(second.ended).rejects.toThrow(Deadlock);
    await first.ended;
    expect([await titleOf(one.id), await titleOf(other.id)]).toEqual(['first', 'first']);
  });

  it('end with whoever had them open', async () => {
    const database = openDatabase(tableNames);
    const [dying, living] = ['dying', 'living'].map((name) => openMemoryStore(database, name, atOnce));
    const ticket = aTicket(newId());
    await living!.tickets.insert(ticket);
    const left = open(dying!, async (nouns, go) => {
      await nouns.tickets.swap({ ...ticket, title: 'left behind', version: 2 }, 1);
      await go;
    });
    left.ended.catch(() => {});
    const waiting = living!.tickets.swap({ ...ticket, title: 'living', version: 2 }, 1);
    database.drop('dying');
    expect(await waiting).toBe(true);
    expect((await living!.tickets.get(ticket.workspaceId, ticket.id))?.title).toBe('living');
  });
});
