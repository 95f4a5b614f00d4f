/** The push worker: one attempt at a time per issue, and no second one before the first is understood. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { approvalHash } from '../../../src/domain/approval.ts';
import { issueKey } from '../../../src/domain/ids.ts';
import type { Intent, Push } from '../../../src/domain/push.ts';
import type { Ticket } from '../../../src/domain/ticket.ts';
import { systemClock } from '../../../src/ports/clock.ts';
import { sleepUnlessAborted } from '../../../src/publication/desk.ts';
import {
  approveAll,
  type ClockedStorage,
  openClockedStorage,
  openPublishing,
  type Publishing,
} from '../../support/publishing.ts';
import {
  type Behaviour,
  connect,
  type ScriptedTracker,
  scriptTracker,
} from '../../support/scripted-tracker.ts';

let storage: ClockedStorage;
let house: Publishing;
let tracker: ScriptedTracker;
beforeAll(async () => {
  storage = await openClockedStorage();
});
beforeEach(async () => {
  tracker = scriptTracker(storage.clock);
  house = await openPublishing(storage, connect(tracker));
});
afterAll(() => storage.close());

const titles = () => tracker.issues.map(({ draft }) => draft.title);
const requestsFor = (title: string) => tracker.requests.filter((one) => one.title === title);
const statusOf = async (ticket: Ticket) => (await house.ticket(ticket.id)).review.status;

/** Pushes tickets of these titles to the end and returns how that looks. */
async function pushAll(names: readonly string[]) {
  const tickets = await house.add(names);
  const { push } = await approveAll(house, tickets);
  await house.work();
  const view = await house.publication.pushView(house.ana, push.id);
  const intentOf = (title: string) => view.rows.find((row) => row.view.ticket.title === title)!.intent;
  return { tickets, push, view, intentOf };
}

