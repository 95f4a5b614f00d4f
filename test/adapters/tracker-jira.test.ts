/** Jira through jira.js, over real sockets, against the sandbox. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { silentLog } from '../../src/ports/log.ts';
import { type JiraSandbox, startJiraSandbox } from '../../src/sandbox/jira/jira.ts';
import { isAdf } from '../../src/sandbox/jira/schema.ts';
import { adfToMarkdown } from '../../src/trackers/jira/adf-to-markdown.ts';
import { createJiraTracker } from '../../src/trackers/jira/jira.ts';
import type { JiraSettings } from '../../src/trackers/jira/settings.ts';
import {
  createOne,
  draftOf,
  freshKey,
  remoteTrackerContract,
  type TrackerHarness,
  trackerContract,
} from '../contracts/tracker.ts';
import { closeJira, jiraSettingsFor, openJira } from '../support/jira.ts';

const requestTimeoutMs = 400;
// Atlassian's schema takes longer to be made ready than these tests let a request take.
isAdf(null);

const operations = {
  create: 'createIssues',
  read: ['bulkFetchIssues', 'searchAndReconsileIssuesUsingJqlPost'],
  relate: 'linkIssues',
  amend: 'editIssue',
  comment: 'addComment',
};
const writes = /^(createIssues|editIssue|doTransition|addComment|linkIssues)$/;

function openTracker(sandbox: JiraSandbox, change: Partial<JiraSettings> = {}) {
  return createJiraTracker(jiraSettingsFor(sandbox, change), {
    log: silentLog,
    requestTimeoutMs,
    strict: true,
  });
}

async function openHarness(): Promise<TrackerHarness> {
  const sandbox = await startJiraSandbox({ burst: 10_000 });
  const tracker = openTracker(sandbox);
  await tracker.check();
  let stopped = false;
  let slowUntil = 0;
  const stop = async () => {
    if (!stopped) await sandbox.close();
    stopped = true;
  };
  const find = (externalId: string) => sandbox.issues().find(({ id }) => id === externalId);
  const count = (pattern: RegExp) => sandbox.operations().filter((name) => pattern.test(name)).length;
  return {
    tracker,
    reopen: async () => openTracker(sandbox),
    close: stop,
    otherSide: {
      issueCount: () => sandbox.issues().length,
      createRequests: () => count(/^createIssues?$/),
      relationCount: () => sandbox.issues().reduce((sum, issue) => sum + issue.links.length, 0) / 2,
      amendRequests: () => count(/^editIssue$/),
      textOf: (externalId) => adfToMarkdown(find(externalId)?.description),
      commentsOf: (externalId) => find(externalId)?.comments ?? [],
      requests: () => sandbox.requests(),
      writeRequests: () => count(writes),
      write({ title, text, closed }) {
        const made = sandbox.write({
          summary: title,
          description: text,
          ...(closed ? { status: 'Done' } : {}),
        });
        return { externalId: made.id };
      },
      strike(kind, on = 'create') {
        for (const operation of [operations[on]].flat()) {
          sandbox.faults.add({ kind, operation, delayMs: requestTimeoutMs + 100 });
        }
        if (kind === 'slow') slowUntil = Date.now() + requestTimeoutMs + 300;
      },
      settle: () => wait(Math.max(0, slowUntil - Date.now())).then(() => {}),
      withWrongKey: async () => openTracker(sandbox, { apiToken: 'wrong' }),
      stop,
    },
  };
}

trackerContract('Jira', openHarness);
remoteTrackerContract('Jira', openHarness);

describe('Jira', () => {
  afterEach(closeJira);

  it('names the project and the site in its destination, and says that it is the sandbox', async () => {
    const { sandbox, tracker } = await openJira();
    expect(await tracker.destination()).toMatchObject({
      id: 'jira:sandbox/PROD',
      label: 'Jira › Product (sandbox)',
      sandbox: true,
    });
    const real = await openJira({}, { sandbox: false });
    expect((await real.tracker.destination()).id).toBe(`jira:${new URL(real.sandbox.url).host}/PROD`);
    expect(sandbox.url).not.toBe(real.sandbox.url);
  });

  it('looks again who it is and which project it is, and not again at how things are done there', async () => {
    const { sandbox, tracker } = await openJira();
    await tracker.destination();
    const before = sandbox.operations().length;
    await tracker.destination();
    expect(sandbox.operations().slice(before)).toEqual(['getCurrentUser', 'getProject']);
  });

  it('says that no project is selected where it knows none of that key', async () => {
    const { tracker } = await openJira({}, { project: 'NOPE' });
    expect(await tracker.check()).toMatchObject({ ok: false, problem: 'No Jira project selected.' });
    expect(await createOne(tracker, draftOf(), freshKey())).toMatchObject({
      kind: 'refused',
      reason: 'No Jira project selected',
    });
  });

  it('asks for English names, sends its token nowhere else, and never to version 2', async () => {
    const asked: IncomingMessage[] = [];
    const elsewhere = createServer((request, response) => {
      asked.push(request);
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    const apiUrl = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
    const { tracker } = await openJira({}, { apiUrl });
    expect(await tracker.check()).toMatchObject({ ok: false, problem: 'Jira gave no usable answer.' });
    expect(asked.map(({ url }) => url)).toEqual(['/rest/api/3/myself']);
    expect(asked[0]?.headers).toMatchObject({ 'accept-language': 'en', 'x-force-accept-language': 'true' });
    elsewhere.close();
  });

  it('takes a bearer token as well', async () => {
    const { tracker } = await openJira({}, { email: null });
    expect((await tracker.check()).ok).toBe(true);
  });

  it('waits as long as its limit asks for', async () => {
    const { sandbox, tracker } = await openJira();
    await tracker.check();
    sandbox.faults.add({ kind: 'rate_limited', operation: 'createIssues', resetMs: 61_000 });
    expect(await createOne(tracker, draftOf(), freshKey())).toMatchObject({
      kind: 'refused',
      retryAfterMs: 61_000,
    });
  });

  it('is not asked about an issue in doubt before its index can know it, and finds it after that', async () => {
    let now = new Date('2026-05-01T12:00:00Z');
    const { sandbox, tracker } = await openJira({ indexLagMs: 30_000, now: () => now });
    const key = freshKey();
    await tracker.check();
    sandbox.faults.add({ kind: 'lost_answer', operation: 'createIssues' });
    expect((await createOne(tracker, draftOf(), key)).kind).toBe('unknown');
    expect((await tracker.find([key])).size).toBe(0);
    now = new Date(now.getTime() + tracker.traits.quarantineMs);
    expect((await tracker.find([key])).get(key.marker)).toHaveLength(1);
  });

  it('tells late and reordered changes once each, page by page', async () => {
    let now = new Date('2026-05-01T12:00:00Z');
    const { sandbox, tracker } = await openJira({ now: () => now });
    const keys = Array.from({ length: 130 }, (_, at) => sandbox.write({ summary: `Old ${at}` }).key);
    now = new Date(now.getTime() + 3_600_000);
    let { cursor } = await tracker.changes(null);
    for (const key of keys) sandbox.edit(key, { summary: `New ${key}` });
    now = new Date(now.getTime() + 60_000);
    const told: string[] = [];
    let more = true;
    while (more) {
      const page = await tracker.changes(cursor);
      told.push(...page.issues.map(({ externalKey }) => externalKey));
      ({ cursor, more } = page);
    }
    expect(told.toSorted()).toEqual(keys.toSorted());
    expect((await tracker.changes(cursor)).issues).toEqual([]);
    // Once nothing of it can still come late, it is not read through again.
    const readOn = async () => {
      now = new Date(now.getTime() + 600_000);
      const before = sandbox.requests();
      do ({ cursor, more } = await tracker.changes(cursor));
      while (more);
      return sandbox.requests() - before;
    };
    await readOn();
    expect(await readOn()).toBe(1);
  });

  it.each([-30, 30])('tells what changed though Jira’s clock is off by %i minutes', async (minutes) => {
    let now = new Date('2026-05-01T12:00:00Z');
    const theirs = () => new Date(now.getTime() + minutes * 60_000);
    const { sandbox } = await openJira({ now: theirs });
    const deps = { log: silentLog, requestTimeoutMs: 2000, clock: { now: () => now } };
    const tracker = createJiraTracker(jiraSettingsFor(sandbox), deps);
    const { key } = sandbox.write({ summary: 'Before' });
    now = new Date(now.getTime() + 3_600_000);
    let { cursor } = await tracker.changes(null);
    for (const summary of ['First', 'Second']) {
      now = new Date(now.getTime() + 60_000);
      sandbox.edit(key, { summary });
      now = new Date(now.getTime() + 9 * 60_000);
      const { issues, ...rest } = await tracker.changes(cursor);
      expect(issues.map(({ title }) => title)).toEqual([summary]);
      ({ cursor } = rest);
    }
  });

  it('keeps the words, panels and mentions of others when a section of ours is put below them', async () => {
    const { sandbox, tracker } = await openJira();
    const panel = {
      type: 'panel',
      attrs: { panelType: 'info' },
      content: [{ type: 'paragraph', content: [{ type: 'mention', attrs: { id: '1', text: '@Robin' } }] }],
    };
    const { id } = sandbox.write({
      summary: 'Theirs',
      description: { type: 'doc', version: 1, content: [panel] },
    });
    for (const _ of [1, 2])
      await tracker.amend({ externalId: id, section: '## Ours\n- [ ] one' }, freshKey());
    const { content } = sandbox.issues()[0]!.description as { content: { type: string }[] };
    expect(content[0]).toEqual(panel);
    expect(content.map(({ type }) => type)).toEqual(['panel', 'expand', 'expand']);
  });
});
