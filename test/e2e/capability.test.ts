/** One capability from an idea to shipped, in Slack and over REST, sent back at every gate on the way and killed in between. With DOCKET_TEST_DEEP. */
import { afterAll, beforeAll, expect, it as test } from 'vitest';
import { openHouse } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { tenStages } from '../../src/domain/stage.ts';
import { silentLog } from '../../src/ports/log.ts';
import { createToken } from '../../src/workspace/api-tokens.ts';
import { addMember } from '../../src/workspace/members.ts';
import { type Answered, programWith } from '../support/api.ts';
import type { Workplace } from '../support/child-program.ts';
import { readMessageText } from '../support/slack.ts';
import { openSlackScene, type SlackScene } from '../support/slack-scene.ts';

const it = test.runIf(process.env.DOCKET_TEST_DEEP);

/** Ana talks in Slack; the others decide from programs of theirs. */
const people = {
  Pat: 'pm,product_leader',
  Leo: 'architecture_leader,tech_lead',
  Cora: 'compliance',
  Eve: 'engineer',
  Rita: 'release_manager',
} as const;
type Person = keyof typeof people | 'Ana';

let scene: SlackScene;
const tokens = new Map<Person, string>();

/** People and their tokens, in the store of the program that is started on it next. */
async function join({ home }: Workplace): Promise<void> {
  const house = await openHouse(readConfig({ DOCKET_HOME: home }), silentLog, 'Ana');
  const { storage, clock, ids, workspace } = house;
  const deps = { store: storage.store, clock, ids };
  for (const [name, roles] of Object.entries(people))
    await addMember(deps, workspace.id, { name, roles: roles.split(',') });
  for (const member of ['Ana', ...Object.keys(people)] as Person[]) {
    const { secret } = await createToken(deps, workspace.id, { member, roles: null, kind: 'user' });
    tokens.set(member, secret);
  }
  await house.close();
}

beforeAll(async () => {
  if (!process.env.DOCKET_TEST_DEEP) return;
  scene = await openSlackScene({ overHttp: true, prepare: join });
}, 600_000);
afterAll(async () => {
  await scene?.close();
});

function ask(person: Person, method: string, path: string, body?: unknown): Promise<Answered> {
  return programWith(scene.address(), tokens.get(person)!).ask(method, path, body);
}

async function post(person: Person, path: string, body: unknown = {}): Promise<Answered['body']> {
  const { status, body: answer } = await ask(person, 'post', `/api/factory${path}`, body);
  expect({ path, status, answer }).toMatchObject({ status: 200 });
  return answer;
}

const soon = { timeout: 60_000, interval: 100 };
const capabilityOf = async (key: string) =>
  (await ask('Ana', 'get', `/api/factory/capabilities/${key}`)).body;

/** Refused once with a reason; then what comes back is done again by `redo`, up to the gate, and approved. */
async function rejectThenPass(
  key: string,
  gate: string,
  { by, back, finding, redo }: { by: Person[]; back: string; finding?: string; redo(): Promise<unknown> },
): Promise<void> {
  const path = `/capabilities/${key}/gates/${gate}/decision`;
  const no = { decision: 'rejected', reason: `Not yet at ${gate}`, ...(finding ? { finding } : {}) };
  expect(await post(by[0]!, path, no)).toMatchObject({ stage: back, status: 'rework' });
  await scene.killAll();
  expect(await post(by[0]!, path, no)).toMatchObject({ stage: back });
  await redo();
  for (const person of by) await post(person, path, { decision: 'approved' });
}

async function write(key: string, by: Person, kinds: readonly string[]): Promise<void> {
  const yaml =
    'apis: [{ name: Lead scoring, acceptance_criteria: [Fast] }]\nscreens: [Score]\nacceptance_criteria: [A lead has a score]';
  for (const kind of kinds) {
    const text = kind === 'capability_yaml' ? yaml : `# ${kind} ${Math.random()}`;
    await post(by, `/capabilities/${key}/documents`, { kind, text });
  }
  await post(by, `/capabilities/${key}/submit`);
}