describe('an attempt', () => {
  it('never has more company than the tracker takes', async () => {
    tracker.tookMs = 100;
    await pushAll(Array.from({ length: 8 }, (_, at) => `Ticket ${at}`));
    expect(tracker.mostAtOnce).toBe(3);
    expect(titles()).toHaveLength(8);
  });

  it.each<[Behaviour, boolean]>([
    ['lost', true],
    ['late', true],
    ['dropped', false],
    ['hang', false],
    ['throws', false],
  ])('that ends as "%s" is looked up after the quarantine, and makes one issue', async (end, adopted) => {
    if (end === 'hang') tracker.traits = { ...tracker.traits, requestTimeoutMs: 100 };
    tracker.script.set('One', [end]);
    const { intentOf } = await pushAll(['One']);
    expect(titles()).toEqual(['One']);
    expect(intentOf('One')).toMatchObject({ state: 'confirmed', adopted });
    const [first, second] = requestsFor('One');
    if (second) expect(second.at - first!.at).toBeGreaterThanOrEqual(tracker.traits.quarantineMs);
    expect(requestsFor('One')).toHaveLength(adopted ? 1 : 2);
  });

  it('is not repeated while the tracker cannot say what it did', async () => {
    tracker.script.set('One', ['lost']);
    const tickets = await house.add(['One']);
    const { push } = await approveAll(house, tickets);
    const find = tracker.find;
    let refusals = 9;
    tracker.find = async (keys) => {
      if (refusals-- > 0) throw new Error('no answer');
      return find(keys);
    };
    await house.work();
    const view = await house.publication.pushView(house.ana, push.id);
    expect(view.rows[0]!.intent).toMatchObject({ state: 'confirmed', adopted: true });
    expect(requestsFor('One')).toHaveLength(1);
  });

  it('that never succeeds ends as failed, with its reason, after six tries', async () => {
    tracker.script.set('Down', Array(20).fill({ refused: 'Busy.', retryable: true }));
    tracker.script.set('Gone', Array(20).fill('dropped'));
    const { intentOf, tickets } = await pushAll(['Down', 'Gone', 'Fine']);
    expect(intentOf('Down')).toMatchObject({ state: 'failed', reason: 'Busy.', attempts: 6 });
    expect(intentOf('Gone')).toMatchObject({ state: 'failed', attempts: 6 });
    expect(titles()).toEqual(['Fine']);
    expect(await Promise.all(tickets.map(statusOf))).toEqual(['push_failed', 'push_failed', 'pushed']);
  });

  it('waits as long as the tracker asked, and so does every other ticket', async () => {
    tracker.script.set('One', [{ refused: 'Slow down.', retryable: true, retryAfterMs: 45_000 }]);
    await pushAll(Array.from({ length: 9 }, (_, at) => (at === 0 ? 'One' : `Ticket ${at}`)));
    const refusedAt = requestsFor('One')[0]!.at;
    const after = tracker.requests.filter((one) => one.at > refusedAt);
    expect(Math.min(...after.map((one) => one.at)) - refusedAt).toBeGreaterThanOrEqual(45_000);
    expect(tracker.requests.filter((one) => one.at === refusedAt).length).toBeLessThanOrEqual(3 + 2);
    expect(titles()).toHaveLength(9);
  });

  it('keeps the wait the tracker asked for also when the process starts anew', async () => {
    tracker.always = { refused: 'Slow down.', retryable: true, retryAfterMs: 600_000 };
    const { push } = await approveAll(house, await house.add(['One', 'Two', 'Three', 'Four', 'Five']));
    await house.publication.runPush(push.id, new AbortController().signal);
    const before = tracker.requests.length;
    tracker.always = null;
    house.clock.pass(300_000);
    await house.restart().runPush(push.id, new AbortController().signal);
    expect(tracker.requests).toHaveLength(before);
    await house.work();
    expect(titles()).toHaveLength(5);
  });

  it('that is refused stops no other ticket', async () => {
    const reason = `Title is taken. Bearer abc.def ghp_0123456789 ${'x'.repeat(600)}`;
    tracker.script.set('Two', [{ refused: reason }]);
    const { view, intentOf } = await pushAll(['One', 'Two', 'Three']);
    expect(view.counts).toMatchObject({ confirmed: 2, failed: 1 });
    expect(intentOf('Two').reason).toMatch(/^Title is taken\. \[removed\] \[removed\] x+…$/);
    expect(intentOf('Two').reason!.length).toBe(500);
  });

  it('with a dead credential ends the whole push at once, and a retry brings it back', async () => {
    tracker.always = { refused: 'The key was not accepted', auth: true };
    const { push, view, tickets } = await pushAll(Array.from({ length: 9 }, (_, at) => `Ticket ${at}`));
    expect(view.counts).toMatchObject({ failed: 9, confirmed: 0 });
    expect(view.rows[8]!.intent.reason).toBe(
      'The key was not accepted. Renew the connection, then press Retry.',
    );
    expect(tracker.requests.length).toBeLessThanOrEqual(3);
    tracker.always = null;
    await house.publication.retry(house.ana, push.id);
    await house.work();
    expect(await Promise.all(tickets.map(statusOf))).toEqual(Array(9).fill('pushed'));
    expect(titles()).toHaveLength(9);
  });

  it('stops being made after five doubtful ones in a row, until the tracker has answered', async () => {
    const names = Array.from({ length: 12 }, (_, at) => `Ticket ${at}`);
    for (const name of names) tracker.script.set(name, ['lost']);
    const { view } = await pushAll(names);
    const first = tracker.requests[0]!.at;
    expect(tracker.requests.filter((one) => one.at - first < 30_000).length).toBeLessThanOrEqual(5 + 2);
    expect(view.counts.confirmed).toBe(12);
    expect(titles()).toHaveLength(12);
  });
});

