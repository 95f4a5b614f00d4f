/** What models used in runs of workflows, and in a capability's own thread, is part of what the capability costs: each use once. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../../src/domain/ids.ts';
import type { ModelUse } from '../../../src/domain/usage.ts';
import { readWorkflow } from '../../../src/workflow/read-workflow.ts';
import { beginRun } from '../../../src/workflow/steer-run.ts';
import { type FactoryDesk, openFactoryDesk } from '../../support/factory-desk.ts';
import { openTestStorage, type TestStorage } from '../../support/storage.ts';

let storage: TestStorage;
let desk: FactoryDesk;
beforeAll(async () => {
  storage = await openTestStorage();
  desk = await openFactoryDesk(storage);
});
afterAll(() => storage.close());

async function beginRunOn(ticketId: string): Promise<string> {
  const source = 'steps:\n - { id: look, agent: research }';
  const workflow = readWorkflow('test.yml', source);
  const startedBy = desk.as('dan').principal;
  const run = { id: newId(), workspaceId: desk.workspaceId, ticketId, threadId: null, workflow, source };
  const { state } = beginRun({ ...run, inputs: {}, startedBy }, new Date().toISOString());
  await storage.store.workflows.insert(state, []);
  return run.id;
}

/** Of this many dollars, or of a model without a known price. */
function use(dollars: number | null, over: Partial<ModelUse>): Promise<void> {
  const tokens = { inputTokens: 10, outputTokens: 10, cachedTokens: 0, reasoningTokens: 0 };
  return storage.store.usage.append({
    ...{ id: newId(), workspaceId: desk.workspaceId, operation: 'agent', model: 'deep-1', tier: 'deep' },
    ...{ effort: 'medium', ...tokens, estimated: false, personId: 'agent:research', personName: 'Research' },
    ...{ costMicros: dollars === null ? null : dollars * 1_000_000, threadId: null, runId: null },
    ...{ at: new Date().toISOString(), ...over },
  } as ModelUse);
}

const once = (amount: number) => [{ amount, currency: 'USD', period: 'once' }];

it('S1-57: COGS hold what models used in runs on its tickets and in its thread, by every grouping, and nothing twice', async () => {
  const { factory, as } = desk;
  const thread = await storage.store.threads.ensure(desk.workspaceId, 'terminal', 'costs');
  const caller = { ...as('pat'), threadId: thread.id };
  const { idea } = await factory.submitIdea(caller, { title: 'Costly' });
  const { capabilities } = await factory.triageIdea(caller, idea.key, []);
  const { key } = capabilities[0]!;
  const ticket = (await desk.at(key, 'spec'))['write:product']!;
  const run = await beginRunOn(ticket.id);
  await use(0.25, { runId: `${run}:look:1` });
  await use(0.5, { runId: run, threadId: thread.id });
  await use(1, { threadId: thread.id, model: 'fast-1', personName: 'pat' });
  await use(null, { runId: run });
  await use(8, { runId: newId() });
  const by = async (group: 'capability' | 'stage' | 'audience' | 'agent' | 'ticket') => {
    const { groups, actual } = await factory.cogs(as('dan'), { by: group });
    expect(actual).toEqual(once(1.75));
    return Object.fromEntries(groups.map(({ name, actual: own }) => [name ?? '', own[0]?.amount]));
  };
  expect(await by('capability')).toEqual({ [key]: 1.75 });
  expect(await by('ticket')).toMatchObject({ [ticket.key]: 0.75 });
  expect(await by('stage')).toMatchObject({ spec: 0.75 });
  expect(await by('audience')).toMatchObject({ product: 0.75 });
  expect(await by('agent')).toMatchObject({ Research: 0.75, 'fast-1': 1 });
  expect((await factory.view(as('dan'), key)).actual).toEqual(once(1.75));
});
