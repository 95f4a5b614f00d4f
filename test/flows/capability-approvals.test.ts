/** Gates decided at GitHub, Linear and Jira by people whom a connector knows, and what its words mean here. All of it with DOCKET_TEST_DEEP; else GitHub's approvals. */
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { Connector } from '../../src/domain/capability.ts';
import { silentLog } from '../../src/ports/log.ts';
import type { Tracker } from '../../src/ports/tracker.ts';
import { startGithubSandbox } from '../../src/sandbox/github/github.ts';
import { startLinearSandbox } from '../../src/sandbox/linear/linear.ts';
import { createGithubTracker } from '../../src/trackers/github/github.ts';
import { createLinearTracker } from '../../src/trackers/linear/linear.ts';
import {
  type FactoryDesk,
  hotfixPipeline,
  openFactoryDesk,
  productPipeline,
} from '../support/factory-desk.ts';
import { closeJira, openJira } from '../support/jira.ts';
import {
  type ClockedStorage,
  openClockedStorage,
  openPublishing,
  type Publishing,
} from '../support/publishing.ts';
import { connect } from '../support/scripted-tracker.ts';

let storage: ClockedStorage;
const closing: (() => Promise<void>)[] = [];
beforeAll(async () => {
  storage = await openClockedStorage();
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await closeJira();
});
afterAll(() => storage.close());

/** What somebody does at the only issue there: the state or label that stands for yes, or for no. */
type Place = {
  tracker: Tracker;
  say(word: 'yes' | 'no', by?: string): void;
  edit?(labels: string[]): void;
  connector: Partial<Connector>;
};

/** Logins on GitHub, addresses elsewhere: never the name on show. */
const people = {
  robin: 'pat',
  'robin@sandbox.invalid': 'pat',
  docket: 'mia',
  'docket-tester': 'mia',
  'docket@sandbox.invalid': 'mia',
};

const places: Record<string, () => Promise<Place>> = {
  async github() {
    const clock = { now: () => storage.clock.now() };
    const sandbox = await startGithubSandbox(clock);
    closing.push(() => sandbox.close());
    const [owner = '', repository = ''] = sandbox.repository.split('/');
    const place = { owner, repository, apiUrl: sandbox.url, webhookSecret: null, sandbox: true };
    const tracker = createGithubTracker(
      { auth: { token: sandbox.token }, ...place },
      { log: silentLog, clock },
    );
    const say: Place['say'] = (word, by = 'robin') => {
      const { number, labels } = sandbox.issues().at(-1)!;
      sandbox.edit(number, { labels: [...labels, word === 'yes' ? 'Approved' : 'sent-back'], by });
    };
    const edit = (added: string[]) => {
      const { number, labels } = sandbox.issues().at(-1)!;
      sandbox.edit(number, {
        labels: [...labels, ...added],
        state: 'closed',
        stateReason: 'completed',
        assignee: 'robin',
      });
    };
    const connector = { approval_map: { approved: ['approved'], rejected: ['sent-back'] } };
    return { tracker, say, edit, connector };
  },
  async linear() {
    const clock = { now: () => storage.clock.now() };
    const sandbox = await startLinearSandbox(clock);
    closing.push(() => sandbox.close());
    const settings = {
      apiKey: sandbox.apiKey,
      apiUrl: sandbox.apiUrl,
      team: 'ENG',
      project: null,
      sandbox: true,
    };
    const tracker = createLinearTracker(settings, { log: silentLog, clock });
    const say: Place['say'] = (word, by = 'Robin Teammate') =>
      void sandbox.edit(sandbox.issues().at(-1)!.key, { state: word === 'yes' ? 'Done' : 'Canceled', by });
    return { tracker, say, connector: { approval_map: { approved: ['Done'], rejected: ['Canceled'] } } };
  },
  async jira() {
    const { sandbox, tracker } = await openJira({ now: () => storage.clock.now() });
    const say: Place['say'] = (word, by = 'Robin Teammate') =>
      void sandbox.edit(sandbox.issues().at(-1)!.key, {
        status: word === 'yes' ? 'Done' : 'In Progress',
        by,
      });
    return { tracker, say, connector: { approval_map: { approved: ['Done'], rejected: ['In Progress'] } } };
  },
};

type Scene = Place & { desk: FactoryDesk; house: Publishing; key: string; heard(): Promise<void> };

