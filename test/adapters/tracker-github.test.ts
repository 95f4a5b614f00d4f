/** GitHub through its real SDK, over real sockets, against the sandbox. */
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../../src/ports/log.ts';
import {
  type GithubSandbox,
  type GithubSandboxOptions,
  startGithubSandbox,
} from '../../src/sandbox/github/github.ts';
import { createGithubTracker } from '../../src/trackers/github/github.ts';
import { readType } from '../../src/trackers/github/mapping.ts';
import type { GithubSettings } from '../../src/trackers/github/settings.ts';
import {
  createOne,
  draftOf,
  freshKey,
  remoteTrackerContract,
  type TrackerHarness,
  trackerContract,
} from '../contracts/tracker.ts';

const requestTimeoutMs = 600;
const patch = 'issues/update';
const operations = {
  create: 'createIssue',
  read: undefined,
  relate: 'updateIssue',
  amend: patch,
  comment: 'addComment',
};
const writes = /^(createIssue|updateIssue|add\w+|set\w+|issues\/(create|update|add|remove).*)$/;

function openTracker(
  sandbox: GithubSandbox,
  change: Partial<GithubSettings> = {},
  timeoutMs = requestTimeoutMs,
) {
  const [owner = '', repository = ''] = sandbox.repository.split('/');
  const settings = {
    auth: { token: sandbox.token },
    owner,
    repository,
    apiUrl: sandbox.url,
    webhookSecret: null,
    sandbox: true,
    ...change,
  };
  return createGithubTracker(settings, { log: silentLog, requestTimeoutMs: timeoutMs });
}