describe('a family of tickets', () => {
  const family = async () => {
    const [epic] = await house.add(['Epic'], { type: 'epic' });
    const children = await house.add(['Child 1', 'Child 2'], { parentId: epic!.id });
    const [loner] = await house.add(['Loner']);
    return { epic: epic!, children, loner: loner! };
  };

  it('is created parents first, and children point at the issue of their parent', async () => {
    const { epic, children, loner } = await family();
    const { push } = await approveAll(house, [...children, loner, epic]);
    await house.work();
    expect(tracker.requests[0]!.title).toBe('Epic');
    const parents = tracker.issues.map(({ draft }) => [draft.title, draft.parentExternalId]);
    expect(Object.fromEntries(parents)).toEqual({
      Epic: null,
      Loner: null,
      'Child 1': 'issue-1',
      'Child 2': 'issue-1',
    });
    expect((await house.publication.pushView(house.ana, push.id)).counts.confirmed).toBe(4);
  });

  it('points at a parent that an earlier push created', async () => {
    const { epic, children } = await family();
    await approveAll(house, [epic]);
    await house.work();
    await approveAll(house, [children[0]!]);
    await house.work();
    expect(tracker.issues[1]!.draft.parentExternalId).toBe('issue-1');
  });

  it('waits behind a parent that failed, says so, and follows it on a retry', async () => {
    const { epic, children, loner } = await family();
    tracker.script.set('Epic', [{ refused: 'No.' }]);
    const { push } = await approveAll(house, [epic, ...children, loner]);
    await house.work();
    const view = await house.publication.pushView(house.ana, push.id);
    expect(view.rows.map((row) => row.intent.reason)).toEqual([
      'No.',
      `Its parent ${epic.key} was not created.`,
      `Its parent ${epic.key} was not created.`,
      null,
    ]);
    expect(titles()).toEqual(['Loner']);
    await house.publication.retry(house.ana, push.id);
    await house.work();
    expect(tracker.issues.map(({ draft }) => draft.parentExternalId)).toEqual([
      null,
      null,
      'issue-2',
      'issue-2',
    ]);
  });
});

describe('the send guard', () => {
  it('puts a claim back that was slept through, without sending it', async () => {
    const [ticket] = await house.add(['One']);
    const { push } = await approveAll(house, [ticket!]);
    let naps = 2;
    const history = storage.store.approvals.history;
    const drowsy = house.restart({
      store: {
        ...storage.store,
        approvals: {
          ...storage.store.approvals,
          history(...args) {
            if (naps-- > 0) house.clock.pass(6_000);
            return history(...args);
          },
        },
      },
    });
    await drowsy.runPush(push.id, new AbortController().signal);
    expect(requestsFor('One')).toHaveLength(1);
    const view = await house.publication.pushView(house.ana, push.id);
    expect(view.rows[0]!.intent).toMatchObject({ state: 'confirmed', attempts: 1 });
  });
});

describe('the last gate', () => {
  it('sends nothing that nobody approved, however it came into the store', async () => {
    const [ticket] = await house.add(['Smuggled'], { review: null });
    const push: Push = {
      id: storage.ids.next(),
      workspaceId: house.desk.workspace.id,
      threadId: null,
      boardId: null,
      destination: await tracker.destination(),
      requestedBy: 'somebody',
      requestedByName: 'Somebody',
      createdAt: house.clock.now().toISOString(),
      finishedAt: null,
      cancelledAt: null,
    };
    await storage.store.pushes.insert(push, [smuggled(push, ticket!)]);
    await house.publication.recover();
    await house.work();
    expect(tracker.requests).toEqual([]);
    const [intent] = await storage.store.pushes.intents(push.id);
    expect(intent).toMatchObject({ state: 'failed', reason: expect.stringContaining('Nobody approved') });
  });

  it('sends nothing to a place that nobody agreed to', async () => {
    const { push } = await approveAll(house, await house.add(['One']));
    tracker.destinationId = 'github:acme/public';
    await house.work();
    expect(tracker.requests).toEqual([]);
    const view = await house.publication.pushView(house.ana, push.id);
    expect(view.rows[0]!.intent).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('github:acme/public'),
    });
  });

  it('gives a tracker that is down a minute, then fails with the remedy and loses nothing', async () => {
    const { push } = await approveAll(house, await house.add(['One']));
    tracker.down = true;
    await house.work();
    const view = await house.publication.pushView(house.ana, push.id);
    expect(view.rows[0]!.intent).toMatchObject({ state: 'failed', reason: 'It is down. Wait a moment.' });
    tracker.down = false;
    await house.publication.retry(house.ana, push.id);
    await house.work();
    expect(titles()).toEqual(['One']);
  });

  function smuggled(push: Push, ticket: Ticket): Intent {
    const destination = push.destination.id;
    const of = { workspaceId: push.workspaceId, ticketId: ticket.id, destination, generation: 0 };
    return {
      id: storage.ids.next(),
      pushId: push.id,
      workspaceId: push.workspaceId,
      ticketId: ticket.id,
      destination,
      ...issueKey('a secret of these tests', of),
      contentHash: approvalHash(ticket, destination),
      op: 'create',
      link: null,
      existing: null,
      payload: {
        title: 'Smuggled',
        body: '',
        type: 'task',
        priority: 3,
        labels: [],
        estimate: null,
        parentExternalId: null,
      },
      waitsFor: null,
      order: 0,
      state: 'planned',
      epoch: 0,
      owner: null,
      attempts: 0,
      sentAt: null,
      notBefore: null,
      reason: null,
      adopted: false,
      updatedAt: push.createdAt,
    };
  }
});