/** A capability at the approval of its spec, whose ticket is out. */
async function openScene(name: string): Promise<Scene> {
  const place = await places[name]!();
  const house = await openPublishing(storage, connect(place.tracker));
  const desk = await openFactoryDesk(storage, [productPipeline, hotfixPipeline], house.publication);
  const { factory, as } = desk;
  const connector = {
    id: 'main',
    provider: name,
    audiences: ['product'],
    actors: people,
    ...place.connector,
  };
  await factory.configureProduct(as('dan'), { config: { connectors: [connector] } });
  const key = await desk.begin(`Scoring at ${name}`);
  await desk.bring(key, 'spec_approval');
  let seen = 0;
  const heard = async () => {
    storage.clock.pass(200_000);
    await house.publication.poll(desk.workspaceId, 0);
    const events = await storage.store.events.ofType(desk.workspaceId, 'GateWordsHeard');
    await factory.onEvents(events.slice(seen));
    seen = events.length;
  };
  const scene = { ...place, desk, house, key, heard };
  await pushGate(scene);
  await heard();
  return scene;
}

/** Everything of this visit, on a press. */
async function pushGate({
  desk: { factory, as },
  house,
  key,
}: Pick<Scene, 'desk' | 'house' | 'key'>): Promise<void> {
  const { board } = await factory.proposePush(as('dan'), key, { audience: 'product' });
  await house.publication.approveAndPush(as('dan'), { boardId: board.id, rev: board.rev, which: 'all' });
  await house.work();
}

/** Set DOCKET_TEST_DEEP for all places. */
const isDeep = Boolean(process.env.DOCKET_TEST_DEEP);
const deep = it.runIf(isDeep);

it.each(isDeep ? Object.keys(places) : ['github'])(
  'S1-46: a gate is decided at %s by a mapped member of the role, and by nobody else',
  async (name) => {
    const { desk, say, heard, key } = await openScene(name);
    const { factory, as } = desk;
    const view = () => factory.view(as('dan'), key);
    say('no', name === 'github' ? 'docket-tester' : 'Docket Tester');
    await heard();
    expect((await view()).capability).toMatchObject({ stage: 'spec_approval', status: 'active' });
    say('yes');
    await heard();
    const { capability, decisions, tickets } = await view();
    expect(capability.stage).toBe('architecture');
    expect(decisions).toMatchObject([
      {
        gate: 'spec_approval',
        decision: 'approved',
        byName: 'pat',
        docVersion: 1,
        reason: expect.stringContaining(name),
      },
    ]);
    const gate = tickets.find(({ ticket }) => ticket.stage?.stage === 'spec_approval')!.ticket;
    expect(gate).toMatchObject({ work: { status: 'done' }, stage: { gate: { byName: 'pat' } } });
    await heard();
    expect((await view()).decisions).toHaveLength(1);
  },
);

deep(
  'S1-24, S1-46: a refusal there sends it back, and what was said before the next visit decides nothing in it',
  async () => {
    const { desk, house, say, heard, key } = await openScene('github');
    const { factory, as } = desk;
    say('no');
    await heard();
    const back = await factory.view(as('dan'), key);
    expect(back.capability).toMatchObject({ stage: 'spec', status: 'rework' });
    expect(back.decisions.at(-1)!.reason).toMatch(/“sent-back” at .*#\d+ in github/);
    await desk.bring(key, 'spec_approval');
    await pushGate({ desk, house, key });
    await heard();
    expect((await factory.view(as('dan'), key)).capability.stage).toBe('spec_approval');
    say('yes');
    await heard();
    expect((await factory.view(as('dan'), key)).capability.stage).toBe('architecture');
  },
);

deep('S1-4, S1-45: status, capacity, priority and labels are read as the connector maps them', async () => {
  const { desk, edit, heard, key } = await openScene('github');
  const { factory, as } = desk;
  const { id } = (await desk.at(key, 'spec_approval'))['approve:product']!;
  const { connectors } = (await factory.product(as('dan'))).config;
  const maps = {
    status_map: { Closed: 'blocked', 'closed (completed)': 'blocked' },
    priority_map: { 'show-stopper': 'P0' },
    label_map: { 'front end': 'ui' },
  };
  await factory.configureProduct(as('dan'), { config: { connectors: [{ ...connectors[0], ...maps }] } });
  edit!(['front end', 'show-stopper']);
  await heard();
  const now = (await storage.store.tickets.get(desk.workspaceId, id))!;
  expect(now.labels).toEqual(expect.arrayContaining(['ui', 'show-stopper']));
  expect(now.labels).not.toContain('front end');
  expect([now.priority, now.work.status]).toEqual([1, 'blocked']);
  const capacity = await factory.capacity(as('dan'));
  expect(capacity).toContainEqual(expect.objectContaining({ name: 'pat', audience: 'product', open: 1 }));
});
