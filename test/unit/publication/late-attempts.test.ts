/** Attempts that come to something late, and people and trackers that change their mind meanwhile. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  approveAll,
  type ClockedStorage,
  openClockedStorage,
  openPublishing,
} from '../../support/publishing.ts';
import { connect, scriptedTraits, scriptTracker } from '../../support/scripted-tracker.ts';

let storage: ClockedStorage;
beforeAll(async () => {
  storage = await openClockedStorage();
});
afterAll(() => storage.close());

/** Unique keys, so that it is sent the same again a second after an answer was lost. */
const hastyTraits = { ...scriptedTraits, uniqueKey: true, quarantineMs: 1_000, maxConcurrency: 1 };

async function open() {
  const tracker = scriptTracker(storage.clock, { traits: hastyTraits });
  return { tracker, house: await openPublishing(storage, connect(tracker)) };
}

describe('an attempt whose answer was lost', () => {
  it('is waited for before anybody is told that the push is cancelled and nothing exists', async () => {
    const { tracker, house } = await open();
    const [ticket] = await house.add(['Late']);
    tracker.script.set('Late', ['late']);
    const { push } = await approveAll(house, [ticket!]);
    const stopping = new AbortController();
    const sleep = async (ms: number) => {
      storage.clock.pass(ms);
      stopping.abort();
    };
    await house.restart({ sleep }).runPush(push.id, stopping.signal);
    await house.publication.cancel(house.ana, push.id);
    await house.work();
    expect(tracker.issues).toHaveLength(1);
    const { counts } = await house.publication.pushView(house.ana, push.id);
    expect(counts).toMatchObject({ confirmed: 1, cancelled: 0 });
  });

  it('is looked for since the push that first was to make it, also by another process and after a Retry', async () => {
    const { tracker, house } = await open();
    const [ticket] = await house.add(['Stubborn']);
    const began = storage.clock.now().getTime();
    tracker.script.set('Stubborn', [{ refused: 'Not today.' }, 'lost']);
    const { push } = await approveAll(house, [ticket!]);
    await house.work();
    storage.clock.pass(86_400_000);
    const asked: (string | undefined)[] = [];
    const { find } = tracker;
    tracker.find = (keys, signal) => {
      asked.push(...keys.map(({ since }) => since));
      return find.call(tracker, keys, signal);
    };
    await house.publication.retry(house.ana, push.id);
    await house.work(house.restart());
    expect(asked.map((since) => began - Date.parse(since!))).toEqual([600_000]);
    expect((await house.ticket(ticket!.id)).review.status).toBe('pushed');
  });

  it('is waited for before the tickets fail because the connection does not work any more', async () => {
    const { tracker, house } = await open();
    const [ticket] = await house.add(['Late']);
    tracker.script.set('Late', ['late', { refused: 'The key was taken back', auth: true }]);
    const { push } = await approveAll(house, [ticket!]);
    await house.work();
    expect(tracker.issues).toHaveLength(1);
    expect((await house.publication.pushView(house.ana, push.id)).counts).toMatchObject({ confirmed: 1 });
    expect((await house.ticket(ticket!.id)).review.status).toBe('pushed');
  });
});

describe('a tracker that wants to be left alone', () => {
  it('is left alone also after the last attempt at a ticket', async () => {
    const { tracker, house } = await open();
    const [first, second] = await house.add(['First', 'Second']);
    const busy = { refused: 'Too much', retryable: true, retryAfterMs: 30_000 };
    tracker.script.set('First', Array(6).fill(busy));
    await approveAll(house, [first!, second!]);
    await house.work();
    const times = tracker.requests.map(({ at }) => at);
    for (const [at, time] of times.entries()) {
      if (at > 0) expect(time - times[at - 1]!, `request ${at}`).toBeGreaterThanOrEqual(30_000);
    }
    expect((await house.ticket(first!.id)).review.pushError).toBe('Too much');
    expect((await house.ticket(second!.id)).review.status).toBe('pushed');
  });
});
