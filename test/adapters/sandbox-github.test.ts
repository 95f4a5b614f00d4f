/** The sandbox's GitHub, as GitHub's own SDK and a second stand-in see it. */

import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Octokit } from '@octokit/rest';
import { verify } from '@octokit/webhooks-methods';
import { createEmulator, type Emulator } from 'emulate';
import { afterEach, beforeEach, describe, expect, inject, it, onTestFinished } from 'vitest';
import { githubDescription } from '../../src/sandbox/github/answer-rest.ts';
import { createContentGate, publishedLimits } from '../../src/sandbox/github/content-limits.ts';
import { type GithubSandbox, startGithubSandbox } from '../../src/sandbox/github/github.ts';
import { createGithubWebhook } from '../../src/trackers/github/webhook.ts';

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const at = { owner: 'sandbox', repo: 'product' };

let sandbox: GithubSandbox;
let octokit: Octokit;
beforeEach(async () => {
  sandbox = await startGithubSandbox();
  octokit = new Octokit({ baseUrl: sandbox.url, auth: sandbox.token, log: silent });
});
afterEach(() => sandbox.close());

async function refusal(attempt: Promise<unknown>): Promise<{ status: number; response: { data: unknown } }> {
  return attempt.then(
    () => Promise.reject(new Error('was not refused')),
    (error) => error,
  );
}

