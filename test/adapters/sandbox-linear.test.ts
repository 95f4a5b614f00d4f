/** The sandbox answers as Linear does: same wire, same refusals, same words. */
import { request as httpRequest } from 'node:http';
import { LinearClient } from '@linear/sdk';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LinearSandbox, startLinearSandbox } from '../../src/sandbox/linear/linear.ts';

let sandbox: LinearSandbox;
let client: LinearClient;
let teamId: string;
beforeEach(async () => {
  sandbox = await startLinearSandbox();
  client = new LinearClient({ apiKey: sandbox.apiKey, apiUrl: sandbox.apiUrl });
  teamId = (await client.teams()).nodes[0]!.id;
});
afterEach(() => sandbox.close());

const someId = '0a1b2c3d-1111-4222-8333-00000000000';

async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const answer = await fetch(`${sandbox.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: sandbox.apiKey, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, json: () => JSON.parse(text) };
}

describe('the SDK against the sandbox', () => {
  it('reads who it is, its workspace, team, states and labels', async () => {
    expect(await client.viewer).toMatchObject({ name: 'Docket Tester', isMe: true });
    expect(await client.organization).toMatchObject({ urlKey: 'sandbox' });
    const team = await client.team(teamId);
    expect(team).toMatchObject({ key: 'ENG', name: 'Engineering' });
    const states = (await team.states()).nodes.toSorted((one, other) => one.position - other.position);
    expect(states.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'Backlog backlog',
      'Todo unstarted',
      'In Progress started',
      'In Review started',
      'Done completed',
      'Canceled canceled',
      'Duplicate duplicate',
    ]);
    expect((await client.issueLabels({ filter: { name: { startsWith: 'B' } } })).nodes).toHaveLength(1);
    expect((await client.projects()).nodes.map(({ name }) => name)).toEqual(['Launch']);
  });

  it('creates an issue under its own id and reads it back by id and by key', async () => {
    const id = `${someId}1`;
    await client.createIssue({ id, teamId, title: 'First', description: 'Text', priority: 2 });
    expect(await client.issue('ENG-1')).toMatchObject({ id, identifier: 'ENG-1', priorityLabel: 'High' });
    expect((await (await client.issue(id)).state)?.name).toBe('Backlog');
  });

  it('refuses an id that is used already, and an id that is no UUID v4', async () => {
    const id = `${someId}1`;
    await client.createIssue({ id, teamId, title: 'First' });
    await expect(client.createIssue({ id, teamId, title: 'Again' })).rejects.toMatchObject({
      type: 'InvalidInput',
      status: 200,
      message: expect.stringContaining(`Entity Issue with id ${id} already exists.`),
    });
    await expect(client.createIssue({ id: 'mine', teamId, title: 'X' })).rejects.toMatchObject({
      type: 'InvalidInput',
    });
    expect(sandbox.issues()).toHaveLength(1);
  });

  it.each([
    ['an unknown team', { teamId: `${someId}9`, title: 'X' }],
    ['no title', { title: '' }],
    ['a priority out of range', { title: 'X', priority: 5 }],
    ['an unknown label', { title: 'X', labelIds: [`${someId}9`] }],
    ['an unknown parent', { title: 'X', parentId: 'ENG-99' }],
    ['an unknown project', { title: 'X', projectId: `${someId}9` }],
    ['an unknown state', { title: 'X', stateId: `${someId}9` }],
  ])('refuses an issue with %s and creates nothing', async (_what, input) => {
    await expect(client.createIssue({ teamId, ...input })).rejects.toMatchObject({ type: 'InvalidInput' });
    expect(sandbox.issues()).toEqual([]);
  });

  it('creates a batch as one: all of it, or nothing when one is refused', async () => {
    const issue = (end: number) => ({ id: `${someId}${end}`, teamId, title: `Issue ${end}` });
    await client.createIssueBatch({ issues: [issue(1), issue(2)] });
    expect(sandbox.issues().map(({ key }) => key)).toEqual(['ENG-1', 'ENG-2']);
    await expect(client.createIssueBatch({ issues: [issue(3), issue(1)] })).rejects.toThrow('already exists');
    await expect(client.createIssueBatch({ issues: [issue(4), issue(4)] })).rejects.toThrow('already exists');
    const tooMany = Array.from({ length: 51 }, () => ({ teamId, title: 'X' }));
    await expect(client.createIssueBatch({ issues: tooMany })).rejects.toMatchObject({
      type: 'InvalidInput',
    });
    expect(sandbox.issues()).toHaveLength(2);
  });

  it('keeps the times of a state and changes what is asked', async () => {
    await client.createIssue({ id: `${someId}1`, teamId, title: 'First', priority: 2 });
    const states = (await client.workflowStates()).nodes;
    const idOf = (name: string) => states.find((state) => state.name === name)!.id;
    await client.updateIssue('ENG-1', { stateId: idOf('In Progress'), title: 'Renamed' });
    await client.updateIssue('ENG-1', { stateId: idOf('Done') });
    const issue = await client.issue('ENG-1');
    expect(issue).toMatchObject({ title: 'Renamed', priority: 2, canceledAt: undefined });
    expect(issue.startedAt).toBeInstanceOf(Date);
    expect(issue.completedAt).toBeInstanceOf(Date);
  });

  it('filters by id, team, number, state and title, with and, or and negation', async () => {
    for (const end of [1, 2, 3])
      await client.createIssue({ id: `${someId}${end}`, teamId, title: `Issue ${end}` });
    const keys = async (filter: object) =>
      (await client.issues({ filter })).nodes.map(({ identifier }) => identifier);
    expect(await keys({ id: { in: [`${someId}1`, `${someId}3`, `${someId}9`] } })).toEqual([
      'ENG-3',
      'ENG-1',
    ]);
    expect(await keys({ team: { key: { eq: 'ENG' } }, number: { gt: 1 } })).toEqual(['ENG-3', 'ENG-2']);
    expect(await keys({ or: [{ title: { eq: 'Issue 1' } }, { number: { eq: 2 } }] })).toEqual([
      'ENG-2',
      'ENG-1',
    ]);
    expect(
      await keys({ and: [{ title: { neq: 'Issue 1' } }, { state: { type: { eq: 'backlog' } } }] }),
    ).toHaveLength(2);
    expect(await keys({ assignee: { null: true }, labels: { some: { name: { eq: 'Bug' } } } })).toEqual([]);
    await expect(keys({ id: { in: ['ENG-1'] } })).rejects.toMatchObject({ type: 'InvalidInput' });
    await expect(keys({ searchableContent: { contains: 'x' } })).rejects.toThrow(
      'not implemented in the sandbox',
    );
  });

  it('pages newest first, with cursors the SDK can follow', async () => {
    const issues = Array.from({ length: 7 }, (_, at) => ({ teamId, title: `Issue ${at + 1}` }));
    await client.createIssueBatch({ issues });
    let page = await client.issues({ first: 3 });
    expect(page.nodes.map(({ identifier }) => identifier)).toEqual(['ENG-7', 'ENG-6', 'ENG-5']);
    page = await (await page.fetchNext()).fetchNext();
    expect(page.nodes).toHaveLength(7);
    expect(page.pageInfo.hasNextPage).toBe(false);
    await expect(client.issues({ first: 251 })).rejects.toMatchObject({ type: 'InvalidInput' });
  });

  it('keeps comments, one attachment per address, and relations', async () => {
    for (const end of [1, 2])
      await client.createIssue({ id: `${someId}${end}`, teamId, title: `Issue ${end}` });
    await client.createComment({ issueId: 'ENG-1', body: 'Seen' });
    const attach = (title: string) =>
      client.createAttachment({ issueId: `${someId}1`, url: 'docket://t/1', title });
    const first = await attach('One');
    const second = await attach('Two');
    expect(second.attachmentId).toBe(first.attachmentId);
    await client.createIssueRelation({ issueId: 'ENG-1', relatedIssueId: 'ENG-2', type: 'blocks' as never });
    const issue = await client.issue('ENG-1');
    expect((await issue.comments()).nodes.map(({ body }) => body)).toEqual(['Seen']);
    expect((await issue.attachments()).nodes.map(({ title }) => title)).toEqual(['Two']);
    expect((await issue.relations()).nodes.map(({ type }) => type)).toEqual(['blocks']);
  });

  it('creates a label once per team, whatever its case', async () => {
    await client.createIssueLabel({ name: 'import', teamId });
    await expect(client.createIssueLabel({ name: 'Import', teamId })).rejects.toMatchObject({
      type: 'InvalidInput',
    });
    await expect(client.createIssueLabel({ name: 'bug', teamId })).rejects.toThrow('already exists');
  });

  it('says so when something is not part of the sandbox', async () => {
    await expect(client.cycles()).rejects.toThrow('Query.cycles is not implemented in the sandbox');
    await expect(client.createProject({ name: 'X', teamIds: [teamId] })).rejects.toThrow(
      'Mutation.projectCreate is not implemented in the sandbox',
    );
  });

  it('knows no other key', async () => {
    const stranger = new LinearClient({ apiKey: 'lin_api_other', apiUrl: sandbox.apiUrl });
    await expect(stranger.viewer).rejects.toMatchObject({ type: 'AuthenticationError', status: 401 });
    const bearer = new LinearClient({ accessToken: sandbox.apiKey, apiUrl: sandbox.apiUrl });
    await expect(bearer.viewer).rejects.toMatchObject({ type: 'AuthenticationError' });
  });
});

describe('the schema', () => {
  it.each([
    ['a field that does not exist', { query: '{ viewer { shoeSize } }' }],
    ['a document that cannot be parsed', { query: '{ viewer {' }],
    [
      'a variable of the wrong type',
      { query: 'query($first: Int) { teams(first: $first) { nodes { id } } }', variables: { first: 'ten' } },
    ],
    [
      'an input without a required field',
      {
        query: 'mutation($input: IssueCreateInput!) { issueCreate(input: $input) { success } }',
        variables: { input: { title: 'X' } },
      },
    ],
    [
      'a request that asks for too much at once',
      { query: '{ issues(first: 250) { nodes { id labels { nodes { id name } } } } }' },
    ],
    ['no query', {}],
    ['no JSON', 'nonsense'],
  ])('refuses %s with status 400', async (_what, body) => {
    const answer = await post('/graphql', body);
    expect(answer.status).toBe(400);
    expect(answer.json().errors).not.toEqual([]);
    expect(sandbox.issues()).toEqual([]);
  });
});

describe('faults on demand', () => {
  const create = () => client.createIssue({ teamId, title: 'X' });

  it('strike the named operation, after those let pass, as often as asked', async () => {
    sandbox.faults.add({ kind: 'server_error', operation: 'issueCreate', skip: 1, times: 2 });
    await client.viewer;
    await create();
    await expect(create()).rejects.toMatchObject({ status: 502 });
    await expect(create()).rejects.toMatchObject({ status: 502 });
    await create();
    expect(sandbox.issues()).toHaveLength(2);
    expect(sandbox.faults.pending()).toEqual([]);
  });

  it('are set, listed and cleared over HTTP', async () => {
    expect((await post('/_sandbox/faults', { kind: 'rate_limited', times: 3 })).json()).toHaveLength(1);
    expect((await post('/_sandbox/faults', [{ kind: 'slow' }, { kind: 'truncated' }])).json()).toHaveLength(
      3,
    );
    expect((await post('/_sandbox/faults', { kind: 'earthquake' })).status).toBe(400);
    await fetch(`${sandbox.url}/_sandbox/faults`, { method: 'DELETE' });
    expect(sandbox.faults.pending()).toEqual([]);
  });

  it('answer a rate limit the way Linear does: status 400, a code, and a reset in milliseconds', async () => {
    sandbox.faults.add({ kind: 'rate_limited', resetMs: 5000 });
    const before = Date.now();
    const answer = await post('/graphql', { query: '{ viewer { id } }' });
    expect(answer.status).toBe(400);
    expect(answer.json().errors[0].extensions.code).toBe('RATELIMITED');
    expect(answer.headers.get('x-ratelimit-requests-remaining')).toBe('0');
    expect(Number(answer.headers.get('x-ratelimit-requests-reset'))).toBeGreaterThanOrEqual(before + 5000);
    sandbox.faults.add({ kind: 'rate_limited' });
    await expect(client.viewer).rejects.toMatchObject({ type: 'Ratelimited' });
  });
});

describe('a teammate in Linear', () => {
  it('changes an issue over HTTP, by names', async () => {
    await client.createIssue({ teamId, title: 'First' });
    const answer = await post('/_sandbox/issues/ENG-1', { state: 'in progress', assignee: 'Robin Teammate' });
    expect(answer.json()).toMatchObject({ key: 'ENG-1', state: 'In Progress', assignee: 'Robin Teammate' });
    expect((await (await client.issue('ENG-1')).state)?.name).toBe('In Progress');
    const listed = await (await fetch(`${sandbox.url}/_sandbox/issues`)).json();
    expect(listed).toEqual(sandbox.issues());
  });

  it.each([
    ['an issue that does not exist', 'ENG-9', { state: 'Done' }],
    ['a state that does not exist', 'ENG-1', { state: 'Perfect' }],
    ['a change nobody can make', 'ENG-1', { number: 7 }],
  ])('is refused %s', async (_what, key, edit) => {
    await client.createIssue({ teamId, title: 'First' });
    expect((await post(`/_sandbox/issues/${key}`, edit)).status).toBe(400);
    expect(sandbox.issues()[0]).toMatchObject({ state: 'Backlog' });
  });
});

describe('pages', () => {
  it('show an issue and the list, and say that this is not the real Linear', async () => {
    await client.createIssue({ teamId, title: 'First', description: 'Body text', priority: 1 });
    const issue = await fetch(sandbox.issues()[0]!.url);
    const page = await issue.text();
    for (const shown of ['ENG-1', 'First', 'Backlog', 'Urgent', 'Body text', 'not the real Linear']) {
      expect(page).toContain(shown);
    }
    expect(issue.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await (await fetch(sandbox.url)).text()).toContain(`href="${sandbox.issues()[0]!.url}"`);
  });

  it('show text from outside as text', async () => {
    const evil = `<script>alert(1)</script><img src=x onerror='alert(1)'>" onmouseover="x`;
    await client.createIssueLabel({ name: evil, teamId });
    await client.createIssue({ teamId, title: evil, description: evil });
    sandbox.edit('ENG-1', { labels: [evil] });
    for (const url of [sandbox.url, sandbox.issues()[0]!.url]) {
      const page = await (await fetch(url)).text();
      expect(page).not.toMatch(/<script|<img|" onmouseover="x/);
      expect(page).toContain('&lt;script&gt;');
    }
  });

  it('have an address for every title', async () => {
    const titles = ['𠮷'.repeat(80), '…', 'a/b?c#d', 'Größe ändern', '\u202eevil', '<>'];
    for (const title of titles) await client.createIssue({ teamId, title });
    for (const { url, key } of sandbox.issues()) {
      expect(await (await fetch(url)).text()).toContain(`<h1>${key} `);
    }
  });

  it('answer 404 for what does not exist', async () => {
    for (const path of ['/sandbox/issue/ENG-9/x', '/other/issue/ENG-1', '/favicon.ico', '/%00']) {
      expect((await fetch(`${sandbox.url}${path}`)).status).toBe(404);
    }
  });
});

describe('other web pages', () => {
  it('cannot reach the sandbox through a name that points here', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const asked = httpRequest(sandbox.url, { headers: { host: 'evil.example' } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      asked.on('error', reject).end();
    });
    expect(status).toBe(403);
  });

  it('cannot change anything with a form', async () => {
    const answer = await post('/_sandbox/faults', '{"kind":"slow"}', { 'content-type': 'text/plain' });
    expect(answer.status).toBe(415);
    expect(sandbox.faults.pending()).toEqual([]);
  });
});
