/** What a run is after its process died: finished without doing anything twice, wherever it was cut. */
import { type BaseCheckpointSaver, MemorySaver } from '@langchain/langgraph';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aRun, createTestAgent, recordTools } from '../../support/agent.ts';
import { ScriptedModel } from '../../support/scripted-model.ts';
import { openTestStorage } from '../../support/storage.ts';

/** The saver of a process that dies just before (or just after) its n-th write and never writes again. */
function dieAtWrite(saver: BaseCheckpointSaver, deathAt: number, when: 'before' | 'after') {
  let writes = 0;
  const dying = async <Result>(write: () => Promise<Result>): Promise<Result> => {
    writes += 1;
    if (writes > deathAt || (writes === deathAt && when === 'before')) throw new Error('killed');
    const result = await write();
    if (writes >= deathAt) throw new Error('killed');
    return result;
  };
  return new Proxy(saver, {
    get(target, name) {
      const value = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      if (name !== 'put' && name !== 'putWrites') return value.bind(target);
      return (...given: unknown[]) => dying(() => value.apply(target, given));
    },
  });
}

/** Find, then two drafts in one reply, then a last word. */
const model = new ScriptedModel(({ asked, results }) => {
  if (asked === 'earlier') return { text: 'Hello.' };
  if (results.length === 0) return { calls: [{ name: 'find' }] };
  if (results.length === 1)
    return {
      calls: [
        { name: 'draft', args: { of: 'A' } },
        { name: 'draft', args: { of: 'B' } },
      ],
    };
  return { text: `made ${results.slice(1).join(' and ')}` };
});

/** Tools over a world that outlives the process and, like callTool, does each pair of ids once. */
function aWorld() {
  const done = new Map<string, string>();
  const open = () => {
    const { tools, calls } = recordTools({ find: () => 'D-1', draft: ({ of }) => `T-${of}` });
    const once = tools.map((tool) => ({
      ...tool,
      async call(...[input, ids, signal]: Parameters<typeof tool.call>) {
        const key = `${ids.runId} ${ids.callId}`;
        const result = await tool.call(input, ids, signal);
        if (!done.has(key)) done.set(key, result.text);
        return { text: done.get(key)! };
      },
    }));
    return { tools: once, calls };
  };
  return { done, open };
}

async function runThroughDeath(
  saver: BaseCheckpointSaver,
  threadId: string,
  deathAt: number,
  when: 'before' | 'after',
) {
  const world = aWorld();
  const before = world.open();
  const run = aRun({ threadId, text: 'draft it' });
  await createTestAgent({ model, checkpointer: saver }).run(aRun({ threadId, text: 'earlier' }));
  const mortal = createTestAgent({
    model,
    tools: before.tools,
    checkpointer: dieAtWrite(saver, deathAt, when),
  });
  const survived = await mortal.run(run).then(
    () => true,
    (error) => {
      expect(String(error)).toContain('killed');
      return false;
    },
  );
  const after = world.open();
  const next = createTestAgent({ model, tools: after.tools, checkpointer: saver });
  const end = (await next.resume(run)) ?? (await next.run(run));
  const again = await next.resume(run);
  return { end, again, survived, world, before: before.calls, after: after.calls };
}

const expected = { text: 'made T-A and T-B', steps: 3, stopped: null, fellBack: null };

/** The run is cut at every write it makes, until there is one it survives. */
async function cutEverywhere(
  openSaver: () => BaseCheckpointSaver,
  when: 'before' | 'after',
): Promise<number> {
  for (let deathAt = 1; ; deathAt += 1) {
    const outcome = await runThroughDeath(openSaver(), `thread-${when}-${deathAt}`, deathAt, when);
    expect(outcome.end, `cut ${when} write ${deathAt}`).toEqual(expected);
    expect(outcome.again).toEqual(expected);
    expect([...outcome.world.done.values()]).toEqual(['D-1', 'T-A', 'T-B']);
    const repeated = outcome.before.filter((call) =>
      outcome.after.some((other) => other.callId === call.callId),
    );
    expect(repeated.length).toBeLessThanOrEqual(1);
    if (outcome.survived) return deathAt - 1;
  }
}

describe('a run whose process was killed', () => {
  it('is finished from any point, repeating at most the one call that was under way', async () => {
    const cuts = await cutEverywhere(() => new MemorySaver(), 'before');
    expect(cuts).toBeGreaterThan(10);
    expect(await cutEverywhere(() => new MemorySaver(), 'after')).toBe(cuts);
  });

  it('was never begun when nothing of it was kept', async () => {
    const agent = createTestAgent({ model });
    expect(await agent.resume(aRun({}))).toBeNull();
    await agent.run(aRun({ text: 'earlier' }));
    expect(await agent.resume(aRun({}))).toBeNull();
  });

  it('is not begun a second time under the same id', async () => {
    const { tools, calls } = aWorld().open();
    const agent = createTestAgent({ model, tools });
    const run = aRun({ text: 'draft it' });
    expect(await agent.run(run)).toEqual(expected);
    expect(await agent.run(run)).toEqual(expected);
    expect(calls).toHaveLength(3);
  });

  it('is left alone by the next message, which sees its open call answered', async () => {
    const saver = new MemorySaver();
    const { tools } = aWorld().open();
    for (let deathAt = 1; deathAt < 12; deathAt += 1) {
      const threadId = `thread-${deathAt}`;
      const mortal = createTestAgent({ model, tools, checkpointer: dieAtWrite(saver, deathAt, 'before') });
      await expect(mortal.run(aRun({ threadId, text: 'draft it' }))).rejects.toThrow('killed');
      const seen: string[][] = [];
      const next = new ScriptedModel(({ messages }) => {
        seen.push(messages.map((message) => message.type));
        return { text: 'ok' };
      });
      await createTestAgent({ model: next, tools, checkpointer: saver }).run(
        aRun({ threadId, text: 'never mind' }),
      );
      expect(seen).toHaveLength(1);
      expect(seen[0]!.at(-1)).toBe('human');
    }
  });
});

describe('a run kept in the real store', () => {
  let storage: Awaited<ReturnType<typeof openTestStorage>>;
  beforeAll(async () => {
    storage = await openTestStorage();
  });
  afterAll(() => storage.close());

  it('is finished from any point there too', async () => {
    const saver = (await storage.checkpoints()) as BaseCheckpointSaver;
    expect(await cutEverywhere(() => saver, 'before')).toBeGreaterThan(10);
  });
});
