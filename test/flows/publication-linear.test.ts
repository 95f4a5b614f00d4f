/** From approval to issues in Linear and back, through the real client and the real store, with faults on the wire. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Ticket } from '../../src/domain/ticket.ts';
import { systemClock } from '../../src/ports/clock.ts';
import { silentLog } from '../../src/ports/log.ts';
import type { Trackers } from '../../src/ports/tracker.ts';
import { sleepUnlessAborted } from '../../src/publication/desk.ts';
import type { FaultKind } from '../../src/sandbox/faults.ts';
import { type LinearSandbox, startLinearSandbox } from '../../src/sandbox/linear/linear.ts';
import { createLinearTracker } from '../../src/trackers/linear/linear.ts';
import {
  approveAll,
  type ClockedStorage,
  link,
  openClockedStorage,
  openPublishing,
  type Publishing,
  review,
} from '../support/publishing.ts';
import { connect } from '../support/scripted-tracker.ts';

/** Long enough for a busy machine, short enough to wait for. */
const requestTimeoutMs = 1500;

let storage: ClockedStorage;
let sandbox: LinearSandbox;
let house: Publishing;
beforeAll(async () => {
  storage = await openClockedStorage();
});
beforeEach(async () => {
  sandbox = await startLinearSandbox({ now: () => storage.clock.now() });
  house = await openPublishing(storage, linear());
});
afterEach(() => sandbox.close());
afterAll(() => storage.close());

function linear(apiKey = sandbox.apiKey, clock = storage.clock as { now(): Date }): Trackers {
  const settings = { apiKey, apiUrl: sandbox.apiUrl, team: 'ENG', project: null, sandbox: true };
  return connect(createLinearTracker(settings, { log: silentLog, clock, requestTimeoutMs }));
}

const titles = () => sandbox.issues().map(({ title }) => title);
const creates = () => sandbox.operations().filter((name) => name === 'issueBatchCreate').length;

async function pushAll(names: readonly string[]) {
  const tickets = await house.add(names);
  const { push } = await approveAll(house, tickets);
  await house.work();
  return { tickets, view: await house.publication.pushView(house.ana, push.id) };
}

