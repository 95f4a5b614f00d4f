/** What every store promises for what people's deeds changed, and for what they prefer. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Change } from '../../src/domain/change.ts';
import type { Id } from '../../src/domain/ids.ts';
import type { Store } from '../../src/ports/store.ts';
import { newWorkspace, type TestStorage } from '../support/storage.ts';
import { awkward, newId } from './store-samples.ts';

const at = '2026-11-21T09:00:00.000Z';
const later = '2026-11-21T10:00:00.000Z';

const aChange = (workspaceId: Id, over: Partial<Change> = {}): Change => ({
  ...{ id: newId(), workspaceId, deedId: newId(), tool: 'edit_ticket', actorId: 'maria' },
  ...{ subject: 'ticket', subjectId: newId(), before: { title: awkward }, version: 2, at, undoneAt: null },
  ...over,
});

export function changeStoreContract(open: () => Promise<TestStorage>): void {
  let storage: TestStorage;
  let store: Store;
  const workspace = async (): Promise<Id> => (await newWorkspace(storage)).id;
  beforeAll(async () => {
    storage = await open();
    store = storage.store;
  });
  afterAll(() => storage?.close());

  describe('changes', () => {
    it('give a person’s latest deed whole, in the order it was written, in its own workspace only', async () => {
      const [here, there] = [await workspace(), await workspace()];
      const earlier = aChange(here);
      const deedId = newId();
      const latest = [aChange(here, { deedId }), aChange(here, { deedId, before: null })];
      await store.changes.append([earlier, ...latest, aChange(here, { actorId: 'tom' })]);
      expect(await store.changes.latest(here, 'maria')).toEqual(latest);
      expect(await store.changes.latest(there, 'maria')).toEqual([]);
    });

    it('are settled once, also by two at the same time, and uncover the deed before', async () => {
      const here = await workspace();
      const [first, second] = [aChange(here), aChange(here)];
      await store.changes.append([first, second]);
      const settle = () => store.changes.settle(here, second.deedId, later);
      expect((await Promise.all([settle(), settle()])).sort()).toEqual([false, true]);
      expect(await store.changes.latest(here, 'maria')).toEqual([first]);
    });

    it('keep an undo for doing it again, until it was or the person did anything else', async () => {
      const here = await workspace();
      const [edit, undo] = [aChange(here), aChange(here, { tool: 'undo:edit_ticket' })];
      await store.changes.append([edit, undo]);
      expect(await store.changes.latest(here, 'maria')).toEqual([edit]);
      expect(await store.changes.latestUndo(here, 'maria')).toEqual([undo]);
      expect(await store.changes.latestUndo(here, 'tom')).toEqual([]);
      await store.changes.append([aChange(here, { tool: 'redo:edit_ticket' })]);
      expect(await store.changes.latestUndo(here, 'maria')).toEqual([undo]);
      await store.changes.append([aChange(here)]);
      expect(await store.changes.latestUndo(here, 'maria')).toEqual([]);
    });

    it('follow a ticket to the version at which it is as they left it', async () => {
      const here = await workspace();
      const change = aChange(here);
      await store.changes.append([change]);
      await store.changes.rebase(here, change.subjectId, 2, 4);
      await store.changes.rebase(here, change.subjectId, 3, 9);
      expect(await store.changes.latest(here, 'maria')).toEqual([{ ...change, version: 4 }]);
    });

    it('are forgotten when they are old', async () => {
      const here = await workspace();
      const fresh = aChange(here, { at: later });
      await store.changes.append([aChange(here, { deedId: fresh.deedId }), fresh]);
      await store.changes.forget('2026-11-21T09:30:00.000Z');
      expect(await store.changes.latest(here, 'maria')).toEqual([fresh]);
    });
  });

  describe('preferences', () => {
    it('are kept by workspace and scope, and replaced whole', async () => {
      const [here, there] = [await workspace(), await workspace()];
      expect(await store.preferences.get(here, 'workspace')).toEqual({});
      await store.preferences.put(here, 'workspace', { defaultTracker: 'linear', pushExcludePriority: [4] });
      await store.preferences.put(here, 'channel:slack:C1', { defaultTracker: 'local' });
      await store.preferences.put(here, 'workspace', { estimateScale: 'tshirt' });
      expect(await store.preferences.get(here, 'workspace')).toEqual({ estimateScale: 'tshirt' });
      expect(await store.preferences.get(here, 'channel:slack:C1')).toEqual({ defaultTracker: 'local' });
      expect(await store.preferences.get(there, 'workspace')).toEqual({});
    });
  });
}
