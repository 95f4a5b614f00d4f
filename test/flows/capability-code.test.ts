/** What becomes of code on GitHub moves a capability on: merged, checked and deployed, told by webhooks and read from GitHub. With DOCKET_TEST_DEEP. */
import { afterAll, beforeAll, expect, it as test } from 'vitest';
import type { Role } from '../../src/domain/principal.ts';
import type { StageId, Standing } from '../../src/domain/stage.ts';
import { type GithubSandbox, startGithubSandbox } from '../../src/sandbox/github/github.ts';
import { yaml } from '../support/factory-desk.ts';
import { openTestHouse, type TestHouse, wordsOf } from '../support/house.ts';

const it = test.runIf(process.env.DOCKET_TEST_DEEP);

let github: GithubSandbox;
let chat: TestHouse;
beforeAll(async () => {
  if (!process.env.DOCKET_TEST_DEEP) return;
  github = await startGithubSandbox();
  const env = {
    GITHUB_TOKEN: github.token,
    GITHUB_REPOSITORY: github.repository,
    GITHUB_API_URL: github.url,
    GITHUB_WEBHOOK_SECRET: github.webhookSecret,
    DOCKET_HTTP_PORT: '0',
  };
  chat = await openTestHouse({ env });
  github.webhooks.add(`${await chat.house.startListening()}/webhooks/github`);
  const people: Record<string, Role[]> = {
    Pat: ['pm'],
    Leo: ['architecture_leader'],
    Cora: ['compliance'],
    Eve: ['engineer'],
    Rita: ['release_manager'],
  };
  for (const [name, roles] of Object.entries(people)) await chat.addMember(name, ...roles);
}, 60_000);
afterAll(async () => {
  await chat?.close();
  await github?.close();
});

const soon = { timeout: 20_000, interval: 50 };
const by = (name: string) => chat.house.callerFor('cli', name);
const view = async (key: string) => chat.house.services.factory.view(await by('Ada'), key);
const stageOf = async (key: string): Promise<Standing> => (await view(key)).capability.stage;

/** A capability at its build, with two tickets of work. */
async function beginBuild(): Promise<string> {
  const { factory } = chat.house.services;
  const owner = { ...(await by('Ada')), threadId: await chat.threadId() };
  const { idea } = await factory.submitIdea(owner, { title: 'Lead scoring' });
  const { capabilities } = await factory.triageIdea(owner, idea.key, []);
  const { key } = capabilities[0]!;
  const pass = async (name: string, gate: StageId) =>
    factory.decide(await by(name), key, { approve: true, gate });
  await factory.writeDocument(owner, key, { kind: 'spec', text: '# Spec' });
  await factory.submit(owner, key);
  await pass('Pat', 'spec_approval');
  await factory.writeDocument(owner, key, { kind: 'architecture', text: '# Design' });
  await factory.writeDocument(owner, key, { kind: 'capability_yaml', text: yaml });
  await factory.submit(owner, key);
  await pass('Leo', 'architecture_approval');
  await pass('Cora', 'compliance');
  return key;
}

const workOf = async (key: string) =>
  (await view(key)).tickets
    .map(({ ticket }) => ticket)
    .filter(({ stage }) => stage?.stage === 'build' && stage.audience === 'engineering');

it('S1-29: pull requests that name its tickets, a green build and deployments bring it from build to shipped', async () => {
  const key = await beginBuild();
  const { factory } = chat.house.services;
  const [first, ...others] = await workOf(key);
  expect(others.length).toBeGreaterThan(0);
  const branch = `${key.toLowerCase()}/scoring`;
  const vague = github.code.openPull({ title: 'Begin scoring', branch });
  github.code.merge(vague);
  await expect
    .poll(() => wordsOf(chat.messages.map(({ card }) => card)), soon)
    .toContain(`Pull request #${vague} of ${key} Lead scoring was merged. ${key} has`);
  expect(await stageOf(key)).toBe('build');
  const one = github.code.openPull({ title: `${first!.key}: score leads`, branch });
  github.code.merge(one);
  await expect.poll(async () => (await workOf(key)).map(({ work }) => work.status), soon).toContain('done');
  expect(await stageOf(key)).toBe('build');
  const rest = github.code.openPull({
    title: 'The rest',
    branch,
    body: others.map((ticket) => ticket.key).join(', '),
  });
  github.webhooks.plan({ kind: 'duplicate' });
  const commit = github.code.merge(rest);
  await expect.poll(() => stageOf(key), soon).toBe('cicd');
  github.code.check(commit, 'FAILURE');
  const deploy = async () =>
    (await view(key)).tickets.find(({ ticket }) => ticket.stage?.role === 'deploy')!.ticket.work.status;
  await expect.poll(deploy, soon).toBe('blocked');
  github.code.check(commit, 'SUCCESS');
  github.code.deploy(commit, 'Staging');
  await expect.poll(() => stageOf(key), soon).toBe('uat');
  await factory.decide(await by('Pat'), key, { approve: true });
  await factory.decide(await by('Eve'), key, { approve: true });
  await factory.decide(await by('Rita'), key, { approve: true });
  expect(await stageOf(key)).toBe('release');
  github.code.deploy(commit, 'production');
  await expect.poll(() => stageOf(key), soon).toBe('shipped');
  const { tickets, capability } = await view(key);
  expect(capability.visits).toMatchObject({ build: 1, cicd: 1, uat: 1, release: 1 });
  expect(new Set(tickets.map(({ ticket }) => ticket.stage!.key)).size).toBe(tickets.length);
});

it('S1-29: after a refusal at UAT what was merged and green before has no effect again', async () => {
  const key = await beginBuild();
  const { factory } = chat.house.services;
  const names = async () =>
    (await workOf(key)).filter(({ work }) => work.status === 'open').map((one) => one.key);
  const pull = github.code.openPull({
    title: `${key}: all of it`,
    branch: 'x',
    body: (await names()).join(' '),
  });
  const commit = github.code.merge(pull);
  github.code.check(commit, 'SUCCESS');
  github.code.deploy(commit, 'staging');
  await expect.poll(() => stageOf(key), soon).toBe('uat');
  await factory.decide(await by('Eve'), key, { approve: false, reason: 'Too slow' });
  expect(await stageOf(key)).toBe('build');
  const open = await names();
  expect(open).toHaveLength(1);
  github.code.review(pull, { by: 'robin', state: 'APPROVED' });
  github.code.deploy(commit, 'staging');
  await github.webhooks.settled();
  await chat.house.storage.queue.settled(['webhooks:github']);
  await chat.house.storage.events.drained();
  expect((await view(key)).capability).toMatchObject({ stage: 'build', status: 'rework' });
  expect(await names()).toEqual(open);
  const again = github.code.openPull({ title: `Faster, ${(await names()).join()}`, branch: 'y' });
  await new Promise((resolve) => setTimeout(resolve, 1100));
  github.code.merge(again);
  await expect.poll(() => stageOf(key), soon).toBe('cicd');
});
