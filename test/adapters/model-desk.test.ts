/** The model desk over a real socket: which model and effort go over the wire, what is recorded, and what is left. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createIdSource, newId } from '../../src/domain/ids.ts';
import type { Preferences } from '../../src/domain/preferences.ts';
import type { Caller } from '../../src/domain/principal.ts';
import { addUsage, type ModelUse } from '../../src/domain/usage.ts';
import { createModelDesk } from '../../src/models/model-desk.ts';
import { silentLog } from '../../src/ports/log.ts';
import type { UsageStore } from '../../src/ports/usage-store.ts';
import { type Asked, modelSettingsFor, type Scripted, startCountingServer } from '../support/openai.ts';

let server: Awaited<ReturnType<typeof startCountingServer>>;
let script: (asked: Asked) => Scripted;
beforeEach(async () => {
  script = () => ({ text: 'Here.' });
  server = await startCountingServer((asked) => script(asked));
});
afterEach(() => server.close());

const caller: Caller = {
  principal: { kind: 'user', id: newId(), name: 'Ada' },
  roles: ['owner'],
  workspaceId: newId(),
  via: 'model',
  threadId: newId(),
  runId: newId(),
};

/** A store of its own, since all the desk needs of it is to be told and to add up. */
function rememberUses(): UsageStore & { uses: ModelUse[] } {
  const uses: ModelUse[] = [];
  const sumOf = ({ inputTokens, outputTokens, costMicros }: ModelUse) => ({
    ...addUsage([], ''),
    calls: 1,
    input: inputTokens,
    output: outputTokens,
    costMicros: costMicros ?? 0,
  });
  return {
    uses,
    append: async (use) => void uses.push(use),
    sums: async () => [],
    ofRun: async (_workspace, run) => addUsage(uses.filter(({ runId }) => runId === run).map(sumOf), run),
  };
}

function openDesk(
  given: { values?: Preferences; prices?: Record<string, [number, number]>; cost?: number } = {},
) {
  const usage = rememberUses();
  const { values = {}, cost = 2 } = given;
  const prices = Object.fromEntries(
    Object.entries(given.prices ?? {}).map(([name, [input, output]]) => [
      name,
      { input, output, cached: input },
    ]),
  );
  const settings = { ...modelSettingsFor(server.url), prices, limits: { tokens: 1000, cost, steps: 5 } };
  const clock = { now: () => new Date('2026-11-21T09:00:00Z') };
  const preferences = { read: async () => ({ values }) };
  const deps = { usage, preferences, clock, ids: createIdSource(Date.now), log: silentLog };
  const desk = createModelDesk(settings, deps);
  return {
    ...desk,
    uses: usage.uses,
    ask: async (by = caller) => (await desk.lead(by)).model.invoke('Hello?'),
    write: async (by = caller) =>
      (await desk.writer(by)).model.produce({
        instructions: 'Draft.',
        material: 'x',
        shape: z.object({ title: z.string() }),
        shapeName: 'draft',
      }),
  };
}

const wires = () => server.requests.map(({ model, reasoning_effort }) => [model, reasoning_effort]);

