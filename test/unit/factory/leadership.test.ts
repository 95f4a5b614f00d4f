/** Costs at gates, capacity, cycle time, fields that travel, and notes on what is done, over a real store and a clock of its own. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { escalationReasons } from '../../../src/domain/escalation-rules.ts';
import { type FactoryDesk, openFactoryDesk } from '../../support/factory-desk.ts';
import { openTestStorage, type TestStorage } from '../../support/storage.ts';
import { refusalOf } from '../../support/tool-house.ts';

/** Those that go far through the stages, with DOCKET_TEST_DEEP. */
const deep = it.runIf(process.env.DOCKET_TEST_DEEP);

let now = new Date('2026-03-02T09:00:00.000Z');
let storage: TestStorage;
let desk: FactoryDesk;
beforeAll(async () => {
  storage = await openTestStorage({ clock: { now: () => now } });
  desk = await openFactoryDesk(storage);
});
afterAll(() => storage.close());

const monthly = (amount: number) => ({ amount, currency: 'USD', period: 'month' as const });

deep(
  'S1-56: above the threshold a cost reviewer has a seat of their own, whose word holds until the estimate rises',
  async () => {
    const { factory, as } = desk;
    await factory.configureProduct(as('dan'), { config: { cogs_threshold: monthly(100) } });
    const key = await desk.begin('Costly');
    await factory.setCogs(as('pat'), key, { estimate: monthly(150) });
    await desk.bring(key, 'spec_approval');
    const half = await factory.decide(as('pat'), key, { approve: true });
    expect(half.gate).toMatchObject({
      costReview: true,
      seats: [{ taken: true }, { roles: ['cost_reviewer'], taken: false }],
    });
    const passed = await factory.decide(as('cleo'), key, { approve: true });
    expect(passed.capability.stage).toBe('architecture');
    expect(passed.decisions.at(-1)).toMatchObject({ role: 'cost_reviewer', cogsSnapshot: [monthly(150)] });
    const covered = await desk.bring(key, 'architecture_approval');
    expect(covered.gate!.seats).toHaveLength(1);
    await factory.setCogs(as('leo'), key, { estimate: monthly(151) });
    expect((await factory.view(as('leo'), key)).gate!.seats).toHaveLength(2);
    await factory.configureProduct(as('dan'), { config: { cogs_threshold: null } });
  },
);

it('S1-47: work goes to whoever has room; where nobody has, it is made all the same, and says so', async () => {
  const { factory, as } = desk;
  const config = { assignees: { product: ['mia', 'pat'] }, wip_limits: { product: 1 } };
  await factory.configureProduct(as('dan'), { config });
  const key = await desk.begin('Crowded');
  const own = Object.values(await desk.at(key, 'spec'));
  expect(own.map(({ work, stage }) => [work.assigneeId !== null, stage!.overCapacity])).toEqual([
    [true, false],
    [true, false],
  ]);
  expect(new Set(own.map(({ work }) => work.assigneeId)).size).toBe(2);
  const late = Object.values(await desk.at(await desk.begin('Too much'), 'spec'));
  expect(late.map(({ work, stage }) => [work.assigneeId, stage!.overCapacity])).toEqual([
    [null, true],
    [null, true],
  ]);
  const rows = (await factory.capacity(as('dan'))).filter(({ audience }) => audience === 'product');
  expect(rows).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ name: 'mia', open: 1, inProgress: 0, wipLimit: 1, available: 0 }),
      expect.objectContaining({ name: 'nobody', wipLimit: null, available: null }),
    ]),
  );
  const { act } = await factory.dashboard(as('dan'));
  expect(act.some(({ kind }) => kind === 'over_capacity')).toBe(true);
  await factory.configureProduct(as('dan'), { config: { assignees: {}, wip_limits: {} } });
});

it('S1-58, S1-59: what takes longer than its product allows is flagged, told as where to act, and escalated', async () => {
  const { factory, as } = desk;
  const key = await desk.begin('Slow');
  now = new Date(now.getTime() + 8 * 86_400_000);
  const { rows, act } = await factory.dashboard(as('dan'));
  expect(rows.find((row) => row.key === key)).toMatchObject({ overdue: true, maxDays: 7, stage: 'spec' });
  expect(act).toContainEqual(expect.objectContaining({ key, kind: 'overdue', why: '8 days old, 7 at most' }));
  const { umbrellaKey } = await factory.view(as('dan'), key);
  const umbrella = (await storage.store.tickets.byKey(desk.workspaceId, umbrellaKey))!;
  expect(escalationReasons(umbrella, [], now)).toEqual(['cycle_time']);
});

