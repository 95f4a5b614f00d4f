/** Many issues in one request: which go together, and what a fault of the request means for each of them. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  addFamilies,
  approveAll,
  type ClockedStorage,
  openClockedStorage,
  openPublishing,
  type Publishing,
} from '../../support/publishing.ts';
import {
  connect,
  type ScriptedTracker,
  scriptedTraits,
  scriptTracker,
} from '../../support/scripted-tracker.ts';

let storage: ClockedStorage;
let house: Publishing;
let tracker: ScriptedTracker;
beforeAll(async () => {
  storage = await openClockedStorage();
});
afterAll(() => storage.close());

async function begin(traits: Partial<typeof scriptedTraits>): Promise<void> {
  tracker = scriptTracker(storage.clock, { traits: { ...scriptedTraits, maxConcurrency: 1, ...traits } });
  house = await openPublishing(storage, connect(tracker));
}

/** Issues and links in as few requests as three kinds of tracker take them; DOCKET_TEST_DEEP for the large ones. */
const benchmarked = [
  { count: 1, least: { linear: 1, github: 1, jira: 1 } },
  { count: 7, least: { linear: 1 + 1, github: 7 + 1, jira: 3 } },
  ...(process.env.DOCKET_TEST_DEEP
    ? [
        { count: 20, least: { linear: 1 + 1, github: 20 + 1, jira: 4 } },
        { count: 50, least: { linear: 1 + 2, github: 50 + 3, jira: 4 } },
        { count: 500, least: { linear: 10 + 20, github: 500 + 25, jira: 11 } },
      ]
    : []),
];

const names = (count: number) => Array.from({ length: count }, (_, at) => `Ticket ${at}`);
const sizes = () => tracker.batches.map((batch) => (typeof batch === 'number' ? batch : batch.length));
const titles = () => tracker.issues.map(({ draft }) => draft.title);

async function pushAll(tickets: Parameters<typeof approveAll>[1]) {
  const { push } = await approveAll(house, tickets);
  await house.work();
  return house.publication.pushView(house.ana, push.id);
}

describe('a tracker that knows issues by our keys', () => {
  beforeEach(() => begin({ createAtOnce: 5, idIsKey: true }));

  it('is sent as many as it takes at once, children together with their parents', async () => {
    const [epic] = await house.add(['Epic'], { type: 'epic' });
    const [story] = await house.add(['Story'], { parentId: epic!.id });
    const [task] = await house.add(['Task'], { parentId: story!.id });
    const view = await pushAll([task!, story!, epic!, ...(await house.add(names(4)))]);
    expect(tracker.batches).toEqual([
      ['Epic', 'Story', 'Task', 'Ticket 0', 'Ticket 1'],
      ['Ticket 2', 'Ticket 3'],
    ]);
    const idOf = (title: string) =>
      tracker.issues.find(({ draft }) => draft.title === title)!.snapshot.externalId;
    expect(tracker.issues.slice(1, 3).map(({ draft }) => draft.parentExternalId)).toEqual([
      idOf('Epic'),
      idOf('Story'),
    ]);
    expect(view.counts).toMatchObject({ confirmed: 7, failed: 0 });
  });

  it('keeps what is refused in company for later and sends it alone, which is no attempt of the others', async () => {
    tracker.script.set('Ticket 1', [
      { refused: 'One of them is bad.', alone: true, retryable: true },
      { refused: 'Bad.' },
    ]);
    for (const name of ['Ticket 0', 'Ticket 2']) {
      tracker.script.set(name, [{ refused: 'One of them is bad.', alone: true, retryable: true }]);
    }
    const view = await pushAll(await house.add(names(3)));
    expect(sizes()).toEqual([3, 1, 1, 1]);
    expect(titles()).toEqual(['Ticket 0', 'Ticket 2']);
    expect(view.rows.map(({ intent }) => [intent.state, intent.attempts])).toEqual([
      ['confirmed', 1],
      ['failed', 1],
      ['confirmed', 1],
    ]);
  });

  it('makes children wait for a parent that is refused in company', async () => {
    const [epic] = await house.add(['Epic'], { type: 'epic' });
    const children = await house.add(['One', 'Two'], { parentId: epic!.id });
    tracker.script.set('Epic', [{ refused: 'Bad company.', alone: true, retryable: true }]);
    for (const name of ['One', 'Two']) {
      tracker.script.set(name, [{ refused: 'Bad company.', alone: true, retryable: true }]);
    }
    const view = await pushAll([epic!, ...children]);
    expect(tracker.batches).toEqual([['Epic', 'One', 'Two'], ['Epic'], ['One'], ['Two']]);
    expect(view.counts.confirmed).toBe(3);
  });

  it('is asked once about all whose answer was lost together, and nothing is made twice', async () => {
    for (const name of names(5)) tracker.script.set(name, [name === 'Ticket 3' ? 'dropped' : 'lost']);
    const view = await pushAll(await house.add(names(7)));
    expect(sizes()).toEqual([5, 2, 1]);
    expect(titles().sort()).toEqual(names(7));
    expect(view.rows.filter(({ intent }) => intent.adopted)).toHaveLength(4);
  });

  it('leaves a child out whose parent may not be sent, and sends the rest', async () => {
    const [epic] = await house.add(['Epic'], { type: 'epic' });
    const children = await house.add(['One', 'Two'], { parentId: epic!.id });
    const [loner] = await house.add(['Loner']);
    const { push } = await approveAll(house, [epic!, ...children, loner!]);
    const { get } = storage.store.tickets;
    const list = storage.store.tickets.list;
    // As if somebody had got past every check: what was approved is not what stands there now.
    const tickets = {
      ...storage.store.tickets,
      get,
      list: async (...args: Parameters<typeof list>) =>
        (await list(...args)).map((one) => (one.id === epic!.id ? { ...one, title: 'Slipped in' } : one)),
    };
    await house
      .restart({ store: { ...storage.store, tickets } })
      .runPush(push.id, new AbortController().signal);
    const view = await house.publication.pushView(house.ana, push.id);
    expect(titles()).toEqual(['Loner']);
    expect(view.rows.map(({ intent }) => intent.reason)).toEqual([
      'It was changed after it was approved. Approve it again.',
      expect.stringMatching(/^Its parent .* was not created\.$/),
      expect.stringMatching(/^Its parent .* was not created\.$/),
      null,
    ]);
  });
});

