/** Linear through its real SDK, over real sockets, against the sandbox. */
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../../src/ports/log.ts';
import { type LinearSandbox, startLinearSandbox } from '../../src/sandbox/linear/linear.ts';
import { createLinearTracker } from '../../src/trackers/linear/linear.ts';
import type { LinearSettings } from '../../src/trackers/linear/settings.ts';
import {
  createOne,
  draftOf,
  freshKey,
  remoteTrackerContract,
  type TrackerHarness,
  trackerContract,
} from '../contracts/tracker.ts';

const requestTimeoutMs = 400;
const operations = {
  create: 'issueBatchCreate',
  read: 'issues',
  relate: 'issueRelationCreate',
  amend: 'issueUpdate',
  comment: 'commentCreate',
};

function settingsFor(sandbox: LinearSandbox, change: Partial<LinearSettings> = {}): LinearSettings {
  return {
    apiKey: sandbox.apiKey,
    apiUrl: sandbox.apiUrl,
    team: 'ENG',
    project: null,
    sandbox: true,
    ...change,
  };
}

function openTracker(sandbox: LinearSandbox, change: Partial<LinearSettings> = {}) {
  return createLinearTracker(settingsFor(sandbox, change), { log: silentLog, requestTimeoutMs });
}

async function openHarness(): Promise<TrackerHarness> {
  const sandbox = await startLinearSandbox();
  const tracker = openTracker(sandbox);
  await tracker.check();
  let stopped = false;
  let slowUntil = 0;
  const stop = async () => {
    if (!stopped) await sandbox.close();
    stopped = true;
  };
  return {
    tracker,
    reopen: async () => openTracker(sandbox),
    close: stop,
    otherSide: {
      issueCount: () => sandbox.issues().length,
      createRequests: () => sandbox.operations().filter((name) => name === 'issueBatchCreate').length,
      relationCount: () => sandbox.issues().reduce((sum, issue) => sum + issue.related.length, 0) / 2,
      amendRequests: () => sandbox.operations().filter((name) => name === 'issueUpdate').length,
      commentsOf: (externalId) => sandbox.comments(externalId),
      requests: () => sandbox.requests(),
      writeRequests: () => sandbox.operations().filter((name) => /(Create|Update)$/.test(name)).length,
      textOf: (externalId) => sandbox.issues().find(({ id }) => id === externalId)?.description ?? '',
      write({ title, text, closed }) {
        const { id } = sandbox.write({ title, description: text, ...(closed ? { state: 'Done' } : {}) });
        return { externalId: id };
      },
      strike(kind, on = 'create') {
        const operation = operations[on];
        sandbox.faults.add({ kind, operation, delayMs: requestTimeoutMs + 100 });
        if (kind === 'slow') slowUntil = Date.now() + requestTimeoutMs + 300;
      },
      settle: () => wait(Math.max(0, slowUntil - Date.now())).then(() => {}),
      withWrongKey: async () => openTracker(sandbox, { apiKey: 'lin_api_wrong' }),
      stop,
    },
  };
}

trackerContract('Linear', openHarness);
remoteTrackerContract('Linear', openHarness);