describe('a push to Linear', () => {
  it('makes the issues that were approved, children under their parents, and links them', async () => {
    const [epic] = await house.add(['Onboarding'], { type: 'epic' });
    const [child] = await house.add(['Progress bar'], {
      parentId: epic!.id,
      priority: 2,
      criteria: [{ text: 'It is visible', met: null, origin: 'person' }],
    });
    const { push } = await approveAll(house, [child!, epic!]);
    await house.work();
    expect(sandbox.issues()).toEqual([
      expect.objectContaining({ key: 'ENG-1', title: 'Onboarding', parent: null }),
      expect.objectContaining({ key: 'ENG-2', title: 'Progress bar', parent: 'ENG-1', priority: 2 }),
    ]);
    expect(sandbox.issues()[1]!.description).toContain('- [ ] It is visible');
    expect(sandbox.issues()[1]!.description).toContain('Approved by Ana in Docket');
    const view = await house.publication.pushView(house.ana, push.id);
    expect(view.rows.map((row) => row.view.refs[0])).toEqual([
      expect.objectContaining({ externalKey: 'ENG-1', sandbox: true, tracker: 'linear' }),
      expect.objectContaining({ externalKey: 'ENG-2', destination: 'linear:sandbox/ENG' }),
    ]);
  });

  it('makes all issues in one request, and all of their links in a second one', async () => {
    const tickets = await house.add(Array.from({ length: 12 }, (_, at) => `Ticket ${at}`));
    for (const target of tickets.slice(1)) await link(house, 'blocks', tickets[0]!, target);
    const { push } = await approveAll(house, tickets);
    const asked = sandbox.operations().length;
    const before = sandbox.requests();
    await house.work();
    const sent = sandbox.operations().slice(asked);
    expect(sent.filter((name) => name === 'issueBatchCreate')).toHaveLength(1);
    expect(sent.filter((name) => name === 'issueRelationCreate')).toHaveLength(11);
    // Where issues would go, the issues, the links, and whether any issue is there twice.
    expect(sandbox.requests() - before).toBeLessThanOrEqual(4);
    expect(sandbox.issues().map(({ title }) => title)).toEqual(tickets.map(({ title }) => title));
    const { counts, rows } = await house.publication.pushView(house.ana, push.id);
    expect(counts).toMatchObject({ confirmed: 12, linked: 11, unlinked: 0 });
    expect(rows[0]!.links.map(({ to }) => to)).toEqual(
      sandbox
        .issues()
        .slice(1)
        .map(({ key }) => key),
    );
  });

  it.each<[FaultKind, boolean | null]>([
    ['lost_answer', true],
    ['server_error_after', true],
    ['truncated', true],
    // Whether its issues are there before they are looked up is a matter of moments.
    ['slow', null],
    ['lost_request', false],
    ['server_error', false],
  ])('that is struck by %s ends with one issue per ticket', async (kind, adopted) => {
    sandbox.faults.add({ kind, operation: 'issueBatchCreate', delayMs: requestTimeoutMs + 300 });
    const { view, tickets } = await pushAll(['One', 'Two', 'Three']);
    expect(view).toMatchObject({ finished: true, counts: { confirmed: 3 } });
    expect(titles().sort()).toEqual(['One', 'Three', 'Two']);
    const known = view.rows.map(({ intent }) => intent.adopted);
    expect(new Set(known).size).toBe(1);
    if (adopted !== null) expect([known[0], creates()]).toEqual([adopted, adopted ? 1 : 2]);
    const { workspaceId } = tickets[0]!;
    const ids = tickets.map(({ id }) => id);
    const refs = await storage.store.externalRefs.ofTickets(workspaceId, ids);
    expect(refs.map((ref) => ref.externalId).sort()).toEqual(
      sandbox
        .issues()
        .map(({ id }) => id)
        .sort(),
    );
  });

  it('waits out a rate limit and then goes on', async () => {
    sandbox.faults.add({ kind: 'rate_limited', operation: 'issueBatchCreate', resetMs: 20_000 });
    const from = storage.clock.now().getTime();
    const { view } = await pushAll(['One', 'Two', 'Three']);
    expect(view.counts.confirmed).toBe(3);
    expect(storage.clock.now().getTime() - from).toBeGreaterThanOrEqual(20_000);
    expect(creates()).toBe(2);
  });

  it('reports the one ticket Linear refuses and creates the others', async () => {
    const { view, tickets } = await pushAll(['One', ' ', 'Three']);
    expect(view.counts).toMatchObject({ confirmed: 2, failed: 1 });
    expect(titles().sort()).toEqual(['One', 'Three']);
    expect((await house.ticket(tickets[1]!.id)).review).toMatchObject({
      status: 'push_failed',
      pushError: 'Linear refused the issue (INPUT_ERROR)',
    });
  });

  it('with a dead key fails fast with the way out, and works once the key is right', async () => {
    const tickets = await house.add(['One', 'Two']);
    const { push } = await approveAll(house, tickets);
    await house.work(house.restart({ trackers: linear('lin_api_wrong') }));
    const failed = await house.publication.pushView(house.ana, push.id);
    expect(failed.counts).toMatchObject({ failed: 2 });
    expect(failed.rows[0]!.intent.reason).toContain('LINEAR_API_KEY');
    expect(creates()).toBe(0);
    await house.publication.retry(house.ana, push.id);
    await house.work();
    expect(titles()).toEqual(['One', 'Two']);
  });

  it('survives a double click and a second instance on the real queue, in real time', async () => {
    const trackers = linear(sandbox.apiKey, systemClock);
    const inRealTime = { queue: storage.queue, trackers, clock: systemClock, sleep: sleepUnlessAborted };
    const [one, two] = [house.restart(inRealTime), house.restart(inRealTime)];
    await storage.queue.work('push', (job, signal) => one.runPush(String(job.payload.pushId), signal), {
      concurrency: 2,
    });
    sandbox.faults.add({ kind: 'lost_answer', operation: 'issueBatchCreate' });
    const names = Array.from({ length: 6 }, (_, at) => `Ticket ${at}`);
    const { board } = await review(house, await house.add(names));
    const wish = { boardId: board.id, rev: board.rev, which: 'all' as const };
    const [first, second] = await Promise.all([
      one.approveAndPush(house.ana, wish),
      two.approveAndPush(house.ana, wish),
    ]);
    expect(second.push.id).toBe(first.push.id);
    await two.runPush(first.push.id, new AbortController().signal);
    await storage.queue.settled([first.push.destination.id]);
    expect(await two.pushView(house.ana, first.push.id)).toMatchObject({
      finished: true,
      counts: { confirmed: 6 },
    });
    expect(titles().sort()).toEqual(names);
  });
});

describe('a sync with Linear', () => {
  const syncAll = (tickets: readonly Ticket[]) =>
    house.publication.sync(house.ana, { ticketIds: tickets.map(({ id }) => id) });

  it('reads all issues back at once and follows what teammates did there', async () => {
    const { tickets } = await pushAll(['One', 'Two', 'Three']);
    expect(await syncAll(tickets)).toMatchObject({ synced: 3, errors: 0 });
    const asked = sandbox.operations().filter((name) => name === 'issues').length;
    sandbox.edit('ENG-2', { state: 'In Progress' });
    sandbox.edit('ENG-3', { state: 'Done' });
    const view = await syncAll(tickets);
    expect(view).toMatchObject({ synced: 2, unchanged: 1 });
    expect(view.rows.map((row) => [row.before, row.view.ticket.work.status])).toEqual([
      ['open', 'open'],
      ['open', 'in_progress'],
      ['open', 'done'],
    ]);
    expect(sandbox.operations().filter((name) => name === 'issues').length - asked).toBe(1);
  });

  it('leaves everything as it was when Linear does not accept the key', async () => {
    const { tickets } = await pushAll(['One']);
    const before = await house.ticket(tickets[0]!.id);
    const locked = house.restart({ trackers: linear('lin_api_wrong') });
    const view = await locked.sync(house.ana, { ticketIds: [tickets[0]!.id] });
    expect(view).toMatchObject({ errors: 1, rows: [{ error: expect.stringContaining('LINEAR_API_KEY') }] });
    expect(await house.ticket(tickets[0]!.id)).toEqual(before);
  });
});
