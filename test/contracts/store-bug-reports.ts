/** What every store promises for bug reports. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../../src/domain/ids.ts';
import type { Store } from '../../src/ports/store.ts';
import { newWorkspace, type TestStorage } from '../support/storage.ts';
import { awkward, newId, sampleTime } from './store-samples.ts';

export function bugReportStoreContract(open: () => Promise<TestStorage>): void {
  let storage: TestStorage;
  let store: Store;
  const workspace = async (): Promise<Id> => (await newWorkspace(storage)).id;
  beforeAll(async () => {
    storage = await open();
    store = storage.store;
  });
  afterAll(() => storage?.close());

  describe('bug reports', () => {
    it('are settled by one and told by one, in their own workspace only', async () => {
      const [here, there] = [await workspace(), await workspace()];
      const said = {
        title: 'It broke',
        happened: awkward,
        expected: '',
        steps: ['a'],
        version: '',
        error: '',
        severity: null,
      };
      const report = {
        ...{
          id: newId(),
          workspaceId: here,
          threadId: null,
          reporter: { kind: 'user' as const, id: 'm1', name: 'Ana' },
        },
        ...{
          said,
          source: null,
          candidates: [],
          status: 'held' as const,
          ticketId: null,
          createdAt: sampleTime,
          toldAt: null,
        },
      };
      await store.bugReports.insert(report);
      expect(await store.bugReports.get(here, report.id)).toEqual(report);
      expect(await store.bugReports.get(there, report.id)).toBeNull();
      const ticketId = newId();
      const filed = { ...report, status: 'filed' as const, ticketId };
      expect(await store.bugReports.settle({ ...filed, workspaceId: there })).toBe(false);
      const settles = await Promise.all([1, 2, 3].map(() => store.bugReports.settle(filed)));
      expect(settles.filter(Boolean)).toHaveLength(1);
      expect(await store.bugReports.ofTickets(here, [ticketId])).toEqual([filed]);
      expect(await store.bugReports.ofTickets(there, [ticketId])).toEqual([]);
      expect(await store.bugReports.since(here, sampleTime)).toEqual([filed]);
      expect(await store.bugReports.since(there, sampleTime)).toEqual([]);
      expect(await store.bugReports.since(here, '2999-01-01T00:00:00.000Z')).toEqual([]);
      const tells = await Promise.all(
        [1, 2, 3].map(() => store.bugReports.tell(here, report.id, sampleTime)),
      );
      expect(tells.filter(Boolean)).toHaveLength(1);
      expect(await store.bugReports.tell(here, report.id, null)).toBe(true);
    });
  });
}
