/** While a tracker wants to be left alone, nothing asks it: no webhook, no look for changes, no reading again. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshBudget, rest } from '../../../src/domain/send-budget.ts';
import type { Queue } from '../../../src/ports/queue.ts';
import {
  approveAll,
  type ClockedStorage,
  holdQueue,
  openClockedStorage,
  openPublishing,
} from '../../support/publishing.ts';
import { connect, scriptTracker } from '../../support/scripted-tracker.ts';

let storage: ClockedStorage;
beforeAll(async () => {
  storage = await openClockedStorage();
});
afterAll(() => storage.close());

it('a webhook, a look and a reading wait until the rest is over, and are done then', async () => {
  const tracker = scriptTracker(storage.clock);
  const house = await openPublishing(storage, connect(tracker));
  const sent: Parameters<Queue['send']>[1][] = [];
  const queue: Queue = { ...holdQueue(), send: async (_queue, job) => void sent.push(job) };
  const [ticket] = await house.add(['One']);
  const { push } = await approveAll(house, [ticket!]);
  await house.work();
  const { externalId } = tracker.issues[0]!.snapshot;
  const restMs = 50_000;
  const known = (await storage.store.senders.budget('github')) ?? freshBudget('github');
  const until = house.clock.now().getTime() + restMs;
  expect(await storage.store.senders.swapBudget({ ...rest(known, until), rev: known.rev + 1 })).toBe(true);

  const publication = house.restart({ queue });
  const { id } = house.desk.workspace;
  const about = { tenant: 'acme', event: 'x', externalIds: [externalId], markers: [] };
  const news = { kind: 'accepted' as const, deliveryId: push.id, ...about };
  await publication.receive(id, { source: 'github', news });
  await publication.lookSoon('github');
  sent.push({ key: 'k', payload: { kind: 'read', tracker: 'github', externalIds: [externalId], tries: 0 } });
  const jobs = sent.splice(0);
  const work = (list: typeof jobs) =>
    Promise.all(list.map((job) => publication.workSync(id, job, new AbortController().signal)));

  const before = tracker.reads;
  await work(jobs);
  await publication.poll(id, 60_000);
  expect(tracker.reads).toBe(before);
  const later = sent.splice(0);
  expect(later.map(({ afterMs }) => afterMs)).toEqual([restMs, restMs, restMs]);
  expect(later.map(({ payload }) => payload)).toEqual(jobs.map(({ payload }) => payload));

  house.clock.pass(restMs);
  await work(later);
  expect(tracker.reads).toBeGreaterThan(before);
});