describe('a tracker that names issues itself', () => {
  it('is sent one level after the other', async () => {
    await begin({ createAtOnce: 5 });
    const epics = await house.add(['Epic 1', 'Epic 2'], { type: 'epic' });
    const children = [
      ...(await house.add(['A', 'B'], { parentId: epics[0]!.id })),
      ...(await house.add(['C'], { parentId: epics[1]!.id })),
    ];
    const view = await pushAll([...epics, ...children, ...(await house.add(['Loner']))]);
    expect(tracker.batches).toEqual([
      ['Epic 1', 'Epic 2', 'Loner'],
      ['A', 'B', 'C'],
    ]);
    expect(view.counts.confirmed).toBe(6);
  });
});

describe('limits', () => {
  const minute = { name: 'minute', most: 4, perMs: 60_000, counts: ['issue'] as const };

  it('are kept by all instances together, whichever sends', async () => {
    await begin({ limits: [minute] });
    const { push } = await approveAll(house, await house.add(names(11)));
    const [one, two] = [house.restart(), house.restart()];
    while ((await house.publication.pushView(house.ana, push.id)).finished === false) {
      await one.runPush(push.id, new AbortController().signal);
      await two.runPush(push.id, new AbortController().signal);
      house.clock.pass(10_000);
    }
    const times = tracker.requests.map(({ at }) => at);
    for (const [index, at] of times.entries()) {
      const within = times.filter((other, place) => place <= index && other > at - minute.perMs);
      expect(within.length).toBeLessThanOrEqual(minute.most);
    }
    expect(times).toHaveLength(11);
  });

  it('cut a batch to what may still go', async () => {
    await begin({ createAtOnce: 3, limits: [minute] });
    house.clock.pass(60_000);
    await pushAll(await house.add(names(7)));
    expect(sizes()).toEqual([3, 1, 3]);
  });

  it('and a wait the tracker asked for hold for every push to it, also of another instance', async () => {
    await begin({});
    tracker.script.set('First', [{ refused: 'Slow down.', retryable: true, retryAfterMs: 50_000 }]);
    const first = await approveAll(house, await house.add(['First']));
    const stop = new AbortController();
    await house.restart({ sleep: async () => stop.abort() }).runPush(first.push.id, stop.signal);
    const refusedAt = tracker.requests[0]!.at;
    const second = await approveAll(house, await house.add(['Second']));
    await house.restart().runPush(second.push.id, new AbortController().signal);
    await house.work();
    expect(tracker.requests.slice(1).map(({ at }) => at - refusedAt >= 50_000)).toEqual([true, true]);
  });
});

