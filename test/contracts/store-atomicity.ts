/** What every store promises for transactions: all or nothing, and one winner. */
import { describe, expect, it } from 'vitest';
import type { Id } from '../../src/domain/ids.ts';
import { newWorkspace, type TestStorage } from '../support/storage.ts';
import { anEvent, aTicket } from './store-samples.ts';

/** `opened` answers the storage of the suite this is part of. */
export function atomicityContract(opened: () => TestStorage): void {
  const workspace = async (): Promise<Id> => (await newWorkspace(opened())).id;

  describe('a transaction', () => {
    it('keeps everything or nothing', async () => {
      const { store } = opened();
      const here = await workspace();
      const [kept, lost] = [aTicket(here), aTicket(here)];
      const result = await store.transact(async (nouns) => {
        await nouns.tickets.insert(kept);
        await nouns.events.append([anEvent(here, { ticketId: kept.id })]);
        return 'kept';
      });
      const failing = store.transact(async (nouns) => {
        await nouns.tickets.insert(lost);
        await nouns.events.append([anEvent(here, { ticketId: lost.id })]);
        await nouns.tickets.nextNumber(here, 'BUG', 2026);
        throw new Error('changed my mind');
      });
      await expect(failing).rejects.toThrow('changed my mind');
      expect(result).toBe('kept');
      expect(await store.tickets.get(here, kept.id)).toEqual(kept);
      expect(await store.events.ofTicket(here, kept.id)).toHaveLength(1);
      expect(await store.tickets.get(here, lost.id)).toBeNull();
      expect(await store.events.ofTicket(here, lost.id)).toEqual([]);
      expect(await store.tickets.nextNumber(here, 'BUG', 2026)).toBe(1);
    });

    it('sees its own writes and events before it ends', async () => {
      const { store } = opened();
      const here = await workspace();
      const ticket = aTicket(here);
      const event = anEvent(here, { ticketId: ticket.id });
      await store.transact(async (nouns) => {
        await nouns.tickets.insert(ticket);
        await nouns.events.append([event]);
        expect(await nouns.tickets.get(here, ticket.id)).toEqual(ticket);
        expect(await nouns.events.ofTicket(here, ticket.id)).toEqual([event]);
      });
    });

    it('lets one of two writers of the same ticket through and tells the other', async () => {
      const { store } = opened();
      const here = await workspace();
      const ticket = aTicket(here);
      await store.tickets.insert(ticket);
      const write = (title: string) =>
        store.transact(async (nouns) => {
          const read = (await nouns.tickets.get(here, ticket.id))!;
          return nouns.tickets.swap({ ...read, title, version: read.version + 1 }, 1);
        });
      const results = await Promise.all([write('one'), write('two')]);
      expect(results.filter(Boolean)).toHaveLength(1);
      expect((await store.tickets.get(here, ticket.id))?.version).toBe(2);
    });
  });
}