async function openHarness(): Promise<TrackerHarness> {
  const sandbox = await startGithubSandbox();
  const tracker = openTracker(sandbox);
  await tracker.check();
  let stopped = false;
  let slowUntil = 0;
  const stop = async () => {
    if (!stopped) await sandbox.close();
    stopped = true;
  };
  const issue = (externalId: string) => sandbox.issues().find(({ id }) => id === externalId);
  const asked = (name: string) => sandbox.operations().filter((one) => one === name).length;
  const linksOf = ({ body, comments, blockedBy }: ReturnType<GithubSandbox['issues']>[number]) =>
    blockedBy.length +
    (body?.match(/^Related to #\d+$/gm)?.length ?? 0) +
    comments.filter((text) => /^Duplicate of #\d+$/m.test(text)).length;
  return {
    tracker,
    reopen: async () => openTracker(sandbox),
    close: stop,
    otherSide: {
      issueCount: () => sandbox.issues().length,
      createRequests: () => asked('createIssue'),
      relationCount: () => sandbox.issues().reduce((sum, one) => sum + linksOf(one), 0),
      amendRequests: () => asked(patch),
      commentsOf: (externalId) => issue(externalId)?.comments ?? [],
      requests: () => sandbox.requests(),
      writeRequests: () => sandbox.operations().filter((name) => writes.test(name)).length,
      textOf: (externalId) => issue(externalId)?.body ?? '',
      write({ title, text, closed }) {
        const { id } = sandbox.write({ title, body: text, ...(closed ? { state: 'closed' } : {}) });
        return { externalId: id };
      },
      strike(kind, on = 'create') {
        const operation = operations[on];
        sandbox.faults.add({ kind, ...(operation ? { operation } : {}), delayMs: requestTimeoutMs + 100 });
        if (kind === 'slow') slowUntil = Date.now() + requestTimeoutMs + 300;
      },
      settle: () => wait(Math.max(0, slowUntil - Date.now())).then(() => {}),
      withWrongKey: async () => openTracker(sandbox, { auth: { token: 'ghp_wrong' } }),
      stop,
    },
  };
}

/** GitHub's descriptions are read when they are first needed, which on a busy machine takes longer than we wait here. */
beforeAll(async () => {
  const sandbox = await startGithubSandbox();
  await createOne(openTracker(sandbox, {}, 20_000), draftOf({ workStatus: 'done' }), freshKey());
  await sandbox.close();
});

trackerContract('GitHub', openHarness);
remoteTrackerContract('GitHub', openHarness);

describe('GitHub', () => {
  let sandbox: GithubSandbox;
  const start = async (options: GithubSandboxOptions = {}) => {
    await sandbox?.close();
    sandbox = await startGithubSandbox(options);
  };
  beforeEach(() => start());
  afterEach(() => sandbox.close());
  const since = (before: number) => sandbox.operations().slice(before);

  it('names the repository in its destination, and says that it is the sandbox', async () => {
    expect(await openTracker(sandbox).destination()).toEqual({
      id: 'github:sandbox/product',
      tracker: 'github',
      label: 'GitHub › sandbox/product (sandbox)',
      sandbox: true,
      tenant: 'sandbox/product',
    });
    const real = await openTracker(sandbox, { sandbox: false }).destination();
    expect(real.id).toBe(`github:${new URL(sandbox.url).host}/sandbox/product`);
    expect(real.label).toBe('GitHub › sandbox/product');
  });

  it('carries title, text, labels, priority and type into one request, and the marker as its last line', async () => {
    const key = freshKey();
    const draft = draftOf({ labels: ['Bug', 'onboarding'], priority: 1 });
    const tracker = openTracker(sandbox);
    expect(await createOne(tracker, draft, key)).toMatchObject({
      kind: 'created',
      warnings: [],
      issue: { externalKey: '#1', text: draft.body, priority: 1, labels: ['bug', 'onboarding'] },
    });
    expect(sandbox.issues()[0]).toMatchObject({
      title: draft.title,
      labels: ['bug', 'onboarding', 'priority:P0'],
      type: 'Feature',
      state: 'open',
    });
    expect(sandbox.issues()[0]?.body).toMatch(new RegExp(`\\n\\n<!-- docket:${key.marker} -->$`));
    const before = sandbox.operations().length;
    await createOne(tracker, draft, freshKey());
    expect(since(before)).toEqual(['createIssue']);
  });

  it('sets the field of the owner where there is one for the priority, and no label', async () => {
    await start({ priorityField: true });
    const tracker = openTracker(sandbox);
    const created = await createOne(tracker, draftOf({ labels: [], priority: 2 }), freshKey());
    expect(sandbox.issues()[0]).toMatchObject({ fields: { Priority: 'High' }, labels: [] });
    expect(created).toMatchObject({ issue: { priority: 2 } });
    const { externalId } = (created as { issue: { externalId: string } }).issue;
    expect(await tracker.update({ externalId, priority: 4 })).toMatchObject({ issue: { priority: 4 } });
    expect(sandbox.issues()[0]?.body).toContain('**Priority:** P3 (Low)');
  });

  it('says the type by a label where the owner has no such type', async () => {
    await start({ issueTypes: false });
    await createOne(openTracker(sandbox), draftOf({ type: 'bug', labels: [] }), freshKey());
    expect(sandbox.issues()[0]).toMatchObject({ type: null, labels: ['type:bug', 'priority:P1'] });
  });

  it('files a child under its parent, and says so when the parent has gone', async () => {
    const tracker = openTracker(sandbox);
    const parent = await createOne(tracker, draftOf({ type: 'epic' }), freshKey());
    const parentExternalId = (parent as { issue: { externalId: string } }).issue.externalId;
    await createOne(tracker, draftOf({ parentExternalId }), freshKey());
    expect(sandbox.issues().map((issue) => issue.parent)).toEqual([null, 1]);
    sandbox.edit(1, { gone: true });
    expect(await createOne(tracker, draftOf({ parentExternalId }), freshKey())).toMatchObject({
      kind: 'refused',
      retryable: false,
      reason: expect.stringContaining('parent'),
    });
  });

  it('creates a missing label once, also for issues sent together, and names in the text what it may not', async () => {
    const tracker = openTracker(sandbox);
    const drafts = [1, 2, 3].map(() => ({ draft: draftOf({ labels: ['import'] }), key: freshKey() }));
    await Promise.all(drafts.map((order) => tracker.create([order])));
    const made = sandbox.operations().filter((name) => name === 'issues/create-label');
    expect(made).toHaveLength(2);
    const long = 'x'.repeat(51);
    const outcome = await createOne(tracker, draftOf({ labels: [long] }), freshKey());
    expect(outcome).toMatchObject({ kind: 'created', warnings: [expect.stringContaining(long)] });
    expect(sandbox.issues().at(-1)?.body).toContain(`**Labels:** ${long}`);
  });

  it('says what GitHub dropped without a word', async () => {
    await start({ mayTriage: false });
    const tracker = openTracker(sandbox);
    const draft = draftOf({ labels: ['bug'] });
    expect(await tracker.preflight([draft])).toEqual([
      { index: 0, problem: expect.stringContaining('may not label'), fatal: false },
      { index: 0, problem: expect.stringContaining('may not label'), fatal: false },
    ]);
    const outcome = await createOne(tracker, draft, freshKey());
    expect(outcome).toMatchObject({ kind: 'created', warnings: [expect.anything(), expect.anything()] });
    expect(sandbox.issues()[0]).toMatchObject({ labels: [], type: null });
    expect(sandbox.issues()[0]?.body).toContain('**Labels:** bug, priority:P1');
  });

  it('brings all 96 combinations of status, priority and type back as they went out, over both interfaces', async () => {
    const tracker = openTracker(sandbox, {}, 20_000);
    const statuses = ['open', 'in_progress', 'blocked', 'done', 'failed', 'cancelled'] as const;
    const types = ['epic', 'feature', 'task', 'bug'] as const;
    const orders = statuses.flatMap((workStatus) =>
      ([1, 2, 3, 4] as const).flatMap((priority) =>
        types.map((type) => ({ draft: draftOf({ workStatus, priority, type }), key: freshKey() })),
      ),
    );
    const created = await Promise.all(orders.map((order) => tracker.create([order])));
    const found = await tracker.find(orders.map(({ key }) => key));
    const overRest = orders.map(({ key }) => found.get(key.marker)![0]!);
    const overGraphql = await tracker.read(overRest.map(({ externalId }) => externalId));
    expect([...overGraphql.values()]).toEqual(overRest);
    expect(created.map(([outcome]) => (outcome as { issue: unknown }).issue)).toEqual(overRest);
    expect(overRest.map(({ workStatus, priority, labels }) => ({ workStatus, priority, labels }))).toEqual(
      orders.map(({ draft: { workStatus, priority, labels } }) => ({ workStatus, priority, labels })),
    );
    const byId = new Map(sandbox.issues().map((issue) => [issue.id, issue]));
    const readBack = overRest.map(({ externalId }) => byId.get(externalId)!);
    expect(readBack.map(({ type, labels }) => readType(type, labels))).toEqual(
      orders.map(({ draft }) => draft.type),
    );
  });

  it('works as an app that is installed there, with one token for an hour of requests', async () => {
    const { appId, privateKey } = sandbox.app();
    const tracker = openTracker(sandbox, { auth: { appId, privateKey, installationId: null } });
    expect(await tracker.check()).toMatchObject({ ok: true });
    const before = sandbox.requests();
    expect(await createOne(tracker, draftOf(), freshKey())).toMatchObject({ kind: 'created' });
    await createOne(tracker, draftOf(), freshKey());
    // What was created last, a label for what people wrote and one for the priority, and the two issues.
    expect(sandbox.requests() - before).toBe(5);
    const foreign = await startGithubSandbox();
    const stranger = { ...foreign.app(), installationId: null };
    await foreign.close();
    const wrong = openTracker(sandbox, { auth: stranger });
    expect(await createOne(wrong, draftOf(), freshKey())).toMatchObject({ kind: 'refused', auth: true });
    expect((await wrong.check()).problem).toBe('GitHub did not accept the token.');
  });

  it('notifies nobody and closes nothing', async () => {
    const body = 'Ask @robin and @octo/team. Fixes #1, closes GH-2, see https://github.com/o/r/issues/3';
    const tracker = openTracker(sandbox);
    const outcome = await createOne(tracker, draftOf({ body }), freshKey());
    expect(sandbox.issues()[0]?.body).not.toMatch(/@[a-z]|#\d|GH-\d|\/github\.com/);
    expect(outcome).toMatchObject({ issue: { text: body } });
  });

  it('says before approval what GitHub would refuse', async () => {
    const tracker = openTracker(sandbox);
    const problems = await tracker.preflight([
      draftOf({ title: ' ' }),
      draftOf({ title: 'x'.repeat(257) }),
      draftOf({ body: 'é'.repeat(30_000) }),
      draftOf({ body: 'x'.repeat(59_000) }),
    ]);
    expect(problems).toEqual([
      { index: 0, problem: 'GitHub refuses an issue without a title.', fatal: true },
      { index: 1, problem: expect.stringContaining('256'), fatal: true },
      { index: 2, problem: expect.stringMatching(/^The text has 60\d+ bytes; at most 60000/), fatal: true },
    ]);
  });

  it('says before approval that a parent has no room, closed children counted, or lies too deep', async () => {
    const parent = sandbox.write({ title: 'Epic' });
    for (let at = 0; at < 99; at++) sandbox.write({ title: 'Child', parent: parent.number, state: 'closed' });
    const draft = draftOf({ parentExternalId: parent.id });
    const tracker = openTracker(sandbox);
    expect(await tracker.preflight([draft])).toEqual([]);
    expect(await tracker.preflight([draft, draft])).toHaveLength(2);
    let deep = sandbox.write({ title: 'Level 1' });
    for (let level = 2; level < 8; level++)
      deep = sandbox.write({ title: `Level ${level}`, parent: deep.number });
    expect(await tracker.preflight([draftOf({ parentExternalId: deep.id })])).toEqual([]);
    const deepest = sandbox.write({ title: 'Level 8', parent: deep.number });
    const [problem] = await tracker.preflight([draftOf({ parentExternalId: deepest.id })]);
    expect(problem).toMatchObject({ fatal: true, problem: expect.stringContaining('too deep') });
  });

  it('waits as long as GitHub says, also where it says so with status 200', async () => {
    sandbox.faults.add({ kind: 'rate_limited', operation: 'createIssue', resetMs: 61_000 });
    const tracker = openTracker(sandbox);
    const limited = { kind: 'refused', retryable: true, retryAfterMs: 61_000 };
    expect(await createOne(tracker, draftOf(), freshKey())).toMatchObject(limited);
    sandbox.faults.add({ kind: 'rate_limited', operation: patch, resetMs: 61_000 });
    const { id } = sandbox.write({ title: 'One' });
    expect(await tracker.update({ externalId: id, title: 'Two' })).toMatchObject(limited);
  });

  it('makes twenty links with one request, and tells which of them could not be made', async () => {
    const blocker = sandbox.write({ title: 'Blocker' });
    const blocked = Array.from({ length: 19 }, () => sandbox.write({ title: 'Blocked' }));
    const orders = [...blocked.map(({ id }) => id), 'I_kwDOgone'].map((toId) => {
      return { type: 'blocks' as const, fromId: blocker.id, toId, key: freshKey() };
    });
    const tracker = openTracker(sandbox);
    await tracker.check();
    const before = sandbox.requests();
    const outcomes = await tracker.link(orders.slice(0, 19));
    expect(sandbox.requests() - before).toBe(1);
    expect(outcomes.every(({ kind }) => kind === 'done')).toBe(true);
    expect(sandbox.issues().filter((issue) => issue.blockedBy.includes(1))).toHaveLength(19);
    const again = await tracker.link(orders);
    expect(again.slice(0, 19).every(({ kind }) => kind === 'done')).toBe(true);
    expect(again[19]).toMatchObject({ kind: 'refused', retryable: false });
  });

  it('asks for changes with a tag, so that no change costs nothing, and misses none of one second', async () => {
    const now = new Date('2026-05-01T12:00:00.000Z');
    await start({ now: () => now });
    const tracker = openTracker(sandbox);
    sandbox.write({ title: 'Old' });
    let { cursor } = await tracker.changes(null);
    const ask = async () => {
      const answer = await tracker.changes(cursor);
      cursor = answer.cursor;
      return answer.issues.map(({ title }) => title);
    };
    expect(await ask()).toEqual([]);
    sandbox.write({ title: 'In the same second' });
    expect(await ask()).toEqual(['In the same second']);
    sandbox.edit(1, { title: 'Old, changed in it too' });
    expect(await ask()).toEqual(['Old, changed in it too']);
    expect(await ask()).toEqual([]);
    sandbox.write({ title: 'A pull request', isPullRequest: true });
    expect(await ask()).toEqual([]);
    for (let at = 0; at < 120; at++) sandbox.write({ title: `Many ${at}` });
    const first = await tracker.changes(cursor);
    const rest = await tracker.changes(first.cursor);
    expect([first.more, rest.more]).toEqual([true, false]);
    const told = [...first.issues, ...rest.issues].map(({ title }) => title);
    expect(new Set(told.filter((title) => title.startsWith('Many'))).size).toBe(120);
    expect((await tracker.changes(rest.cursor)).issues).toEqual([]);
  });

  it('finds no issue that the list does not show yet, and finds it when it does', async () => {
    let now = new Date('2026-05-01T12:00:00.000Z');
    await start({ now: () => now, listLagMs: 3000 });
    const tracker = openTracker(sandbox);
    sandbox.faults.add({ kind: 'lost_answer', operation: 'createIssue' });
    const key = freshKey();
    await createOne(tracker, draftOf(), key);
    expect((await tracker.find([key])).size).toBe(0);
    now = new Date(now.getTime() + tracker.traits.quarantineMs + 3000);
    expect((await tracker.find([key])).get(key.marker)).toHaveLength(1);
  });

  it('reports two issues of one key, the older first, and asks no further back than the key is old', async () => {
    for (let at = 0; at < 150; at++) sandbox.write({ title: 'Theirs' });
    const key = { ...freshKey(), since: new Date(Date.now() - 60_000).toISOString() };
    const body = `Words.\n\n<!-- docket:${key.marker} -->`;
    const [older, newer] = [sandbox.write({ title: 'One', body }), sandbox.write({ title: 'Two', body })];
    const tracker = openTracker(sandbox);
    const found = (await tracker.find([key])).get(key.marker);
    expect(found?.map(({ externalId }) => externalId)).toEqual([older.id, newer.id]);
    expect((await tracker.sweep('2026-01-01T00:00:00.000Z')).get(key.marker)).toHaveLength(2);
  });

  it('does not create again what a person deleted on GitHub', async () => {
    const tracker = openTracker(sandbox);
    const key = freshKey();
    await createOne(tracker, draftOf(), key);
    sandbox.edit(1, { gone: true });
    expect((await tracker.find([key])).size).toBe(0);
    expect(await createOne(tracker, draftOf(), key)).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('deleted on GitHub'),
    });
  });

  it('needs no more requests than issues, and one for twenty links', async () => {
    const tracker = openTracker(sandbox);
    await createOne(tracker, draftOf(), freshKey());
    const before = sandbox.requests();
    const ids: string[] = [];
    for (let at = 0; at < 50; at++) {
      const parentExternalId = at < 5 ? null : ids[at % 5]!;
      const outcome = await createOne(tracker, draftOf({ parentExternalId }), freshKey());
      ids.push((outcome as { issue: { externalId: string } }).issue.externalId);
    }
    const orders = ids.slice(1).map((toId, at) => {
      return { type: 'blocks' as const, fromId: ids[at]!, toId, key: freshKey() };
    });
    for (let at = 0; at < orders.length; at += 20) await tracker.link(orders.slice(at, at + 20));
    expect(sandbox.requests() - before).toBe(53);
  });
});
