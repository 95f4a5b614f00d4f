/** The ten stages over a real store: guards, tickets of each visit, gates with their people, and ways back. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tenStages } from '../../../src/domain/stage.ts';
import { type FactoryDesk, keysOf, openFactoryDesk, yaml } from '../../support/factory-desk.ts';
import { openTestStorage, type TestStorage } from '../../support/storage.ts';
import { refusalOf } from '../../support/tool-house.ts';

/** Those that go far through the stages, with DOCKET_TEST_DEEP. */
const deep = it.runIf(process.env.DOCKET_TEST_DEEP);

let storage: TestStorage;
let desk: FactoryDesk;
beforeAll(async () => {
  storage = await openTestStorage();
  desk = await openFactoryDesk(storage);
});
afterAll(() => storage.close());

it('S1-1, S1-3, S1-5, S1-14, S1-15, S1-20, S1-35: an idea becomes shipped through ten stages, each with tickets below one umbrella', async () => {
  const { factory, as } = desk;
  const submitted = await factory.submitIdea(as('mia'), { title: 'Lead scoring', description: 'Rank leads' });
  expect(submitted.idea).toMatchObject({ key: expect.stringMatching(/^IDEA-\d{4}-\d{3}$/), status: 'new' });
  const triaged = await factory.triageIdea(as('mia'), submitted.idea.key, ['Lead scoring']);
  const key = triaged.capabilities[0]!.key;
  expect(key).toMatch(/^PROJ-\d+$/);
  const { capability, tickets, umbrellaKey, reentries } = await desk.bring(key, 'shipped');
  expect(capability).toMatchObject({
    status: 'shipped',
    channel: `#${key.toLowerCase()}`,
    shippedAt: expect.any(String),
  });
  const stages = new Set(tickets.map(({ ticket }) => ticket.stage!.stage));
  expect(tenStages.filter((stage) => !stages.has(stage))).toEqual([]);
  const keys = tickets.map(({ ticket }) => ticket.stage!.key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(reentries).toBe(0);
  const umbrella = await storage.store.tickets.byKey(desk.workspaceId, umbrellaKey);
  expect(umbrella).toMatchObject({
    type: 'capability',
    work: { status: 'done', resolutionDetail: 'shipped' },
  });
  const [triage, ...others] = tickets;
  expect(triage!.ticket).toMatchObject({ title: 'Triage: Lead scoring', work: { status: 'done' } });
  const links = await storage.store.links.ofTickets(desk.workspaceId, [triage!.ticket.id]);
  expect(links).toMatchObject([{ type: 'createdFrom', sourceId: umbrella!.id, targetId: triage!.ticket.id }]);
  expect(others.every(({ ticket }) => ticket.parentId === umbrella!.id)).toBe(true);
  const built = others.find(
    ({ ticket }) => ticket.title === `[Build] Implement Lead scoring API — ${key}`,
  )!.ticket;
  expect(built.labels).toEqual([`capability:${key}`, 'stage:build', 'audience:engineering']);
  expect(built.criteria).toMatchObject([{ text: 'Answers within 300 ms' }]);
  expect(built.review).toMatchObject({ status: 'reviewed', by: 'gate' });
});

it('S1-11: history tells in order what happened', async () => {
  const key = await desk.begin('History');
  await desk.bring(key, 'architecture');
  const { id } = (await desk.factory.view(desk.as('dan'), key)).capability;
  const history = await storage.store.capabilities.history(desk.workspaceId, id);
  expect(history.map(({ type, payload }) => payload.stage ?? type)).toEqual([
    ...['triage', 'spec', 'CapabilityChanged', 'spec_approval', 'GateDecided', 'architecture'],
  ]);
});

it('S1-2, S1-21: a stage is left only when all its conditions hold, and the refusal names every one that does not', async () => {
  const { factory, as } = desk;
  const key = await desk.begin('Guarded');
  const early = await refusalOf(factory.advance(as('pat'), key, null));
  expect(early).toMatchObject({ code: 'STAGE_GUARD', message: expect.stringContaining('doc:spec') });
  const far = await factory.advance(as('pat'), key, 'build').catch((error) => error);
  expect(far).toMatchObject({ code: 'STAGE_GUARD', details: { required: 'compliance', current: 'spec' } });
  expect(far.message).toContain('Invalid stage transition. Required stage: compliance, current: spec.');
  const all = far.details.missing;
  expect(all).toEqual(expect.arrayContaining(['doc:spec', expect.stringMatching(/^ticket:DOC-/)]));
  const { tickets } = await factory.view(as('dan'), key);
  expect(tickets.every(({ ticket }) => ['triage', 'spec'].includes(ticket.stage!.stage))).toBe(true);
});

deep('S1-22: build begins only with approved documents, the YAML and compliance', async () => {
  const { factory, as } = desk;
  const key = await desk.begin('No YAML');
  await desk.bring(key, 'architecture');
  await factory.writeDocument(as('leo'), key, { kind: 'architecture', text: 'Design' });
  await factory.submit(as('leo'), key);
  await desk.bring(key, 'compliance');
  const { capability, missing, next } = await factory.decide(as('cora'), key, { approve: true });
  expect(capability.stage).toBe('compliance');
  expect({ missing, next }).toEqual({ missing: ['doc:capability_yaml'], next: 'build' });
});

deep(
  'S1-22, S1-23: what waits for another capability is blocked at build until that is shipped or a lead waives it',
  async () => {
    const { factory, as } = desk;
    const [first, second, third] = [
      await desk.begin('First'),
      await desk.begin('Second'),
      await desk.begin('Third'),
    ];
    await factory.dependOn(as('pat'), second, first);
    await factory.dependOn(as('pat'), third, first);
    expect((await refusalOf(factory.dependOn(as('pat'), first, second))).code).toBe('LINK_CYCLE');
    for (const key of [second, third]) await desk.bring(key, 'compliance');
    const held = await factory.decide(as('cora'), second, { approve: true });
    expect(held).toMatchObject({
      missing: [`depends_on:${first}`],
      capability: { stage: 'compliance', status: 'blocked' },
    });
    expect(held.blockedBy).toMatchObject([{ key: first, waived: null }]);
    await factory.decide(as('cora'), third, { approve: true });
    const wish = { on: first, reason: 'a stub will do' };
    expect((await refusalOf(factory.waive(as('mia'), third, wish))).code).toBe('FORBIDDEN');
    expect((await refusalOf(factory.waive(as('leo', 'model'), third, wish))).code).toBe(
      'HUMAN_APPROVAL_REQUIRED',
    );
    const waived = await factory.waive(as('leo'), third, wish);
    expect(waived.blockedBy[0]!.waived).toBe('leo: a stub will do');
    expect((await factory.advance(as('pat'), third, null)).capability.stage).toBe('build');
    const umbrella = await storage.store.tickets.byKey(desk.workspaceId, waived.umbrellaKey);
    expect(umbrella!.description).toContain('Waived: waiting for');
    await desk.bring(first, 'shipped');
    const freed = await factory.view(as('dan'), second);
    expect(freed.capability).toMatchObject({ stage: 'build', status: 'active' });
    expect((await factory.view(as('dan'), first)).blocking.map(({ key }) => key).sort()).toEqual(
      [second, third].sort(),
    );
  },
);

it('S1-24, S1-29, U-103: a refusal leads back under the same key with fresh tickets that say who, when and why', async () => {
  const { factory, as } = desk;
  const key = await desk.begin('Rework');
  await desk.bring(key, 'spec_approval');
  const gate = (await desk.at(key, 'spec_approval'))['approve:product']!;
  const before = await desk.at(key, 'spec');
  const no = { approve: false, gate: 'spec_approval' as const, reason: 'No success criterion' };
  expect((await refusalOf(factory.decide(as('pat'), key, { approve: false }))).code).toBe('INVALID_INPUT');
  const back = await factory.decide(as('pat'), key, no);
  expect(back).toMatchObject({
    reentries: 1,
    capability: { key, stage: 'spec', status: 'rework', visits: { spec: 2 } },
  });
  const closed = (await storage.store.tickets.get(desk.workspaceId, gate.id))!;
  expect(closed).toMatchObject({
    work: { status: 'done', resolutionDetail: 'rejected' },
    stage: {
      gate: { decision: 'rejected', byName: 'pat', reason: no.reason, docVersion: 1, role: 'product_leader' },
    },
  });
  const fresh = await desk.at(key, 'spec');
  expect(keysOf(fresh)).toEqual(keysOf(before));
  expect(fresh['write:product']!.id).not.toBe(before['write:product']!.id);
  expect(fresh['write:product']!.description).toMatch(
    /Sent back from Spec approval by pat on \d{4}.*No success criterion/,
  );
  const links = await storage.store.links.ofTickets(desk.workspaceId, [fresh['write:product']!.id]);
  expect(links).toMatchObject([{ type: 'createdFrom', targetId: gate.id }]);
  const tickets = (await factory.decide(as('pat'), key, no)).tickets.length;
  expect(tickets).toBe(back.tickets.length);
  expect((await desk.bring(key, 'spec_approval')).capability.visits).toMatchObject({ spec_approval: 2 });
});

deep(
  'S1-24: findings of compliance and of the release decide how far back it goes, and void what stood on that',
  async () => {
    const { factory, as } = desk;
    const key = await desk.begin('Findings');
    const refuse = (person: 'cora' | 'rita', finding: 'data' | 'technical' | 'uat') =>
      factory.decide(as(person), key, { approve: false, reason: 'Look again', finding });
    await desk.bring(key, 'compliance');
    const toArchitecture = await refuse('cora', 'technical');
    expect(toArchitecture.capability.stage).toBe('architecture');
    const approvals = toArchitecture.documents.filter(({ approvedAt }) => approvedAt !== null);
    expect(approvals.map(({ kind }) => kind)).toEqual(['spec']);
    await desk.bring(key, 'compliance');
    const toSpec = await refuse('cora', 'data');
    expect(toSpec.capability.stage).toBe('spec');
    expect(toSpec.documents.some(({ approvedAt }) => approvedAt !== null)).toBe(false);
    await desk.bring(key, 'release');
    expect((await refuse('rita', 'uat')).capability.stage).toBe('uat');
    await desk.bring(key, 'release');
    const built = await factory.decide(as('rita'), key, { approve: false, reason: 'It crashes' });
    expect(built.capability).toMatchObject({ stage: 'build', visits: { build: 2, uat: 2 } });
    expect(keysOf(await desk.at(key, 'build'))).toEqual(['rework:engineering']);
    const shipped = await desk.bring(key, 'shipped');
    const keys = shipped.tickets.map(({ ticket }) => ticket.stage!.key);
    expect(new Set(keys).size).toBe(keys.length);
  },
);

it('S1-25: only a person with the gate’s role decides, once, about the version they saw', async () => {
  const { factory, as } = desk;
  const key = await desk.begin('Gate');
  const { capability } = await desk.bring(key, 'spec_approval');
  const yes = { approve: true, gate: 'spec_approval' as const };
  expect((await refusalOf(factory.decide(as('pat', 'model'), key, yes))).code).toBe(
    'HUMAN_APPROVAL_REQUIRED',
  );
  const wrong = await refusalOf(factory.decide(as('leo'), key, yes));
  expect(wrong).toMatchObject({
    code: 'FORBIDDEN',
    message: expect.stringContaining('product leader or pm'),
  });
  expect((await refusalOf(factory.decide(as('dan'), key, yes))).code).toBe('FORBIDDEN');
  expect((await refusalOf(factory.decide(as('pat'), key, { ...yes, docVersion: 7 }))).code).toBe('STALE');
  expect((await refusalOf(factory.decide(as('pat'), key, { ...yes, seen: 1 }))).code).toBe('STALE');
  const ticket = (await desk.at(key, 'spec_approval'))['approve:product']!;
  expect((await refusalOf(desk.finish(ticket, 'pat'))).code).toBe('INVALID_TRANSITION');
  const view = await factory.decide(as('pat'), key, { ...yes, docVersion: 1, seen: capability.version });
  expect(view.decisions).toMatchObject([
    {
      gate: 'spec_approval',
      decision: 'approved',
      byName: 'pat',
      role: 'product_leader',
      docVersion: 1,
      at: expect.any(String),
    },
  ]);
  expect(view.documents).toMatchObject([{ kind: 'spec', version: 1, approvedBy: 'pat' }]);
  const again = await factory.decide(as('pat'), key, yes);
  expect(again.decisions).toHaveLength(1);
  expect((await refusalOf(factory.decide(as('pat'), key, { ...yes, gate: 'uat' }))).code).toBe('STAGE_GUARD');
});

deep('S1-26: UAT takes a product person and an engineer, and never one person for both', async () => {
  const { factory, as } = desk;
  const key = await desk.begin('UAT');
  await desk.bring(key, 'uat');
  const half = await factory.decide(as('two'), key, { approve: true });
  expect(half.gate!.seats).toMatchObject([
    { roles: ['pm'], taken: true },
    { roles: ['engineer'], taken: false },
  ]);
  expect((await refusalOf(factory.decide(as('two'), key, { approve: true }))).message).toContain(
    'different people',
  );
  expect(half.capability.stage).toBe('uat');
  expect((await factory.decide(as('eve'), key, { approve: true })).capability.stage).toBe('release');
  const failed = await desk.begin('UAT fails');
  await desk.bring(failed, 'uat');
  await factory.decide(as('pat'), failed, { approve: true });
  const back = await factory.decide(as('eve'), failed, { approve: false, reason: 'It is slow' });
  expect(back.capability.stage).toBe('build');
  const signoffs = back.tickets
    .filter(({ ticket }) => ticket.stage!.stage === 'uat')
    .map(({ ticket }) => ticket.work);
  expect(signoffs).toMatchObject([{ resolutionDetail: 'approved' }, { resolutionDetail: 'rejected' }]);
});

deep('S1-28: new technology has a gate of its own after the architecture', async () => {
  const { factory, as } = desk;
  const key = await desk.begin('New stack');
  await desk.bring(key, 'architecture');
  await factory.writeDocument(as('leo'), key, { kind: 'architecture', text: 'Uses a graph database' });
  const text = `${yaml}introduces_tech: true\n`;
  await factory.writeDocument(as('leo'), key, { kind: 'capability_yaml', text });
  await factory.submit(as('leo'), key);
  const view = await factory.decide(as('leo'), key, { approve: true });
  expect(view.capability.stage).toBe('stack_approval');
  expect(view.stages.map(({ id }) => id)).toContain('stack_approval');
});

it('S1-27: a hotfix needs context, and neither spec nor architecture, and still a person before it ships', async () => {
  const { factory, as } = desk;
  expect((await refusalOf(factory.raiseHotfix(as('mia'), { title: 'Crash' }))).code).toBe('CONTEXT_REQUIRED');
  expect(
    (await refusalOf(factory.raiseHotfix(as('mia'), { title: 'Crash', context: 'PROJ-999' }))).code,
  ).toBe('NOT_FOUND');
  const { capability } = await factory.raiseHotfix(as('mia'), {
    title: 'Crash',
    context: 'component:billing',
  });
  expect(capability).toMatchObject({
    lane: 'hotfix',
    stage: 'fix',
    context: 'billing',
    key: expect.stringMatching(/^HOT-/),
  });
  const { key } = capability;
  const fix = (await desk.at(key, 'fix'))['fix:engineering']!;
  expect(fix.stage!.component).toBe('billing');
  await factory.setFields(as('eve'), fix.id, { acceptance_criteria: ['No crash'] });
  const merged = await factory.deliver(as('dan', 'api'), key, { kind: 'merged', tickets: [fix.key] });
  expect(merged.capability.stage).toBe('cicd');
  expect(
    (await factory.deliver(as('dan', 'api'), key, { kind: 'ci', status: 'success' })).capability.stage,
  ).toBe('release');
  await factory.deliver(as('dan', 'api'), key, { kind: 'deployed', environment: 'production' });
  expect((await refusalOf(factory.decide(as('eve'), key, { approve: true }))).code).toBe('FORBIDDEN');
  expect((await factory.decide(as('rita'), key, { approve: true })).capability.status).toBe('shipped');
  const dashboard = await factory.dashboard(as('dan'));
  expect(dashboard.rows.some(({ lane }) => lane === 'hotfix')).toBe(false);
});

deep('U-104, S1-24: cancelling is a deed of its own and ends every ticket below', async () => {
  const { factory, as } = desk;
  const key = await desk.begin('Cancelled');
  await desk.bring(key, 'build');
  const { capability, tickets, umbrellaKey } = await factory.cancel(as('pat'), key, 'No budget');
  expect(capability).toMatchObject({ stage: 'cancelled', status: 'cancelled' });
  expect(tickets.filter(({ ticket }) => !['done', 'cancelled'].includes(ticket.work.status))).toEqual([]);
  const umbrella = await storage.store.tickets.byKey(desk.workspaceId, umbrellaKey);
  expect(umbrella!.work).toMatchObject({ status: 'cancelled', resolutionDetail: 'No budget' });
  expect((await refusalOf(factory.advance(as('pat'), key, null))).code).toBe('INVALID_TRANSITION');
});
