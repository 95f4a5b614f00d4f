/** A pull request moves the capability of one workspace, and never one of the same key elsewhere (S1-29). */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { silentLog } from '../../../src/ports/log.ts';
import { hearCode } from '../../../src/publication/sync/hear-code.ts';
import { createAppendEvents } from '../../../src/tickets/append-events.ts';
import { openFactoryDesk } from '../../support/factory-desk.ts';
import { type ClockedStorage, openClockedStorage } from '../../support/publishing.ts';

let storage: ClockedStorage;
beforeAll(async () => {
  storage = await openClockedStorage();
});
afterAll(() => storage.close());

it('S1-29: hears a pull request where its key is one workspace’s, and nowhere where it is that of two', async () => {
  const { store, clock, ids } = storage;
  const [one, other] = [await openFactoryDesk(storage), await openFactoryDesk(storage)];
  const key = await one.begin();
  const pull = {
    number: 7,
    title: `${key}: score`,
    body: '',
    branch: 'main',
    closes: [],
    reviews: [],
    commit: null,
  };
  const host = { pull: async () => ({ ...pull, mergedAt: clock.now().toISOString() }) };
  const desk = { store, log: silentLog, append: createAppendEvents({ clock, ids }), code: async () => host };
  const place = { id: 'github:o/r', tracker: 'github' };
  const heard = async () => {
    await hearCode(desk as never, place as never, ['pull:7']);
    const all = [one, other].map(({ workspaceId }) => store.events.ofType(workspaceId, 'CodeDelivered'));
    return (await Promise.all(all)).map(({ length }) => length);
  };
  expect(await heard()).toEqual([1, 0]);
  expect(await other.begin()).toBe(key);
  expect(await heard()).toEqual([1, 0]);
});