describe('the sandbox over REST', () => {
  it('answers as GitHub’s description says, whatever it is asked', async () => {
    const { rest } = octokit;
    const { data: issue } = await rest.issues.create({ ...at, title: 'One', labels: ['new'], type: 'Bug' });
    const { data: other } = await rest.issues.create({ ...at, title: 'Two', assignees: ['robin'] });
    const one = { ...at, issue_number: issue.number };
    const milestone = await rest.issues.createMilestone({ ...at, title: 'Soon' });
    const answers: [string, unknown][] = [
      ['issues/create', issue],
      ['issues/create', other],
      ['issues/create-milestone', milestone.data],
      ['issues/update', (await rest.issues.update({ ...one, milestone: 1, state: 'closed' })).data],
      ['issues/get', (await rest.issues.get(one)).data],
      ['issues/create-comment', (await rest.issues.createComment({ ...one, body: 'Hello' })).data],
      ['issues/list-comments', (await rest.issues.listComments(one)).data],
      ['issues/add-labels', (await rest.issues.addLabels({ ...one, labels: ['bug'] })).data],
      ['issues/add-assignees', (await rest.issues.addAssignees({ ...one, assignees: ['robin'] })).data],
      ['issues/list-labels-for-repo', (await rest.issues.listLabelsForRepo(at)).data],
      ['issues/list-for-repo', (await rest.issues.listForRepo({ ...at, state: 'all' })).data],
      [
        'issues/add-sub-issue',
        (
          await octokit.request('POST /repos/{owner}/{repo}/issues/{issue_number}/sub_issues', {
            ...one,
            sub_issue_id: other.id,
          })
        ).data,
      ],
      [
        'issues/add-blocked-by-dependency',
        (
          await octokit.request('POST /repos/{owner}/{repo}/issues/{issue_number}/dependencies/blocked_by', {
            ...one,
            issue_id: other.id,
          })
        ).data,
      ],
    ];
    for (const [operation, body] of answers) {
      expect(githubDescription().checkAnswer(operation, body), operation).toEqual([]);
    }
    expect(sandbox.issues()).toMatchObject([
      { labels: ['new', 'bug'], type: 'Bug', state: 'closed', assignees: ['robin'], blockedBy: [2] },
      { parent: 1, assignees: ['robin'] },
    ]);
  });

  it('refuses what GitHub’s description does not allow, and what is not there', async () => {
    const attempt = (body: object) => octokit.rest.issues.create({ ...at, ...body } as never);
    expect(await refusal(attempt({ body: 'no title' }))).toMatchObject({ status: 422 });
    expect(await refusal(attempt({ title: 'x', labels: 'bug' }))).toMatchObject({ status: 422 });
    expect(await refusal(attempt({ title: 'x', assignees: ['nobody'] }))).toMatchObject({ status: 422 });
    expect(await refusal(attempt({ title: 'x'.repeat(257) }))).toMatchObject({ status: 422 });
    const elsewhere = octokit.rest.issues.create({ owner: 'sandbox', repo: 'nope', title: 'x' });
    expect(await refusal(elsewhere)).toMatchObject({ status: 404 });
    const wrong = new Octokit({ baseUrl: sandbox.url, auth: 'ghp_wrong', log: silent });
    expect(await refusal(wrong.rest.users.getAuthenticated())).toMatchObject({ status: 401 });
    expect(sandbox.issues()).toEqual([]);
  });

  it('pages by links, and answers 304 to who has it all already', async () => {
    for (let number = 0; number < 38; number++) sandbox.write({ title: `Issue ${number}` });
    const route = 'GET /repos/{owner}/{repo}/issues';
    expect(await octokit.paginate(route, { ...at, per_page: 10 })).toHaveLength(38);
    const { headers } = await octokit.request(route, at);
    const again = () => octokit.request(route, { ...at, headers: { 'if-none-match': headers.etag } });
    expect(await refusal(again())).toMatchObject({ status: 304 });
    sandbox.write({ title: 'One more' });
    expect((await again()).status).toBe(200);
  });

  it('shows people what is there, and nothing of it as markup', async () => {
    const { url } = sandbox.write({
      title: '<b>One</b>',
      body: 'Words <!-- docket:abc -->',
      labels: ['bug'],
    });
    const pages = await Promise.all([sandbox.url, url].map(async (page) => (await fetch(page)).text()));
    for (const page of pages) expect(page).toContain('&lt;b&gt;One&lt;/b&gt;');
    expect(pages[1]).not.toContain('docket:abc');
    expect((await fetch(`${sandbox.url}/sandbox/product/issues/9`)).status).toBe(404);
  });

  it('lets a teammate’s changes and faults be ordered over HTTP', async () => {
    const order = (path: string, body: unknown) =>
      fetch(`${sandbox.url}/_sandbox/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    await order('issues', { title: 'One' });
    await order('issues/1', { state: 'closed', stateReason: 'not_planned' });
    expect(sandbox.issues()).toMatchObject([{ title: 'One', stateReason: 'not_planned' }]);
    expect((await order('issues/1', { shoeSize: 1 })).status).toBe(400);
    await order('issues/1', { labels: ['not there yet'] });
    expect(sandbox.issues()[0]?.labels).toEqual(['not there yet']);
    await order('faults', { kind: 'forbidden', operation: 'issues/get' });
    expect(await refusal(octokit.rest.issues.get({ ...at, issue_number: 1 }))).toMatchObject({ status: 403 });
  });

  it('keeps to GitHub’s limits where it is told to', async () => {
    let now = Date.parse('2026-05-01T12:00:00Z');
    const strict = await startGithubSandbox({ now: () => new Date(now), limits: publishedLimits });
    onTestFinished(() => strict.close());
    const client = new Octokit({ baseUrl: strict.url, auth: strict.token, log: silent });
    const attempt = () => client.rest.issues.create({ ...at, title: 'One' });
    const wait = async () => {
      const { status, response } = (await refusal(attempt())) as never as {
        status: number;
        response: { headers: Record<string, string> };
      };
      expect(status).toBe(403);
      return Number(response.headers['retry-after']);
    };
    await attempt();
    expect(await wait()).toBe(1);
    now += 1000;
    await attempt();
  });
});

it('counts GitHub’s limits by the second, the minute and the hour', () => {
  let now = Date.parse('2026-05-01T12:00:00Z');
  const gate = createContentGate(publishedLimits, () => new Date(now));
  const make = (count: number) => {
    for (let made = 0; made < count; made++, now += 500) {
      now += 500;
      expect(gate.enter(1)).toBeNull();
    }
  };
  make(60);
  now += 30_000;
  for (let round = 0; round < 8; round++) {
    make(55);
    now += 30_000;
  }
  expect(gate.enter(1)).toBeGreaterThan(60_000);
  now += 3_600_000;
  expect(gate.enter(1)).toBeNull();
  expect(gate.enter(1)).toBe(1000);
});

describe('the sandbox over GraphQL', () => {
  it('refuses a field or an argument that GitHub does not have, with status 200', async () => {
    await expect(octokit.graphql('{ viewer { shoeSize } }')).rejects.toMatchObject({
      errors: [{ extensions: { code: 'undefinedField', typeName: 'User', fieldName: 'shoeSize' } }],
    });
    const wrong = 'mutation { createIssue(input: { title: "x" }) { issue { id } } }';
    await expect(octokit.graphql(wrong)).rejects.toMatchObject({ name: 'GraphqlResponseError' });
  });

  it('does one part of a document and refuses another, naming it', async () => {
    const { id } = sandbox.write({ title: 'One' });
    const document = `mutation($id: ID!) {
      good: addComment(input: { subjectId: $id, body: "Hello" }) { subject { id } }
      bad: addComment(input: { subjectId: "I_gone", body: "Hello" }) { subject { id } }
    }`;
    await expect(octokit.graphql(document, { id })).rejects.toMatchObject({
      data: { good: { subject: { id } }, bad: null },
      errors: [{ type: 'NOT_FOUND', path: ['bad'] }],
    });
    expect(sandbox.issues()[0]?.comments).toEqual(['Hello']);
  });
});

describe('what the sandbox tells others', () => {
  it('is signed, is believed by us, and describes the issue as GitHub does', async () => {
    const received: { headers: Record<string, string>; body: string }[] = [];
    const server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      received.push({ headers: request.headers as Record<string, string>, body });
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/github`;
    const config = { url, content_type: 'json', secret: 'shared' };
    await octokit.rest.repos.createWebhook({ ...at, config, events: ['issues', 'issue_comment'] });
    const { data: issue } = await octokit.rest.issues.create({ ...at, title: 'One' });
    await octokit.rest.issues.createComment({ ...at, issue_number: 1, body: 'Hello' });
    await octokit.rest.issues.update({ ...at, issue_number: 1, state: 'closed' });
    await sandbox.webhooks.settled();
    const read = createGithubWebhook('shared');
    for (const { headers, body } of received) {
      expect(await verify('shared', body, headers['x-hub-signature-256']!)).toBe(true);
      expect(read({ headers, body: new TextEncoder().encode(body) }, new Date())).toMatchObject({
        kind: 'accepted',
        tenant: 'sandbox/product',
        externalIds: [issue.node_id],
      });
      expect(githubDescription().checkAnswer('issues/get', JSON.parse(body).issue)).toEqual([]);
    }
    const events = received.map(
      ({ headers, body }) => `${headers['x-github-event']}.${JSON.parse(body).action}`,
    );
    expect(events.toSorted()).toEqual(['issue_comment.created', 'issues.closed', 'issues.opened']);
    expect(new Set(received.map(({ headers }) => headers['x-github-delivery'])).size).toBe(3);
  });
});

describe('the sandbox over a restart', () => {
  it('has every issue, label and number, at the same address', async () => {
    const stateFile = join(mkdtempSync(join(inject('tempFolder'), 'github-')), 'state.jsonl');
    const first = await startGithubSandbox({ stateFile });
    const client = new Octokit({ baseUrl: first.url, auth: first.token, log: silent });
    await client.rest.issues.create({ ...at, title: 'One', labels: ['new'] });
    await expect(startGithubSandbox({ stateFile })).rejects.toThrow(/uses .* already/);
    await first.close();
    const second = await startGithubSandbox({ stateFile });
    onTestFinished(() => second.close());
    expect(second.url).toBe(first.url);
    expect(second.issues()).toMatchObject([{ number: 1, labels: ['new'] }]);
    expect(second.write({ title: 'Two' }).number).toBe(2);
  });
});

describe('beside another stand-in for GitHub', () => {
  let emulator: Emulator;
  beforeEach(async () => {
    const github = {
      users: [{ login: 'robin' }],
      repos: [{ owner: 'robin', name: 'product', auto_init: true }],
    };
    const tokens = { ghp_t: { login: 'robin', scopes: ['repo'] } };
    emulator = await createEmulator({ service: 'github', port: 0, seed: { tokens, github } } as never);
  });
  afterEach(() => emulator.close());

  it('answers the same to the same requests', async () => {
    const tell = async (client: Octokit, owner: string) => {
      const { rest } = client;
      const place = { owner, repo: 'product' };
      const { data: made } = await rest.issues.create({
        ...place,
        title: 'One',
        body: 'Words',
        labels: ['new'],
      });
      const issue = { ...place, issue_number: made.number };
      const { data: edited } = await rest.issues.update({ ...issue, title: 'Two', labels: ['bug', 'new'] });
      const closed = await rest.issues.update({ ...issue, state: 'closed', state_reason: 'not_planned' });
      const listed = await rest.issues.listForRepo({ ...place, state: 'closed' });
      const untitled = await refusal(rest.issues.create({ ...place, body: 'x' } as never));
      const missing = await refusal(rest.issues.get({ ...place, issue_number: 99 }));
      const names = (labels: (string | { name?: string })[]) =>
        labels.map((label) => (typeof label === 'string' ? label : label.name)).toSorted();
      return {
        made: [made.number, made.state, made.title, made.body, names(made.labels)],
        edited: [edited.title, names(edited.labels)],
        closed: [closed.data.state, closed.data.state_reason, closed.data.closed_at !== null],
        listed: listed.data.map(({ number }) => number),
        refused: [untitled.status, missing.status],
      };
    };
    const other = new Octokit({ baseUrl: emulator.url, auth: 'ghp_t', log: silent });
    expect(await tell(octokit, 'sandbox')).toEqual(await tell(other, 'robin'));
  });
});