describe('several instances', () => {
  it('share one push without making any issue twice', async () => {
    const traits = { ...tracker.traits, quarantineMs: 200, requestTimeoutMs: 5000 };
    const real = scriptTracker(systemClock, { traits });
    const names = Array.from({ length: 10 }, (_, at) => `Ticket ${at}`);
    for (const name of ['Ticket 2', 'Ticket 5', 'Ticket 7']) real.script.set(name, ['lost']);
    const { push } = await approveAll(house, await house.add(names));
    const inRealTime = { trackers: connect(real), clock: systemClock, sleep: sleepUnlessAborted };
    const instances = [1, 2, 3].map(() => house.restart(inRealTime));
    await Promise.all(instances.map((one) => one.runPush(push.id, new AbortController().signal)));
    expect(real.issues.map(({ draft }) => draft.title).sort()).toEqual(names);
    const view = await house.publication.pushView(house.ana, push.id);
    expect(view).toMatchObject({ finished: true, counts: { confirmed: 10 } });
  });

  it('take over what a dead one was sending, after it can no longer be under way', async () => {
    const { push } = await approveAll(house, await house.add(['One']));
    const claimedAt = house.clock.now();
    await storage.store.pushes.claim(push.id, 'dead/1', claimedAt.toISOString(), {
      op: 'create',
      most: 1,
      withParents: false,
    });
    await house.restart().runPush(push.id, new AbortController().signal);
    expect(titles()).toEqual(['One']);
    const waited = requestsFor('One')[0]!.at - claimedAt.getTime();
    expect(waited).toBeGreaterThanOrEqual(tracker.traits.quarantineMs + tracker.traits.requestTimeoutMs);
  });

  it('write nothing about an intent that was taken from them', async () => {
    const { push } = await approveAll(house, await house.add(['One']));
    const create = tracker.create;
    tracker.create = async (draft, key) => {
      const outcome = await create(draft, key);
      house.clock.pass(60_000);
      const { store } = storage;
      await store.pushes.abandon(house.clock.now().toISOString(), 'nobody', house.clock.now().toISOString());
      return outcome;
    };
    const stop = new AbortController();
    const slow = house.restart({ sleep: async () => stop.abort() });
    tracker.find = async () => {
      stop.abort();
      throw new Error('stopped');
    };
    await slow.runPush(push.id, stop.signal);
    const [intent] = await storage.store.pushes.intents(push.id);
    expect(intent).toMatchObject({ state: 'unknown', epoch: 2 });
    const refs = await storage.store.externalRefs.ofTickets(push.workspaceId, [intent!.ticketId]);
    expect(refs).toEqual([]);
    tracker.find = async (keys) =>
      new Map(
        tracker.issues
          .filter((one) => keys.some((key) => key.marker === one.marker))
          .map((one) => [one.marker, [one.snapshot]]),
      );
    await house.work();
    expect(titles()).toEqual(['One']);
    expect((await storage.store.pushes.intents(push.id))[0]).toMatchObject({
      state: 'confirmed',
      adopted: true,
    });
  });
});

describe('recovery', () => {
  it('queues an unfinished push once a minute, not on every look', async () => {
    await approveAll(house, await house.add(['One']));
    house.queue.jobs.splice(0);
    const fresh = house.restart();
    expect([await fresh.recover(), await fresh.recover()]).toEqual([1, 0]);
    house.clock.pass(60_000);
    expect(await fresh.recover()).toBe(1);
    await house.work();
    expect(await fresh.recover()).toBe(0);
  });
});