/** All engineering work of this visit is merged, and its build is green on staging. */
async function build(key: string): Promise<void> {
  const { tickets, visits } = await capabilityOf(key);
  type Wire = { key: string; stage: string; visit: number; audience: string; acceptance_criteria: string[] };
  const own = (tickets as Wire[]).filter(
    (one) => one.stage === 'build' && one.visit === visits.build && one.audience === 'engineering',
  );
  for (const ticket of own) {
    if (ticket.acceptance_criteria.length > 0) continue;
    const input = { ticket: ticket.key, fields: { acceptance_criteria: ['It works again'] } };
    expect((await ask('Eve', 'post', '/api/tools/set_stage_fields', input)).status).toBe(200);
  }
  const merged = { kind: 'merged', tickets: own.map((one) => one.key) };
  expect(await post('Eve', `/capabilities/${key}/deliveries`, merged)).toMatchObject({ stage: 'cicd' });
  const green = { kind: 'ci', status: 'success', environment: 'staging' };
  expect(await post('Eve', `/capabilities/${key}/deliveries`, green)).toMatchObject({ stage: 'uat' });
}

it('S1-1 to S1-61: idea to shipped with a refusal at each gate, every ticket once, whatever is killed', async () => {
  const { people: slack } = scene.slack;
  await slack.slash('idea Lead scoring | Rank leads');
  const { ts } = await scene.says(/IDEA-\d{4}-001: Lead scoring/);
  await slack.press('Make it a capability', { ts });
  await expect.poll(() => JSON.stringify(slack.dialogueOf()?.view.title), soon).toContain('Triage IDEA');
  await slack.submit({ titles: 'Lead scoring' });
  await expect.poll(async () => (await capabilityOf('PROJ-1')).stage, soon).toBe('spec');
  const key = 'PROJ-1';
  await scene.killAll();
  await slack.slash(`capability ${key}`);
  const card = await scene.says(/● Spec › Spec approval/);
  await slack.press('Answer questions', { ts: card.ts });
  await expect.poll(() => JSON.stringify(slack.dialogueOf()?.view.title), soon).toContain('Spec of PROJ-1');
  const ids = ['user', 'success', 'scope', 'out', 'cogs', 'legal'];
  await slack.submit(Object.fromEntries(ids.map((id) => [id, `What ${id} means`])));
  await expect.poll(async () => (await capabilityOf(key)).docs.spec?.version, soon).toBe(1);
  await post('Pat', `/capabilities/${key}/submit`);
  await rejectThenPass(key, 'spec_approval', {
    by: ['Pat'],
    back: 'spec',
    redo: () => write(key, 'Pat', ['spec']),
  });
  const documents = ['architecture', 'capability_yaml'];
  await write(key, 'Leo', documents);
  await rejectThenPass(key, 'architecture_approval', {
    by: ['Leo'],
    back: 'architecture',
    redo: () => write(key, 'Leo', documents),
  });
  const redoArchitecture = async () => {
    await write(key, 'Leo', documents);
    await post('Leo', `/capabilities/${key}/gates/architecture_approval/decision`, { decision: 'approved' });
  };
  await rejectThenPass(key, 'compliance', {
    by: ['Cora'],
    back: 'architecture',
    finding: 'technical',
    redo: redoArchitecture,
  });
  await build(key);
  await rejectThenPass(key, 'uat', { by: ['Eve', 'Pat'], back: 'build', redo: () => build(key) });
  const redoBuild = async () => {
    await build(key);
    for (const person of ['Eve', 'Pat'] as const)
      await post(person, `/capabilities/${key}/gates/uat/decision`, { decision: 'approved' });
  };
  await rejectThenPass(key, 'release', { by: ['Rita'], back: 'build', redo: redoBuild });
  await post('Eve', `/capabilities/${key}/deliveries`, { kind: 'deployed', environment: 'production' });
  const shipped = await capabilityOf(key);
  expect(shipped).toMatchObject({ status: 'shipped', stage: 'shipped', missing: [] });
  expect(shipped.reentries).toBeGreaterThanOrEqual(5);
  type Wire = {
    key: string;
    title: string;
    stage: string;
    visit: number;
    audience: string;
    stage_role: string;
  };
  const tickets: Wire[] = shipped.tickets;
  expect(tenStages.filter((stage) => !tickets.some((one) => one.stage === stage))).toEqual([]);
  const once = tickets.map((one) =>
    [one.stage, one.visit, one.audience, one.stage_role, one.title].join(' '),
  );
  expect(once.filter((one, at) => once.indexOf(one) !== at)).toEqual([]);
  const all = (await ask('Ana', 'get', '/api/tickets?limit=200')).body.tickets as { title: string }[];
  expect(all.filter(({ title }) => title.includes(key)).length).toBe(tickets.length);
  expect(
    shipped.decisions.filter(({ decision }: { decision: string }) => decision === 'rejected'),
  ).toHaveLength(5);
  await expect.poll(() => readMessageText(scene.now(card)), soon).toContain('✓ Release');
}, 600_000);