describe('Linear', () => {
  let sandbox: LinearSandbox;
  beforeEach(async () => {
    sandbox = await startLinearSandbox();
  });
  afterEach(() => sandbox.close());

  it('names the workspace, team and project in its destination, and says that it is the sandbox', async () => {
    expect(await openTracker(sandbox).destination()).toEqual({
      id: 'linear:sandbox/ENG',
      tracker: 'linear',
      label: 'Linear › Engineering (sandbox)',
      sandbox: true,
      tenant: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    const real = openTracker(sandbox, { sandbox: false, team: 'engineering', project: 'launch' });
    expect(await real.destination()).toMatchObject({
      label: 'Linear › Engineering › Launch',
      sandbox: false,
    });
  });

  it('carries title, body, priority, labels, project and estimate into the issue', async () => {
    const key = freshKey();
    const draft = draftOf({ labels: ['Feature', 'onboarding'], priority: 1, estimate: 5 });
    await createOne(openTracker(sandbox, { project: 'Launch' }), draft, key);
    expect(sandbox.issues()).toEqual([
      expect.objectContaining({
        id: key.uuid,
        key: 'ENG-1',
        title: draft.title,
        description: `${draft.body}\n\n<!-- docket:${key.marker} -->`,
        state: 'Backlog',
        priority: 1,
        estimate: 5,
        labels: ['Feature', 'onboarding', 'type:feature'],
        project: 'Launch',
      }),
    ]);
  });

  it.each([0, 1, 2, 3, 4] as const)('keeps priority %i as it is', async (priority) => {
    await createOne(openTracker(sandbox), draftOf({ priority }), freshKey());
    expect(sandbox.issues()[0]?.priority).toBe(priority);
  });

  it('files a child under its parent', async () => {
    const tracker = openTracker(sandbox);
    const parent = freshKey();
    await createOne(tracker, draftOf({ title: 'Parent', type: 'epic' }), parent);
    await createOne(tracker, draftOf({ title: 'Child', parentExternalId: parent.uuid }), freshKey());
    expect(sandbox.issues().map(({ parent }) => parent)).toEqual([null, 'ENG-1']);
  });

  it('uses a label whatever its case and creates a missing one once, also for issues sent together', async () => {
    const tracker = openTracker(sandbox);
    const draft = draftOf({ type: 'task', labels: ['bug', 'import'] });
    await Promise.all([1, 2, 3, 4].map(() => createOne(tracker, draft, freshKey())));
    expect(sandbox.issues().map(({ labels }) => labels)).toEqual(Array(4).fill(['Bug', 'import']));
    expect(sandbox.operations().filter((name) => name === 'issueLabelCreate')).toHaveLength(1);
  });

  it.each(['forbidden', 'server_error', 'lost_request'] as const)(
    'creates the issue without a label when creating it meets %s, and names the label in the body',
    async (kind) => {
      sandbox.faults.add({ kind, operation: 'issueLabelCreate' });
      const draft = draftOf({ type: 'task', labels: ['Bug', 'new'] });
      expect(await createOne(openTracker(sandbox), draft, freshKey())).toMatchObject({
        kind: 'created',
        warnings: [expect.stringContaining('"new"')],
      });
      expect(sandbox.issues()[0]).toMatchObject({
        labels: ['Bug'],
        description: expect.stringContaining('\n\n**Labels:** new\n\n<!-- docket:'),
      });
    },
  );

  it.each(['lost_answer', 'server_error_after'] as const)(
    'uses a label that was created although creating it ended in %s',
    async (kind) => {
      sandbox.faults.add({ kind, operation: 'issueLabelCreate' });
      const draft = draftOf({ type: 'task', labels: ['new'] });
      expect(await createOne(openTracker(sandbox), draft, freshKey())).toMatchObject({ warnings: [] });
      expect(sandbox.issues()[0]?.labels).toEqual(['new']);
    },
  );

  it('is refused, with nothing sent, when asking for labels fails', async () => {
    sandbox.faults.add({ kind: 'server_error', operation: 'issueLabels' });
    const outcome = await createOne(openTracker(sandbox), draftOf(), freshKey());
    expect(outcome).toMatchObject({ kind: 'refused', retryable: true });
    expect(sandbox.operations()).not.toContain('issueBatchCreate');
  });

  it('cannot tell whether an issue exists when its sending was broken off', async () => {
    const tracker = openTracker(sandbox);
    await created(tracker);
    sandbox.faults.add({ kind: 'slow', operation: 'issueBatchCreate', delayMs: 200 });
    const outcome = await createOne(tracker, draftOf(), freshKey(), AbortSignal.timeout(100));
    expect(outcome.kind).toBe('unknown');
  });

  it('says that no team is selected when Linear does not know the team', async () => {
    const tracker = openTracker(sandbox, { team: 'NOPE' });
    await expect(tracker.destination()).rejects.toMatchObject({ code: 'INTEGRATION_NOT_CONNECTED' });
    expect(await createOne(tracker, draftOf(), freshKey())).toMatchObject({
      kind: 'refused',
      reason: 'No Linear team selected',
      retryable: false,
    });
    expect((await tracker.check()).problem).toBe('No Linear team selected.');
  });

  it('says which project is missing', async () => {
    const tracker = openTracker(sandbox, { project: 'Nowhere' });
    await expect(tracker.destination()).rejects.toMatchObject({
      code: 'INTEGRATION_NOT_CONNECTED',
      remedy: expect.stringContaining('"Nowhere"'),
    });
  });

  it('says before approval what Linear would refuse or change', async () => {
    const problems = await openTracker(sandbox).preflight([
      draftOf(),
      draftOf({ title: '  ' }),
      draftOf({ estimate: 2.5 }),
    ]);
    expect(problems).toEqual([
      { index: 1, problem: 'Linear refuses an issue without a title.', fatal: true },
      { index: 2, problem: expect.stringContaining('rounded'), fatal: false },
    ]);
  });

  it('is refused in our own words when Linear refuses the content', async () => {
    const outcome = await createOne(openTracker(sandbox), draftOf({ title: ' ' }), freshKey());
    expect(outcome).toEqual({
      kind: 'refused',
      reason: 'Linear refused the issue (INPUT_ERROR)',
      retryable: false,
      retryAfterMs: null,
      auth: false,
    });
  });

  it('says when to come back to the millisecond that Linear names', async () => {
    const now = new Date('2026-05-01T12:00:00Z');
    const clocked = await startLinearSandbox({ now: () => now });
    clocked.faults.add({ kind: 'rate_limited', operation: 'issueBatchCreate', resetMs: 61_500 });
    const tracker = createLinearTracker(settingsFor(clocked), { log: silentLog, clock: { now: () => now } });
    expect(await createOne(tracker, draftOf(), freshKey())).toMatchObject({ retryAfterMs: 61_500 });
    await clocked.close();
  });

  it('follows what a teammate does to an issue in Linear', async () => {
    const tracker = openTracker(sandbox);
    const { uuid } = await created(tracker);
    const after = async (edit: Parameters<LinearSandbox['edit']>[1]) => {
      sandbox.edit('ENG-1', edit);
      return (await tracker.read([uuid])).get(uuid);
    };
    expect(await after({ state: 'In Review', assignee: 'Robin Teammate' })).toMatchObject({
      rawStatus: 'In Review',
      workStatus: 'in_progress',
      resolution: null,
      assignee: 'Robin Teammate',
    });
    expect(await after({ state: 'Done' })).toMatchObject({ workStatus: 'done', resolution: 'completed' });
    expect(await after({ archived: true })).toMatchObject({ rawStatus: 'Done', workStatus: 'done' });
    expect(await after({ state: 'Duplicate' })).toMatchObject({
      workStatus: 'cancelled',
      resolution: 'merged',
    });
    expect(await after({ trashed: true })).toBeNull();
  });

  it('does not create again what a person deleted in Linear', async () => {
    const tracker = openTracker(sandbox);
    const key = await created(tracker);
    sandbox.edit('ENG-1', { trashed: true });
    expect((await tracker.find([key])).size).toBe(0);
    expect(await createOne(tracker, draftOf(), key)).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('deleted in Linear'),
      retryable: false,
    });
  });

  it.each(['open', 'in_progress', 'blocked', 'done', 'failed', 'cancelled'] as const)(
    'S4-53: brings a ticket that is %s back as it went out',
    async (workStatus) => {
      const tracker = openTracker(sandbox);
      const key = freshKey();
      await createOne(tracker, draftOf({ workStatus }), key);
      expect((await tracker.find([key])).get(key.marker)?.[0]?.workStatus).toBe(workStatus);
    },
  );

  it('reads many issues with one request for each 250', async () => {
    const tracker = openTracker(sandbox);
    const { uuid } = await created(tracker);
    const ids = [...Array.from({ length: 300 }, () => freshKey().uuid), uuid];
    const before = sandbox.operations().length;
    const read = await tracker.read(ids);
    expect(sandbox.operations().slice(before)).toEqual(['issues', 'issues']);
    expect(read.size).toBe(301);
    expect(read.get(uuid)?.externalKey).toBe('ENG-1');
  });

  it('needs one request for an issue once it knows the team and its labels', async () => {
    const tracker = openTracker(sandbox);
    await created(tracker);
    const before = sandbox.operations().length;
    await createOne(tracker, draftOf(), freshKey());
    expect(sandbox.operations().slice(before)).toEqual(['issueBatchCreate']);
  });

  async function created(tracker: ReturnType<typeof openTracker>) {
    const key = freshKey();
    expect((await createOne(tracker, draftOf(), key)).kind).toBe('created');
    return key;
  }
});
