/** How the embedded planner stands in for a model that cannot be reached. */
import { describe, expect, it } from 'vitest';
import { withFallback } from '../../../src/agent/fallback.ts';
import { DocketError } from '../../../src/domain/errors.ts';
import { aRun, createTestAgent, recordTools } from '../../support/agent.ts';
import { ScriptedModel } from '../../support/scripted-model.ts';

const unavailable = new DocketError('MODEL_UNAVAILABLE', {
  message: 'The model’s server cannot be reached.',
  remedy: 'Check the network.',
});

const planner = new ScriptedModel(({ results }) =>
  results.length === 0 ? { calls: [{ name: 'find' }] } : { text: `planned with ${results.at(-1)}` },
);

describe('a model with a stand-in', () => {
  it('answers by itself while it can be reached', async () => {
    const model = withFallback(new ScriptedModel(() => ({ text: 'mine' })), planner);
    expect(await createTestAgent({ model }).run(aRun({}))).toMatchObject({ text: 'mine', fellBack: null });
  });

  it('is replaced for the whole run when it cannot be reached, which the result says', async () => {
    let asked = 0;
    const broken = new ScriptedModel(() => {
      asked += 1;
      throw unavailable;
    });
    const { tools, calls } = recordTools({ find: () => 'D-1' });
    const end = await createTestAgent({ model: withFallback(broken, planner), tools }).run(aRun({}));
    expect(end).toEqual({
      text: 'planned with D-1',
      steps: 2,
      stopped: null,
      fellBack: 'The model’s server cannot be reached. The built-in planner answered instead.',
    });
    expect(calls).toHaveLength(1);
    expect(asked).toBe(1);
  });

  it('ends a run that loses its model midway, for a second planner would do things twice', async () => {
    const model = new ScriptedModel(({ results }) => {
      if (results.length === 0) return { calls: [{ name: 'find' }] };
      throw unavailable;
    });
    const { tools, calls } = recordTools({ find: () => 'D-1' });
    const end = await createTestAgent({ model: withFallback(model, planner), tools }).run(aRun({}));
    expect(end).toEqual({
      text: '',
      steps: 2,
      stopped: null,
      fellBack:
        'The model’s server cannot be reached. What was done until then stays done; say what to do next.',
    });
    expect(calls).toHaveLength(1);
  });

  it('does not let the planner go on with what a model was stopped in, and does with anything else', async () => {
    let reachable = true;
    const model = new ScriptedModel(() => {
      if (reachable) return { calls: [{ name: 'find' }] };
      throw unavailable;
    });
    const { tools } = recordTools({ find: () => 'D-1' });
    const agent = createTestAgent({ model: withFallback(model, planner), tools, maxSteps: 2 });
    expect((await agent.run(aRun({}))).stopped).toBe('limit');
    reachable = false;
    expect(await agent.run(aRun({ text: 'yes, please' }))).toMatchObject({
      text: '',
      fellBack: expect.stringContaining('What was done until then stays done'),
    });
    expect(await agent.run(aRun({ text: 'yes' }))).toMatchObject({ text: 'planned with D-1' });
  });

  it('is asked again in the next run', async () => {
    let reachable = false;
    const model = new ScriptedModel(() => {
      if (reachable) return { text: 'back' };
      throw unavailable;
    });
    const agent = createTestAgent({
      model: withFallback(model, async () => new ScriptedModel(() => ({ text: 'planned' }))),
    });
    expect((await agent.run(aRun({}))).fellBack).not.toBeNull();
    reachable = true;
    expect(await agent.run(aRun({}))).toMatchObject({ text: 'back', fellBack: null });
  });

  it('does not cover up any other failure', async () => {
    const broken = new ScriptedModel(() => {
      throw new TypeError('a bug');
    });
    const run = createTestAgent({ model: withFallback(broken, planner) }).run(aRun({}));
    await expect(run).rejects.toThrow('a bug');
  });
});
