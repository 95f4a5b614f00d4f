/** Agents that are programs of the team's own, over real sockets: signed calls, answers by token, each once. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { agentRoutes } from '../../../src/api/agent-routes.ts';
import { currentSteps } from '../../../src/domain/workflow-run.ts';
import { createOutsideAgents } from '../../../src/outside-agents/outside-agents.ts';
import { outsideSettings } from '../../../src/outside-agents/settings.ts';
import { silentLog } from '../../../src/ports/log.ts';
import { handOver } from '../../../src/workflow/agents/hand-over.ts';
import { answerStep } from '../../../src/workflow/answer-step.ts';
import { makeToken, readToken } from '../../../src/workflow/callback-token.ts';
import type { Engine } from '../../../src/workflow/engine.ts';
import { cancelRun } from '../../../src/workflow/steer-run.ts';
import { type OutsideProgram, startOutsideProgram } from '../../support/outside-program.ts';
import { shareTestStorage, type TestStorage } from '../../support/storage.ts';
import { openWorkflowDesk, passed, person, type WorkflowDesk } from '../../support/workflow-desk.ts';

const secret = 'a secret that both sides share';
const own = 'what tokens are signed with';

let storage: TestStorage;
let desk: WorkflowDesk;
let program: OutsideProgram;
let api: Server;
let engine: Engine;
beforeAll(async () => {
  storage = await shareTestStorage();
  program = await startOutsideProgram(secret);
  const { store, clock } = storage;
  const routes = agentRoutes({
    answer: (token, said) => answerStep({ engine, store, clock, secret: own }, token, said),
  });
  api = createAdaptorServer({ fetch: new Hono().route('/agents', routes).fetch, createServer }) as Server;
  await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', () => resolve()));
});
beforeEach(async () => {
  desk = await openWorkflowDesk(storage);
  program.taken.length = 0;
  program.answered.length = 0;
  engine = openOutside(program.url);
});
afterAll(async () => {
  await program.close();
  api.closeAllConnections();
  await new Promise((resolve) => api.close(resolve));
});

/** The engineer is the program; everybody else passes. */
function openOutside(url: string): Engine {
  const { clock } = storage;
  const settings = { urls: { engineer: url }, elsewhere: {}, secret, callbackUrl: null };
  const callbackBase = () => `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
  const deps = {
    workspaceId: desk.workspaceId,
    callbackBase,
    clock,
    log: silentLog,
    backoffMs: 5,
    timeoutMs: 500,
  };
  const outside = createOutsideAgents(settings, deps);
  return desk.openEngine(async (brief, signal) =>
    outside.has(brief.run.workspaceId, brief.step.agent!)
      ? handOver({ outside, secret: own, clock }, brief, signal)
      : passed(),
  );
}

const text = `steps:
 - { id: plan, agent: research }
 - { id: code, agent: engineer, timeout: 1h, output_schema: { type: object, required: [branch] } }
 - { id: check, agent: qa }`;

async function begin(definition = text) {
  const id = await desk.begin(definition, {}, engine);
  await engine.settled([id]);
  return id;
}
const stepOf = async (id: string, step = 'code') =>
  currentSteps(await desk.state(id)).find(({ stepId }) => stepId === step)!;
const done = { status: 'passed', summary: 'Pushed a branch.', output: { branch: 'fix-1' } };

it('takes a step with all it needs, says how far it is, and its result goes on with the run, once', async () => {
  const id = await begin();
  expect(await stepOf(id)).toMatchObject({ status: 'running', awaited: true });
  const [taken] = program.taken;
  expect(taken).toMatchObject({
    kind: 'step',
    step: { id: 'code', agent: 'engineer', visit: 1, attempt: 1, output_schema: { required: ['branch'] } },
    earlier: [{ step: 'plan' }],
    brief: expect.stringContaining('## Expected output'),
  });
  expect(await program.answer(taken!, { progress: 'Writing a test that fails' })).toMatchObject({
    status: 200,
  });
  expect((await stepOf(id)).note).toBe('Writing a test that fails');
  expect((await desk.state(id)).run.status).toBe('running');
  expect(await program.answer(taken!, done)).toMatchObject({ status: 200, body: { status: 'taken' } });
  await engine.settled([id]);
  expect((await desk.state(id)).run.status).toBe('completed');
  expect(await stepOf(id)).toMatchObject({ status: 'completed', result: done });
  expect((await program.answer(taken!, done)).body.status).toBe('repeated');
  const other = await program.answer(taken!, { ...done, summary: 'Something else.' });
  expect(other).toMatchObject({ status: 409, body: { error: { code: 'STALE' } } });
});

it('is asked again while it is down or busy, and fails the step when it refuses or stays away', async () => {
  program.faults.push('hang up', 503, 429);
  await begin();
  expect(program.answered).toEqual(['hang up', 503, 429, 202]);
  expect(new Set(program.taken.map(({ key }) => key)).size).toBe(1);
  program.faults.push(400);
  const refused = await begin();
  expect(await stepOf(refused)).toMatchObject({
    status: 'failed',
    error: expect.stringContaining('answered 400'),
  });
  const gone = await startOutsideProgram(secret);
  await gone.close();
  engine = openOutside(gone.url);
  expect((await stepOf(await begin())).error).toContain('cannot be reached');
});

it('is told what is wrong with its answer, and may answer again', async () => {
  const id = await begin();
  const [taken] = program.taken;
  const wrong = await program.answer(taken!, { status: 'passed', summary: 'Done.' });
  expect(wrong).toMatchObject({
    status: 422,
    body: { error: { message: expect.stringContaining('must be object') } },
  });
  expect((await program.answer(taken!, 'done')).status).toBe(422);
  expect((await stepOf(id)).status).toBe('running');
  expect((await program.answer(taken!, done)).status).toBe(200);
});

it('opens nothing without its own token, nor for a step that is over', async () => {
  const id = await begin();
  const [taken] = program.taken;
  const [said, signature] = taken!.callback.token.split('.');
  const forged = `${Buffer.from(Buffer.from(said!, 'base64url').toString().replace('code', 'plan')).toString('base64url')}.${signature}`;
  expect((await program.answer(taken!, done, forged)).status).toBe(403);
  expect((await program.answer(taken!, done, 'x')).status).toBe(403);
  expect((await fetch(taken!.callback.url, { method: 'POST' })).status).toBe(401);
  const place = readToken(own, taken!.callback.token)!;
  expect(place).toMatchObject({ runId: id, stepId: 'code', visit: 1, attempt: 1 });
  const late = makeToken(own, { ...place, expiresAt: '2026-01-01T00:00:00.000Z' });
  expect((await program.answer(taken!, done, late)).status).toBe(409);
  await engine.steer({ workspaceId: desk.workspaceId, actor: person, runId: id }, (edit) =>
    cancelRun(edit, 'No.'),
  );
  expect(await program.answer(taken!, done)).toMatchObject({
    status: 409,
    body: { error: { code: 'STALE' } },
  });
});

it('fails where no answer comes in time, and an answer to an earlier try does not count', async () => {
  const definition =
    'steps: [{ id: code, agent: engineer, timeout: 300ms, retry: { max: 1, backoff: 1ms } }]';
  const id = await desk.begin(definition, {}, engine);
  while (program.taken.length < 2) await sleep(10);
  expect(program.taken.map(({ step }) => step.attempt)).toEqual([1, 2]);
  const failed = { status: 'failed', summary: 'No.' };
  expect((await program.answer(program.taken[0]!, failed)).status).toBe(409);
  await engine.settled([id]);
  expect(await stepOf(id)).toMatchObject({ status: 'failed', attempt: 2, error: 'no answer came in time' });
});

it('is called only at public addresses over https, or on this machine', async () => {
  const parse = (urls: string, more = {}) =>
    outsideSettings.parse({ DOCKET_AGENT_URLS: urls, DOCKET_AGENT_SECRET: secret, ...more });
  expect(parse('Engineer-Agent=https://a.example.com/x, qa=http://localhost:1')?.urls).toEqual({
    engineer: 'https://a.example.com/x',
    qa: 'http://localhost:1',
  });
  const id = storage.ids.next();
  expect(parse(`qa=https://a.example.com,ops@${id}=https://b.example.com/x?y=1`)).toMatchObject({
    urls: { qa: 'https://a.example.com' },
    elsewhere: { [id]: { ops: 'https://b.example.com/x?y=1' } },
  });
  expect(() => parse('ops@acme=https://b.example.com')).toThrow('no id of one');
  expect(outsideSettings.parse({})).toBeNull();
  for (const urls of ['engineer=http://a.example.com', 'cook=https://a.example.com', 'https://a.example.com'])
    expect(() => parse(urls)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
  expect(() => parse('qa=https://a.example.com', { DOCKET_AGENT_SECRET: 'short' })).toThrow('shorter than');
  const { clock } = storage;
  const resolve = async () => [{ address: '10.0.0.7', family: 4 }];
  const deps = {
    workspaceId: desk.workspaceId,
    callbackBase: () => 'http://127.0.0.1:1',
    clock,
    log: silentLog,
    resolve,
  };
  const other = storage.ids.next();
  const places = {
    urls: { qa: 'https://intern.example.com/' },
    elsewhere: { [other]: { ops: 'https://b.example' } },
  };
  const inside = createOutsideAgents({ ...places, secret, callbackUrl: null }, deps);
  const has = [desk.workspaceId, other].map((id) => [inside.has(id, 'qa'), inside.has(id, 'ops')]);
  expect(has).toEqual([
    [true, false],
    [false, true],
  ]);
  const call = {
    workspaceId: desk.workspaceId,
    agent: 'qa',
    key: 'k',
    body: {},
    callback: { token: 't', expiresAt: '' },
  } as const;
  await expect(inside.hand(call, AbortSignal.timeout(5000))).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