describe('what goes over the wire', () => {
  it('is the tier’s model with its effort, for a conversation and for documents', async () => {
    script = ({ model }) => ({ text: model === 'deep-model' ? '{"title":"T"}' : 'Here.' });
    const desk = openDesk();
    await desk.ask();
    await desk.write();
    expect(wires()).toEqual([
      ['standard-model', 'medium'],
      ['deep-model', 'medium'],
    ]);
  });

  it('follows what was set, and above that what is wished', async () => {
    const desk = openDesk({ values: { modelTier: 'fast', modelEffort: 'max' } });
    await desk.ask();
    await desk.ask({ ...caller, modelWish: { tier: 'deep', effort: 'low' } });
    expect(wires()).toEqual([
      ['fast-model', 'high'],
      ['deep-model', 'low'],
    ]);
  });

  it('is extended thinking for max, where the server knows it, and twice the steps', async () => {
    script = ({ reasoning_effort }) => (reasoning_effort === 'xhigh' ? { status: 400 } : { text: 'Here.' });
    const desk = openDesk({ values: { modelEffort: 'max' } });
    await desk.ask();
    await desk.ask();
    expect(wires().map(([, effort]) => effort)).toEqual(['xhigh', 'high', 'high']);
    expect((await desk.lead(caller)).maxSteps).toBe(10);
    expect((await openDesk().lead(caller)).maxSteps).toBe(5);
  });

  it('holds no effort for a model that refuses one, which is asked about once', async () => {
    script = ({ model, reasoning_effort }) =>
      model === 'standard-model' && reasoning_effort ? { status: 400 } : { text: '{"title":"T"}' };
    const desk = openDesk();
    await desk.ask();
    await desk.ask();
    await desk.write();
    expect(wires()).toEqual([
      ['standard-model', 'medium'],
      ['standard-model', undefined],
      ['standard-model', undefined],
      ['deep-model', 'medium'],
    ]);
    expect(desk.uses).toHaveLength(3);
  });

  it('goes on saying the effort to a model whose refusal had another reason', async () => {
    script = () => ({ status: 400 });
    const desk = openDesk();
    await expect(desk.ask()).rejects.toMatchObject({ code: 'MODEL_UNAVAILABLE' });
    script = () => ({ text: 'Here.' });
    await desk.ask();
    expect(wires().map(([, effort]) => effort)).toEqual(['medium', undefined, 'medium']);
    expect(desk.uses).toHaveLength(1);
  });
});

describe('what is recorded', () => {
  it('is every answer with its tokens, its price and whom it was given to', async () => {
    script = () => ({ text: 'Here.', used: { input: 1000, output: 200, cached: 400, reasoning: 50 } });
    const desk = openDesk({ prices: { 'standard-model': [1.25, 10] } });
    await desk.ask();
    expect(desk.uses).toMatchObject([
      {
        operation: 'converse',
        ...{ model: 'standard-model', tier: 'standard', effort: 'medium' },
        ...{ inputTokens: 1000, outputTokens: 200, cachedTokens: 400, reasoningTokens: 50 },
        ...{ estimated: false, costMicros: 3250 },
        ...{
          personId: caller.principal.id,
          personName: 'Ada',
          threadId: caller.threadId,
          runId: caller.runId,
        },
        at: '2026-11-21T09:00:00.000Z',
      },
    ]);
  });

  it('includes an answer that was of no use, because it was paid for', async () => {
    let asked = 0;
    script = () => ({ text: ++asked === 1 ? 'Sure!' : '{"title":"T"}' });
    const desk = openDesk();
    await desk.write();
    expect(desk.uses.map(({ operation, costMicros }) => [operation, costMicros])).toEqual([
      ['generate', null],
      ['generate', null],
    ]);
  });

  it('is an estimate without a cost where the server does not count', async () => {
    script = () => ({ text: 'Here it is.', used: null });
    const desk = openDesk({ prices: { 'standard-model': [1, 1] } });
    await desk.ask();
    expect(desk.uses).toMatchObject([{ estimated: true, costMicros: null }]);
    expect(desk.uses[0]!.inputTokens).toBeGreaterThan(1);
    expect(desk.uses[0]!.outputTokens).toBeGreaterThan(3);
  });
});

describe('what is left of a run', () => {
  it('is nothing once its tokens are used up, and all of it for the next', async () => {
    script = () => ({ text: 'Here.', used: { input: 400, output: 150 } });
    const desk = openDesk();
    await desk.ask();
    expect(await desk.spent(caller)).toBeNull();
    expect((await desk.writer(caller)).tokenLimit).toBe(450);
    await desk.ask();
    expect(await desk.spent(caller)).toBe('the limit of 1,000 tokens for one message');
    expect((await desk.writer(caller)).tokenLimit).toBe(0);
    expect(await desk.spent({ ...caller, runId: newId() })).toBeNull();
  });

  it('is counted in dollars too, where the price is known', async () => {
    script = () => ({ text: 'Here.', used: { input: 100, output: 50 } });
    const desk = openDesk({
      prices: { 'standard-model': [1000, 8000], 'deep-model': [1000, 10_000] },
      cost: 0.6,
    });
    await desk.ask();
    expect(await desk.spent(caller)).toBeNull();
    expect((await desk.writer(caller)).tokenLimit).toBe(10);
    await desk.ask();
    expect(await desk.spent(caller)).toBe('the limit of $0.60 for one message');
  });
});
