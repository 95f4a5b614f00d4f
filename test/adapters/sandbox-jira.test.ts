/** The sandbox Jira as any client of Jira meets it: what it takes, what it refuses, and in which words. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { newId } from '../../src/domain/ids.ts';
import { type JiraSandbox, type JiraSandboxOptions, startJiraSandbox } from '../../src/sandbox/jira/jira.ts';
import { createJiraWebhook } from '../../src/trackers/jira/webhook.ts';

/** What any of the answers looked at here may hold. */
type Body = {
  key: string;
  isLast: boolean;
  nextPageToken: string;
  issues: { id: string }[];
  errorMessages: string[];
  errors: Record<string, unknown>;
  transitions: { id: string; name: string; fields: object }[];
  fields: { issuelinks: unknown[] };
};
type Answer = { status: number; body: Body; headers: Headers };

/** A bulk answer says which elements failed in a list of the same name. */
function failedIn({ errors }: Body): number[] {
  return Object.values(errors).map((one) => (one as { failedElementNumber: number }).failedElementNumber);
}

async function ask(sandbox: JiraSandbox, method: string, path: string, body?: unknown): Promise<Answer> {
  const basic = Buffer.from(`${sandbox.email}:${sandbox.apiToken}`).toString('base64');
  const response = await fetch(`${sandbox.url}/rest/api/3/${path}`, {
    method,
    headers: { authorization: `Basic ${basic}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
}

function fieldsOf(change: Record<string, unknown> = {}) {
  return { project: { key: 'PROD' }, issuetype: { name: 'Task' }, summary: 'A thing', ...change };
}

function docOf(text: string) {
  return { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] };
}

async function withSandbox(options: JiraSandboxOptions, deed: (sandbox: JiraSandbox) => Promise<void>) {
  const sandbox = await startJiraSandbox(options);
  await deed(sandbox).finally(() => sandbox.close());
}

describe('the sandbox Jira', () => {
  let sandbox: JiraSandbox;
  const create = async (change: Record<string, unknown> = {}) =>
    (await ask(sandbox, 'POST', 'issue', { fields: fieldsOf(change) })).body.key as string;
  beforeAll(async () => {
    sandbox = await startJiraSandbox({ burst: 10_000 });
  });
  afterAll(() => sandbox.close());

  it('opens to its token alone, as basic or as a bearer', async () => {
    const me = (authorization: string) =>
      fetch(`${sandbox.url}/rest/api/3/myself`, { headers: { authorization } }).then(({ status }) => status);
    expect([await me(`Bearer ${sandbox.apiToken}`), await me('Bearer x'), await me('')]).toEqual([
      200, 401, 401,
    ]);
  });

  it('knows no endpoint of version 2, nor one that it does not serve', async () => {
    expect((await ask(sandbox, 'POST', '../2/issue', { fields: fieldsOf() })).status).toBe(404);
    expect((await ask(sandbox, 'GET', 'search?jql=project=PROD')).status).toBe(404);
  });

  it.each([
    ['a body the description forbids', { issueUpdates: 'all' }, /issueUpdates must be array/],
    ['nothing to create', { issueUpdates: [] }, /missing/],
    ['more than fifty', { issueUpdates: Array(51).fill({ fields: fieldsOf() }) }, /At most 50/],
  ])('refuses %s', async (_, body, said) => {
    const answer = await ask(sandbox, 'POST', 'issue/bulk', body);
    expect(answer.status).toBe(400);
    expect(answer.body.errorMessages.join(' ')).toMatch(said);
  });

  it.each([
    ['a text that is no Atlassian document', { description: '**bold**' }, 'description'],
    [
      'a document that is none',
      { description: { ...docOf('x'), content: [{ type: 'text' }] } },
      'description',
    ],
    ['a summary of nothing', { summary: ' ' }, 'summary'],
    ['a label with a space', { labels: ['on boarding'] }, 'labels'],
    ['a field that no screen has', { customfield_99999: 1 }, 'customfield_99999'],
    ['a parent that is no level above', { parent: { key: 'PROD-999' } }, 'parent'],
    ['a priority of another site', { priority: { name: 'P0' } }, 'priority'],
  ])('refuses %s by the name of the field', async (_, change, field) => {
    const answer = await ask(sandbox, 'POST', 'issue', { fields: fieldsOf(change) });
    expect([answer.status, Object.keys(answer.body.errors)]).toEqual([400, [field]]);
  });

  it('makes what it can of many, names what it refused by its number, and answers 400 only where all failed', async () => {
    const before = sandbox.issues().length;
    const bad = { fields: fieldsOf({ summary: '' }) };
    const good = { fields: fieldsOf(), properties: [{ key: 'docket.key', value: { k: 'x' } }] };
    const some = await ask(sandbox, 'POST', 'issue/bulk', { issueUpdates: [bad, good, bad, good] });
    expect(some.status).toBe(201);
    expect(some.body.issues).toHaveLength(2);
    expect(failedIn(some.body)).toEqual([0, 2]);
    expect(sandbox.issues().length - before).toBe(2);
    expect(sandbox.issues().at(-1)?.properties).toEqual({ 'docket.key': { k: 'x' } });
    const none = await ask(sandbox, 'POST', 'issue/bulk', { issueUpdates: [bad] });
    expect([none.status, none.body.issues, failedIn(none.body)]).toEqual([400, [], [0]]);
  });

  it('moves an issue only where its workflow leads, and sets a resolution where a screen asks for it', async () => {
    const key = await create();
    const open = async () => {
      const { body } = await ask(sandbox, 'GET', `issue/${key}/transitions?expand=transitions.fields`);
      return body.transitions;
    };
    const go = (id: string, fields = {}) =>
      ask(sandbox, 'POST', `issue/${key}/transitions`, { transition: { id }, ...fields });
    expect((await go('51')).status).toBe(400);
    for (const id of ['11', '31']) expect((await go(id)).status).toBe(204);
    expect((await open()).map(({ name, fields }) => [name, Object.keys(fields)])).toEqual([
      ['Rework', []],
      ['Finish', ['resolution']],
    ]);
    expect((await go('51', { fields: { resolution: { name: "Won't Do" } } })).status).toBe(204);
    expect(sandbox.issues().find((issue) => issue.key === key)).toMatchObject({
      status: 'Done',
      resolution: "Won't Do",
    });
  });

  it('says that it made a link also where there was one, and shows each end the other', async () => {
    const [one, other] = [await create(), await create()];
    const link = { type: { name: 'Blocks' }, inwardIssue: { key: one }, outwardIssue: { key: other } };
    for (const _ of [1, 2]) expect((await ask(sandbox, 'POST', 'issueLink', link)).status).toBe(201);
    const { body } = await ask(sandbox, 'GET', `issue/${one}?fields=issuelinks`);
    expect(body.fields.issuelinks).toMatchObject([
      { type: { outward: 'blocks' }, outwardIssue: { key: other } },
    ]);
    expect(sandbox.issues().find(({ key }) => key === other)?.links).toEqual([`is blocked by ${one}`]);
  });

  it('makes the links that ride with a new issue', async () => {
    const blocked = await create();
    const add = { type: { name: 'Blocks' }, outwardIssue: { key: blocked } };
    await ask(sandbox, 'POST', 'issue', { fields: fieldsOf(), update: { issuelinks: [{ add }] } });
    expect(sandbox.issues().at(-1)?.links).toEqual([`blocks ${blocked}`]);
  });

  it('searches in pages that hold to one query, and refuses a query without bounds', async () => {
    for (const _ of [1, 2, 3]) await create();
    const jql = 'project = PROD AND (statusCategory != Done OR updated >= "-5m") ORDER BY created DESC';
    const page = (more: object) =>
      ask(sandbox, 'POST', 'search/jql', { jql, maxResults: 2, fields: ['summary'], ...more });
    const first = await page({});
    expect(first.body).toMatchObject({ isLast: false, issues: [{ fields: { summary: 'A thing' } }, {}] });
    const token = first.body.nextPageToken;
    expect((await page({ nextPageToken: token })).body.issues[0]?.id).not.toBe(first.body.issues[0]?.id);
    expect((await page({ nextPageToken: token, jql: 'project = PROD' })).status).toBe(400);
    expect((await page({ jql: 'ORDER BY created' })).status).toBe(400);
    expect((await page({ jql: 'nonsense = 1' })).status).toBe(400);
  });

  it('shows a change to a search only when its index has caught up, and to a read at once', async () => {
    let now = new Date('2026-05-01T12:00:00Z');
    await withSandbox({ indexLagMs: 20_000, now: () => now }, async (slow) => {
      const { id } = slow.write({ summary: 'New' });
      const search = async () =>
        (await ask(slow, 'POST', 'search/jql', { jql: 'project = PROD' })).body.issues.length;
      const read = async () =>
        (await ask(slow, 'POST', 'issue/bulkfetch', { issueIdsOrKeys: [id] })).body.issues.length;
      expect([await search(), await read()]).toEqual([0, 1]);
      now = new Date(now.getTime() + 20_000);
      expect(await search()).toBe(1);
    });
  });

  it('says which of its limits was met', async () => {
    const now = new Date('2026-05-01T12:00:00Z');
    await withSandbox({ burst: 30, now: () => now }, async (strict) => {
      const { key } = strict.write({ summary: 'Busy' });
      const statuses: Answer[] = [];
      for (let at = 0; at < 21; at++)
        statuses.push(await ask(strict, 'POST', `issue/${key}/comment`, { body: docOf('x') }));
      const refused = statuses.at(-1)!;
      expect([statuses[19]?.status, refused.status]).toEqual([201, 429]);
      expect(refused.headers.get('ratelimit-reason')).toBe('jira-per-issue-on-write');
      expect(refused.headers.get('retry-after')).toBe('2');
      const reads: Answer[] = [];
      for (let at = 0; at < 31; at++) reads.push(await ask(strict, 'GET', 'myself'));
      expect(reads.at(-1)?.headers.get('ratelimit-reason')).toBe('jira-burst-based');
    });
  });

  it('lets a part of many fail on demand, and answers a client that has gone all the same', async () => {
    const before = sandbox.issues().length;
    const issueUpdates = Array(4).fill({ fields: fieldsOf() });
    sandbox.faults.add({ kind: 'partial', operation: 'createIssues' });
    const { body } = await ask(sandbox, 'POST', 'issue/bulk', { issueUpdates });
    expect([body.issues.length, failedIn(body)]).toEqual([2, [1, 3]]);
    sandbox.faults.add({ kind: 'lost_answer', operation: 'createIssue' });
    await expect(ask(sandbox, 'POST', 'issue', { fields: fieldsOf() })).rejects.toThrow();
    expect(sandbox.issues().length - before).toBe(3);
  });

  it('shows people a page for each issue, on which nothing runs', async () => {
    const key = await create({ summary: '<script>x</script>', description: docOf('<b>Text</b>') });
    const page = await fetch(`${sandbox.url}/browse/${key}`);
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'/);
    const html = await page.text();
    expect(html).toContain('&lt;b&gt;Text&lt;/b&gt;');
    expect(html).not.toContain('<script>');
    expect(await (await fetch(sandbox.url)).text()).toContain(key);
    expect((await fetch(`${sandbox.url}/browse/PROD-9999`)).status).toBe(404);
  });

  it('keeps what it answered as done over a restart, at the same address', async () => {
    const stateFile = join(inject('tempFolder'), `jira-${newId()}.jsonl`);
    let url = '';
    await withSandbox({ stateFile }, async (first) => {
      url = first.url;
      await ask(first, 'POST', 'issue', { fields: fieldsOf({ labels: ['kept'] }) });
    });
    await withSandbox({ stateFile }, async (second) => {
      expect(second.url).toBe(url);
      expect(second.issues()).toMatchObject([{ key: 'PROD-1', labels: ['kept'] }]);
      expect((await ask(second, 'POST', 'issue', { fields: fieldsOf() })).body.key).toBe('PROD-2');
    });
  });
});

describe('what the sandbox Jira tells', () => {
  it('is signed, names its site and issue, keeps its name when it comes twice, and may be lost', async () => {
    const heard: { headers: Record<string, string | undefined>; body: Buffer }[] = [];
    const listener = createServer(async (request, response) => {
      const body = Buffer.concat(await request.toArray());
      heard.push({ headers: request.headers as Record<string, string>, body });
      response.end();
    });
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    const webhookUrl = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/`;
    await withSandbox({ webhookUrl }, async (sandbox) => {
      const { id, key } = sandbox.write({ summary: 'Told' });
      sandbox.webhooks.plan({ kind: 'lost' });
      sandbox.edit(key, { summary: 'Not told' });
      sandbox.webhooks.plan({ kind: 'duplicate', delayMs: 0 });
      sandbox.edit(key, { status: 'Done' });
      await ask(sandbox, 'POST', `issue/${key}/comment`, { body: docOf('x') });
      await sandbox.webhooks.settled();
      const news = heard.map((request) => createJiraWebhook(sandbox.webhookSecret)(request, new Date()));
      const tenant = new URL(sandbox.url).host;
      expect(news).toEqual(news.map((one) => ({ ...one, kind: 'accepted', tenant, externalIds: [id] })));
      const events = news.flatMap((one) => (one.kind === 'accepted' ? one.event : []));
      expect(events.toSorted()).toEqual([
        'comment_created',
        'jira:issue_created',
        'jira:issue_updated',
        'jira:issue_updated',
        'jira:issue_updated',
      ]);
      const ids = news.flatMap((one) => (one.kind === 'accepted' ? one.deliveryId : []));
      expect(new Set(ids).size).toBe(4);
    });
    listener.close();
  });
});
