/** From approval to issues on GitHub and back, through the real client and the real store, with faults and GitHub's limits. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { silentLog } from '../../src/ports/log.ts';
import type { FaultKind } from '../../src/sandbox/faults.ts';
import { publishedLimits } from '../../src/sandbox/github/content-limits.ts';
import {
  type GithubSandbox,
  type GithubSandboxOptions,
  startGithubSandbox,
} from '../../src/sandbox/github/github.ts';
import { createGithubTracker } from '../../src/trackers/github/github.ts';
import {
  approveAll,
  type ClockedStorage,
  link,
  openClockedStorage,
  openPublishing,
  type Publishing,
} from '../support/publishing.ts';
import { connect } from '../support/scripted-tracker.ts';

/** Long enough for a busy machine, short enough to wait for. */
const requestTimeoutMs = 1500;

let storage: ClockedStorage;
let sandbox: GithubSandbox;
let house: Publishing;
beforeAll(async () => {
  storage = await openClockedStorage();
});
afterEach(() => sandbox.close());
afterAll(() => storage.close());

/** `real` keeps to GitHub's published limits, on both sides. */
async function open(options: GithubSandboxOptions = {}, real = false): Promise<void> {
  const clock = { now: () => storage.clock.now() };
  sandbox = await startGithubSandbox({ ...options, ...clock });
  const [owner = '', repository = ''] = sandbox.repository.split('/');
  const place = { owner, repository, apiUrl: sandbox.url, webhookSecret: null, sandbox: !real };
  const settings = { auth: { token: sandbox.token }, ...place };
  const tracker = createGithubTracker(settings, { log: silentLog, clock, requestTimeoutMs });
  house = await openPublishing(storage, connect(tracker));
}

const creates = () => sandbox.operations().filter((name) => name === 'createIssue').length;

async function pushAll(names: readonly string[]) {
  const tickets = await house.add(names);
  const { push } = await approveAll(house, tickets);
  await house.work();
  return { tickets, view: await house.publication.pushView(house.ana, push.id) };
}

describe('a push to GitHub', () => {
  it('makes the issues that were approved, children under their parents, and links them', async () => {
    await open();
    const [epic] = await house.add(['Onboarding'], { type: 'epic' });
    const children = await house.add(['Progress bar', 'Import'], { parentId: epic!.id, priority: 2 });
    await link(house, 'blocks', children[0]!, children[1]!);
    const { push } = await approveAll(house, [...children, epic!]);
    await house.work();
    expect(sandbox.issues()).toMatchObject([
      { number: 1, title: 'Onboarding', parent: null },
      { number: 2, title: 'Progress bar', parent: 1, labels: ['priority:P1'], blockedBy: [] },
      { number: 3, title: 'Import', parent: 1, blockedBy: [2] },
    ]);
    expect(sandbox.issues()[1]!.body).toContain('**Priority:** P1 (High)');
    const { counts, rows } = await house.publication.pushView(house.ana, push.id);
    expect(counts).toMatchObject({ confirmed: 3, linked: 1 });
    expect(rows[0]!.view.refs[0]).toMatchObject({ externalKey: '#1', destination: 'github:sandbox/product' });
  });

  it.each<[FaultKind, boolean]>([
    ['lost_answer', true],
    ['server_error_after', true],
    ['truncated', true],
    ['lost_request', false],
  ])('that is struck by %s ends with one issue per ticket', async (kind, wasMade) => {
    await open({ listLagMs: 3000 });
    sandbox.faults.add({ kind, operation: 'createIssue' });
    const { view } = await pushAll(['One', 'Two', 'Three']);
    expect(view).toMatchObject({ finished: true, counts: { confirmed: 3 } });
    const titles = sandbox.issues().map(({ title }) => title);
    expect(titles.toSorted()).toEqual(['One', 'Three', 'Two']);
    expect(creates()).toBe(wasMade ? 3 : 4);
  });

  it('keeps to GitHub’s limits without being told, and asks no more than it must', async () => {
    await open({ limits: publishedLimits }, true);
    const warmUp = await pushAll(['Warm up']);
    expect(warmUp.view.counts.confirmed).toBe(1);
    storage.clock.pass(60_000);
    const parents = await house.add(['Import', 'Billing'], { type: 'epic' });
    const rest = [];
    for (const [one, { id }] of parents.entries()) {
      const names = Array.from({ length: 9 }, (_, at) => `Ticket ${one * 9 + at}`);
      rest.push(...(await house.add(names, { parentId: id })));
    }
    for (const [at, target] of rest.slice(1).entries()) await link(house, 'blocks', rest[at]!, target);
    const { push } = await approveAll(house, [...parents, ...rest]);
    const before = { requests: sandbox.requests(), creates: creates(), at: storage.clock.now().getTime() };
    await house.work();
    const view = await house.publication.pushView(house.ana, push.id);
    expect(view.counts).toMatchObject({ confirmed: 20, linked: 17, failed: 0 });
    expect(creates() - before.creates).toBe(20);
    // One for each issue and one for the links; and where issues go, a label, and whether any issue is there twice.
    expect(sandbox.requests() - before.requests).toBeLessThanOrEqual(20 + 1 + 5);
    expect(storage.clock.now().getTime() - before.at).toBeLessThan(1.15 * 21_000);
  });
});

it('follows what teammates did on GitHub', async () => {
  await open();
  const { tickets } = await pushAll(['One', 'Two', 'Three']);
  const syncAll = () => house.publication.sync(house.ana, { ticketIds: tickets.map(({ id }) => id) });
  await syncAll();
  sandbox.edit(2, { labels: ['status:in-progress'], assignee: 'robin' });
  sandbox.edit(3, { state: 'closed', stateReason: 'duplicate' });
  const view = await syncAll();
  expect(view).toMatchObject({ synced: 2, unchanged: 1 });
  expect(view.rows.map((row) => row.view.ticket.work.status)).toEqual(['open', 'in_progress', 'cancelled']);
  expect(view.rows.map(({ externalStatus }) => externalStatus)).toEqual([
    'open',
    'open (status:in-progress)',
    'closed (duplicate)',
  ]);
});