deep(
  'S1-36, S1-6: what press and release say travels to what is published; release notes tell of done work alone',
  async () => {
    const { factory, as } = desk;
    const key = await desk.begin('Told');
    await desk.bring(key, 'build');
    const { 'press:press': press, 'notes:release': notes, ...build } = await desk.at(key, 'build');
    await factory.setFields(as('mia'), press!.id, {
      headline: 'News',
      embargo_until: '2026-03-20T09:00:00Z',
    });
    await factory.setFields(as('mia'), notes!.id, { version: '2.0' });
    expect((await refusalOf(desk.finish(press!))).code).toBe('EMBARGOED');
    const [first] = Object.values(build).filter(({ stage }) => stage!.audience === 'engineering');
    await desk.finish(first!, 'eve');
    const early = await factory.context(as('dan'), key);
    expect(early.releaseNotes).toBe(`# Told 2.0\n\n## Changed\n- Model Lead entity (${first!.key})`);
    const { capability } = await desk.bring(key, 'release');
    expect(capability.stage).toBe('release');
    const published = await desk.at(key, 'release');
    expect(published['press:press']!.stage!.fields).toMatchObject({
      headline: 'News',
      embargo_until: '2026-03-20T09:00:00Z',
    });
    expect(published['publish:release']!.stage!.fields).toEqual({ version: '2.0' });
    const shipped = await desk.bring(key, 'shipped');
    expect(shipped.capability.status).toBe('shipped');
    now = new Date('2026-03-20T09:00:01.000Z');
    await desk.finish(published['press:press']!);
    const { work } = (await storage.store.tickets.get(desk.workspaceId, published['press:press']!.id))!;
    expect(work.status).toBe('done');
    const digest = await factory.digest(as('dan'));
    expect(digest.shipped.map((one) => one.key)).toEqual([]);
    expect(
      (await factory.digest(as('dan'), '2026-03-01T00:00:00.000Z')).shipped.map((one) => one.key),
    ).toContain(key);
  },
);

it('S1-36: a press ticket cannot be done before its embargo is over', async () => {
  const { factory, as } = desk;
  const [ticket] = Object.values(await desk.at(await desk.begin('Secret'), 'spec'));
  const stage = { ...ticket!.stage!, audience: 'press' as const, role: 'publish' as const };
  await storage.store.tickets.swap({ ...ticket!, stage, version: ticket!.version + 1 }, ticket!.version);
  const until = new Date(now.getTime() + 3_600_000).toISOString();
  await factory.setFields(as('mia'), ticket!.id, { headline: 'News', embargo_until: until });
  expect((await refusalOf(desk.finish(ticket!))).code).toBe('EMBARGOED');
  now = new Date(now.getTime() + 3_600_001);
  await desk.finish(ticket!);
});

it('S1-57: what Docket’s own models used in the thread of a capability is among its costs', async () => {
  const { factory, as } = desk;
  const { store, ids } = storage;
  const threadId = (await store.threads.ensure(desk.workspaceId, 'terminal', 'main')).id;
  const inThread = { ...as('mia'), threadId };
  const { idea } = await factory.submitIdea(inThread, { title: 'Talked of' });
  const { capabilities } = await factory.triageIdea(inThread, idea.key, []);
  const use = { operation: 'converse', model: 'fast', tier: 'fast', effort: 'low' } as const;
  const tokens = { inputTokens: 10, outputTokens: 5, cachedTokens: 0, reasoningTokens: 0, estimated: false };
  for (const costMicros of [1_500, 2_250])
    await store.usage.append({
      ...{
        id: ids.next(),
        workspaceId: desk.workspaceId,
        ...use,
        ...tokens,
        costMicros,
        personId: 'x',
        personName: 'mia',
      },
      ...{ threadId, runId: null, at: now.toISOString() },
    });
  const report = await factory.cogs(as('dan'), { by: 'capability', name: capabilities[0]!.key });
  expect(report.actual).toEqual([{ amount: 0.00375, currency: 'USD', period: 'once' }]);
});