describe('the requests of a push', () => {
  /** Tickets under one parent in ten, each of which blocks the next: their requests, and the time of the tracker's limits. */
  async function requestsFor(count: number, traits: Partial<typeof scriptedTraits>) {
    await begin(traits);
    const tickets = await addFamilies(house, count);
    const from = house.clock.now().getTime();
    const { counts } = await pushAll(tickets);
    expect(counts).toMatchObject({ confirmed: count, linked: count - 1, failed: 0, unlinked: 0 });
    const last = Math.max(...tracker.requests.map(({ at }) => at));
    return { requests: tracker.batches.length, seconds: Math.round((last - from) / 1000) };
  }
  const linear = { createAtOnce: 50, idIsKey: true, linkAtOnce: 25 };
  const jira = { createAtOnce: 50, linkAtOnce: 1, embedsLinks: true };
  const second = { name: 'a second', most: 1, perMs: 1000, counts: ['issue'] as const };
  const github = { createAtOnce: 1, linkAtOnce: 20, limits: [second] };

  it.each(benchmarked)(
    'are as few as the tracker allows, for $count tickets',
    async ({ count, least }) => {
      expect(await requestsFor(count, linear)).toMatchObject({ requests: least.linear });
      expect(await requestsFor(count, github)).toEqual({ requests: least.github, seconds: count - 1 });
      const atJira = await requestsFor(count, jira);
      expect(atJira.requests).toBeLessThanOrEqual(least.jira);
    },
    300_000,
  );
});

describe('a sender', () => {
  it('has the destination for itself until it is done, and its place is free when it died', async () => {
    await begin({});
    const { push } = await approveAll(house, await house.add(['One']));
    const now = house.clock.now();
    const until = new Date(now.getTime() + 40_000).toISOString();
    await storage.store.senders.hold(push.destination.id, 'dead', now.toISOString(), until);
    await house.restart().runPush(push.id, new AbortController().signal);
    expect(tracker.requests[0]!.at - now.getTime()).toBeGreaterThanOrEqual(40_000);
    const { push: next } = await approveAll(house, await house.add(['Two']));
    const at = house.clock.now().toISOString();
    await storage.store.senders.hold(next.destination.id, 'dead', at, '2030-01-01T00:00:00.000Z');
    const alone = house.restart({ soleOwner: true });
    await alone.recover();
    await alone.runPush(next.id, new AbortController().signal);
    expect(titles()).toEqual(['One', 'Two']);
  });

  it('that was left without an answer five times asks one question before it sends more', async () => {
    await begin({});
    const { push } = await approveAll(house, await house.add(names(8)));
    for (const name of names(8)) tracker.script.set(name, ['dropped']);
    const asked: number[] = [];
    tracker.check = async () => {
      asked.push(house.clock.now().getTime());
      return { ok: asked.length > 1, account: null, problem: 'It is slow.', remedy: null };
    };
    tracker.find = async () => {
      throw new Error('nobody answers');
    };
    const stop = new AbortController();
    let naps = 0;
    const sleep = async (ms: number) => {
      house.clock.pass(ms);
      naps += 1;
      if (naps === 6) stop.abort();
    };
    await house.restart({ sleep }).runPush(push.id, stop.signal);
    const sent = tracker.requests.map(({ at }) => at);
    expect(sent.filter((at) => at - sent[0]! < 60_000)).toHaveLength(5);
    expect(asked[0]! - sent[4]!).toBeGreaterThanOrEqual(60_000);
    const later = sent.find((at) => at - sent[0]! >= 60_000);
    if (later !== undefined) expect(later).toBeGreaterThanOrEqual(asked[1]!);
    delete (tracker as Partial<ScriptedTracker>).check;
  });
});
