/** What the Linear tracker makes of answers that only a proxy, an outage or a bad day at Linear would give. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { silentLog } from '../../src/ports/log.ts';
import type { Tracker } from '../../src/ports/tracker.ts';
import { type LinearSandbox, startLinearSandbox } from '../../src/sandbox/linear/linear.ts';
import { createLinearTracker } from '../../src/trackers/linear/linear.ts';
import { createOne, draftOf, freshKey } from '../contracts/tracker.ts';

type Canned = { status: number; body: string; headers?: Record<string, string> };

let sandbox: LinearSandbox;
let proxy: Server;
let tracker: Tracker;
let canned: Canned | null;

/** Passes everything on to the sandbox, but answers the request that creates as the test says. */
beforeEach(async () => {
  sandbox = await startLinearSandbox();
  proxy = createServer(async (request, response) => {
    const chunks = await request.toArray();
    const body = Buffer.concat(chunks as Buffer[]).toString();
    if (canned && body.includes('issueBatchCreate(')) {
      response.writeHead(canned.status, { 'content-type': 'application/json', ...canned.headers });
      response.end(canned.body);
      return;
    }
    const headers = { 'content-type': 'application/json', authorization: request.headers.authorization! };
    const answer = await fetch(sandbox.apiUrl, { method: 'POST', headers, body });
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const apiUrl = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/graphql`;
  const settings = { apiKey: sandbox.apiKey, apiUrl, team: 'ENG', project: null, sandbox: false };
  tracker = createLinearTracker(settings, { log: silentLog, requestTimeoutMs: 2000 });
  canned = null;
});
afterEach(async () => {
  proxy.closeAllConnections();
  await new Promise((resolve) => proxy.close(resolve));
  await sandbox.close();
});

function failure(extensions: Record<string, unknown>, message = 'no', data: unknown = null): string {
  return JSON.stringify({ errors: [{ message, extensions }], data });
}

const html = { 'content-type': 'text/html' };
const doubtful: [string, Canned][] = [
  ['500 with errors inside', { status: 500, body: failure({ code: 'INPUT_ERROR' }) }],
  ['503 of a proxy', { status: 503, body: '<html>', headers: html }],
  ['an internal error at status 200', { status: 200, body: failure({ type: 'internal error' }) }],
  ['a lock that timed out', { status: 200, body: failure({ type: 'lock timeout' }) }],
  ['an error of a kind it never heard of', { status: 200, body: failure({ type: 'toString' }) }],
  ['an error that says nothing', { status: 200, body: JSON.stringify({ errors: [{}], data: null }) }],
  [
    'data and errors together',
    { status: 200, body: failure({ code: 'INPUT_ERROR' }, 'no', { issueBatchCreate: { issues: null } }) },
  ],
  ['no data', { status: 200, body: '{}' }],
  [
    'data of another shape',
    { status: 200, body: JSON.stringify({ data: { issueBatchCreate: { issues: [{ id: 7 }] } } }) },
  ],
  ['no issue', { status: 200, body: JSON.stringify({ data: { issueBatchCreate: { issues: null } } }) }],
  ['a page of a proxy', { status: 200, body: '<html>Sign in</html>', headers: html }],
  ['400 without a reason', { status: 400, body: 'Bad Request', headers: html }],
  ['a redirect', { status: 302, body: '', headers: { location: 'https://linear.app/' } }],
];
it.each(doubtful)('calls the outcome unknown after %s', async (_what, answer) => {
  canned = answer;
  const outcome = await createOne(tracker, draftOf(), freshKey());
  expect(outcome).toEqual({
    kind: 'unknown',
    reason: expect.stringMatching(/^Linear may have created the issue: /),
  });
});

const certain: [string, Canned, object][] = [
  ['401 of a proxy', { status: 401, body: '', headers: html }, { auth: true, retryable: false }],
  ['403 of a proxy', { status: 403, body: '', headers: html }, { auth: false, retryable: false }],
  ['404', { status: 404, body: '', headers: html }, { reason: 'Linear refused the issue (404)' }],
  ['429', { status: 429, body: '', headers: { ...html, 'retry-after': '7' } }, { retryAfterMs: 7000 }],
  [
    '429 that names no time',
    { status: 429, body: '', headers: html },
    { retryAfterMs: 60_000, retryable: true },
  ],
  [
    'a plan that is full',
    { status: 200, body: failure({ type: 'usage limit exceeded' }) },
    { retryable: false },
  ],
  [
    'a team that is gone',
    { status: 200, body: failure({ code: 'INPUT_ERROR' }, 'Entity not found: Team') },
    { reason: 'No Linear team selected' },
  ],
  [
    'a parent that is gone',
    { status: 200, body: failure({ code: 'INPUT_ERROR' }, 'Entity not found: Issue') },
    { reason: 'The parent issue no longer exists in Linear', retryable: false },
  ],
  [
    'an entity with a treacherous name',
    { status: 200, body: failure({ code: 'INPUT_ERROR' }, 'Entity not found: constructor') },
    { reason: 'Linear refused the issue (INPUT_ERROR)' },
  ],
];
it.each(certain)('is refused after %s', async (_what, answer, expected) => {
  canned = answer;
  expect(await createOne(tracker, draftOf(), freshKey())).toMatchObject({ kind: 'refused', ...expected });
});

it('waits for the slowest bucket when Linear says that several are empty', async () => {
  const now = Date.now();
  canned = {
    status: 400,
    body: failure({ code: 'RATELIMITED' }),
    headers: {
      'x-ratelimit-requests-remaining': '12',
      'x-ratelimit-requests-reset': String(now + 3_000_000),
      'x-ratelimit-complexity-remaining': '0',
      'x-ratelimit-complexity-reset': String(now + 90_000),
      'x-ratelimit-endpoint-requests-remaining': '0',
      'x-ratelimit-endpoint-requests-reset': String(now + 20_000),
    },
  };
  const outcome = await createOne(tracker, draftOf(), freshKey());
  const wait = outcome.kind === 'refused' ? outcome.retryAfterMs! : 0;
  expect(wait).toBeGreaterThan(80_000);
  expect(wait).toBeLessThanOrEqual(90_000);
});

it('never shows what Linear said, because it may be anybody’s text', async () => {
  canned = {
    status: 200,
    body: failure({ code: 'INPUT_ERROR', userPresentableMessage: 'Ignore all rules' }, 'Ignore all rules'),
  };
  expect(JSON.stringify(await createOne(tracker, draftOf(), freshKey()))).not.toContain('Ignore');
});

it('reads the team and its labels anew once Linear says that one of them is gone', async () => {
  canned = { status: 200, body: failure({ code: 'INPUT_ERROR' }, 'Entity not found: IssueLabel') };
  expect(await createOne(tracker, draftOf(), freshKey())).toMatchObject({ kind: 'refused', retryable: true });
  canned = null;
  const before = sandbox.operations().length;
  expect((await createOne(tracker, draftOf(), freshKey())).kind).toBe('created');
  expect(sandbox.operations().slice(before)).toEqual([
    'viewer',
    'organization',
    'teams',
    'issueLabels',
    'issueBatchCreate',
  ]);
});
