/** What every store promises for transactions, locks, claims and the events that transactions leave behind. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DocketError } from '../../src/domain/errors.ts';
import type { DomainEvent } from '../../src/domain/event.ts';
import type { Id } from '../../src/domain/ids.ts';
import type { Store } from '../../src/ports/store.ts';
import { newWorkspace, type TestStorage } from '../support/storage.ts';
import { atomicityContract } from './store-atomicity.ts';
import { anEvent, aTicket, newId } from './store-samples.ts';

export function transactionContract(open: () => Promise<TestStorage>): void {
  let storage: TestStorage;
  let store: Store;
  const workspace = async (): Promise<Id> => (await newWorkspace(storage)).id;
  beforeAll(async () => {
    storage = await open();
    store = storage.store;
  });
  afterAll(() => storage?.close());

  atomicityContract(() => storage);

  describe('events', () => {
    const collect = async (consumer: string, work?: (event: DomainEvent) => Promise<void>) => {
      const seen: DomainEvent[] = [];
      await storage.events.subscribe(consumer, async (events) => {
        seen.push(...events);
        for (const event of events) await work?.(event);
      });
      return seen;
    };

    it('come back as they were appended, in order, to their own workspace', async () => {
      const here = await workspace();
      const ticketId = newId();
      const events = Array.from({ length: 3 }, (_, n) =>
        anEvent(here, { ticketId, version: n, payload: { n, text: '\u0000' }, causationId: newId() }),
      );
      await store.events.append(events.slice(0, 2));
      await store.events.append(events.slice(2));
      await store.events.append([]);
      expect(await store.events.ofTicket(here, ticketId)).toEqual(events);
      expect(await store.events.ofTicket(await workspace(), ticketId)).toEqual([]);
    });

    it('reach a subscriber after the commit, each once and in order', async () => {
      const here = await workspace();
      const ticket = aTicket(here);
      const found: boolean[] = [];
      const seen = await collect(newId(), async (event) => {
        if (event.ticketId === ticket.id) found.push((await store.tickets.get(here, ticket.id)) !== null);
      });
      const events = Array.from({ length: 250 }, () => anEvent(here));
      await store.transact(async (nouns) => {
        await nouns.events.append([anEvent(here, { ticketId: ticket.id })]);
        await nouns.tickets.insert(ticket);
      });
      await store.events.append(events);
      await storage.events.drained();
      expect(found).toEqual([true]);
      expect(seen.slice(1)).toEqual(events);
    });

    it('are seen by a new consumer from the present on', async () => {
      const here = await workspace();
      await store.events.append([anEvent(here)]);
      const seen = await collect(newId());
      const next = anEvent(here);
      await store.events.append([next]);
      await storage.events.drained();
      expect(seen).toEqual([next]);
    });

    it('go on after a handler that fails, and are given to every consumer', async () => {
      const here = await workspace();
      const failing = await collect(newId(), async () => Promise.reject(new Error('broken handler')));
      const other = await collect(newId());
      const events = [anEvent(here), anEvent(here)];
      await store.events.append(events);
      await storage.events.drained();
      expect(failing).toEqual(events);
      expect(other).toEqual(events);
    });

    it('may be appended by a handler', async () => {
      const here = await workspace();
      const answer = anEvent(here, { type: 'TicketsGenerated' });
      const seen = await collect(newId(), async (event) => {
        if (event.type === 'DocumentIngested') await store.events.append([answer]);
      });
      const first = anEvent(here, { type: 'DocumentIngested' });
      await store.events.append([first]);
      await storage.events.drained();
      await storage.events.drained();
      expect(seen).toEqual([first, answer]);
    });

    it('lose none of many transactions that run at once', async () => {
      const here = await workspace();
      const seen = await collect(newId());
      const writers = Array.from({ length: 40 }, (_, n) =>
        store.transact(async (nouns) => {
          await nouns.tickets.nextNumber(here, 'BUG', n % 3);
          await nouns.events.append([anEvent(here, { payload: { n } }), anEvent(here, { payload: { n } })]);
        }),
      );
      await Promise.all(writers);
      await storage.events.drained();
      const numbers = seen.map(({ payload }) => Number(payload.n));
      expect(numbers).toHaveLength(80);
      expect(new Set(numbers).size).toBe(40);
      for (let at = 0; at < 80; at += 2) expect(numbers[at]).toBe(numbers[at + 1]);
    });
  });

  describe('a lock', () => {
    const busy = () =>
      new DocketError('GENERATION_IN_PROGRESS', { message: 'Somebody else is at it.', remedy: 'Wait.' });

    it('is held by one at a time and free again afterwards, also after a failure', async () => {
      const name = `generate:${newId()}`;
      let end = () => {};
      let begin = () => {};
      const begun = new Promise<void>((done) => {
        begin = done;
      });
      const hold = () =>
        new Promise<string>((done) => {
          end = () => done('first');
          begin();
        });
      const first = store.exclusively(name, hold, busy);
      await begun;
      await expect(store.exclusively(name, async () => 'second', busy)).rejects.toMatchObject({
        code: 'GENERATION_IN_PROGRESS',
      });
      expect(await store.exclusively(`${name}:other`, async () => 'other', busy)).toBe('other');
      end();
      expect(await first).toBe('first');
      const failing = store.exclusively(name, async () => Promise.reject(new Error('broke')), busy);
      await expect(failing).rejects.toThrow('broke');
      expect(await store.exclusively(name, async () => 'again', busy)).toBe('again');
    });

    it('does not keep the store from being used inside', async () => {
      const here = await workspace();
      const ticket = aTicket(here);
      const work = () => store.transact((nouns) => nouns.tickets.insert(ticket));
      await store.exclusively(newId(), work, busy);
      expect(await store.tickets.get(here, ticket.id)).toEqual(ticket);
    });
  });

  describe('a claim', () => {
    it('is won by exactly one of many, until it runs out', async () => {
      const key = newId();
      const won = await Promise.all(Array.from({ length: 20 }, () => storage.claim(key, 60_000)));
      expect(won.filter(Boolean)).toHaveLength(1);
      const brief = newId();
      expect(await storage.claim(brief, 20)).toBe(true);
      await new Promise((done) => setTimeout(done, 40));
      expect(await storage.claim(brief, 60_000)).toBe(true);
      expect(await storage.claim(brief, 60_000)).toBe(false);
    });
  });
}
