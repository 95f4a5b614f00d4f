/** How the chat agent works off one message with a model and tools. */
import { MemorySaver } from '@langchain/langgraph';
import { describe, expect, it } from 'vitest';
import { DocketError } from '../../../src/domain/errors.ts';
import { aRun, context, createTestAgent, recordTools } from '../../support/agent.ts';
import { ScriptedModel } from '../../support/scripted-model.ts';

describe('the chat agent', () => {
  it('hands a tool’s result to the model before the next call is chosen', async () => {
    const { tools, calls } = recordTools({ find: () => 'D-7', draft: ({ of }) => `drafted from ${of}` });
    const model = new ScriptedModel(({ results }) => {
      if (results.length === 0) return { calls: [{ name: 'find' }] };
      if (results.length === 1) return { calls: [{ name: 'draft', args: { of: results[0] } }] };
      return { text: results[1] };
    });
    const end = await createTestAgent({ model, tools }).run(aRun({}));
    expect(end).toEqual({ text: 'drafted from D-7', steps: 3, stopped: null, fellBack: null });
    expect(calls.map((call) => [call.name, call.input])).toEqual([
      ['find', {}],
      ['draft', { of: 'D-7' }],
    ]);
  });

  it('runs the calls of one reply one at a time in the model’s order, however long each takes', async () => {
    const events: string[] = [];
    const slow = (name: string, ms: number) => async () => {
      events.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, ms));
      events.push(`${name} ends`);
      return name;
    };
    const { tools, calls } = recordTools({ a: slow('a', 30), b: slow('b', 1), c: slow('c', 10) });
    const model = new ScriptedModel(({ results }) =>
      results.length === 0
        ? { calls: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] }
        : { text: results.join(' ') },
    );
    const end = await createTestAgent({ model, tools }).run(aRun({}));
    expect(events).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
    expect(end.text).toBe('a b c');
    expect(new Set(calls.map((call) => call.callId)).size).toBe(3);
  });

  it('tells calls apart when a server gives two of them the same id', async () => {
    const { tools, calls } = recordTools({ a: () => 'first', b: () => 'second' });
    const model = new ScriptedModel(({ results }) => {
      if (results.length === 0)
        return {
          calls: [
            { name: 'a', id: 'x' },
            { name: 'b', id: 'x' },
          ],
        };
      if (results.length === 2) return { calls: [{ name: 'a', id: 'x' }] };
      return { text: results.join(' ') };
    });
    const end = await createTestAgent({ model, tools }).run(aRun({}));
    expect(end.text).toBe('first second first');
    expect(calls.map((call) => call.callId)).toEqual(['1.0.x', '1.1.x', '2.0.x']);
  });

  it('shows the model a tool’s refusal with its remedy, and goes on', async () => {
    const { tools } = recordTools({
      draft: () => {
        throw new DocketError('NOT_FOUND', { message: 'No such document.', remedy: 'Attach it.' });
      },
    });
    const model = new ScriptedModel(({ results }) =>
      results.length === 0 ? { calls: [{ name: 'draft' }] } : { text: results[0] },
    );
    const end = await createTestAgent({ model, tools }).run(aRun({}));
    expect(JSON.parse(end.text)).toEqual({
      error: { code: 'NOT_FOUND', message: 'No such document.', remedy: 'Attach it.' },
    });
  });

  it('does not hide a bug of ours in a tool from the caller', async () => {
    const { tools } = recordTools({
      draft: () => {
        throw new TypeError('x is undefined');
      },
    });
    const model = new ScriptedModel(() => ({ calls: [{ name: 'draft' }] }));
    await expect(createTestAgent({ model, tools }).run(aRun({}))).rejects.toThrow('x is undefined');
  });

  it('answers a call of an unknown tool with the names there are', async () => {
    const { tools } = recordTools({ find: () => '' });
    const model = new ScriptedModel(({ results }) =>
      results.length === 0 ? { calls: [{ name: 'delete_everything' }] } : { text: results[0] },
    );
    const end = await createTestAgent({ model, tools }).run(aRun({}));
    expect(end.text).toContain('There is no tool called \\"delete_everything\\"');
    expect(end.text).toContain('The tools are: find.');
  });

  it('runs no call of a reply that was cut off, even one that reads well', async () => {
    const { tools, calls } = recordTools({ draft: () => 'done' });
    const model = new ScriptedModel(({ results }) =>
      results.length === 0
        ? { calls: [{ name: 'draft', args: { of: 'Drop the users table af' } }], finishReason: 'length' }
        : { text: results[0] },
    );
    const end = await createTestAgent({ model, tools }).run(aRun({}));
    expect(calls).toEqual([]);
    expect(JSON.parse(end.text).error.code).toBe('CUT_OFF');
  });

  it('runs no call of a reply in which one cannot be read, and answers each', async () => {
    const { tools, calls } = recordTools({ draft: () => 'done' });
    const model = new ScriptedModel(({ results }) =>
      results.length === 0
        ? { calls: [{ name: 'draft' }], unreadable: [{ name: 'draft', args: '{"of": "T1", ' }] }
        : { text: `${results.length} refusals` },
    );
    const end = await createTestAgent({ model, tools }).run(aRun({}));
    expect(calls).toEqual([]);
    expect(end.text).toBe('2 refusals');
  });

  it('cuts a result that would crowd out the conversation, and says so', async () => {
    const { tools } = recordTools({ read: () => 'x'.repeat(50_000) });
    const model = new ScriptedModel(({ results }) =>
      results.length === 0 ? { calls: [{ name: 'read' }] } : { text: results[0] },
    );
    const end = await createTestAgent({ model, tools }).run(aRun({}));
    expect(end.text).toHaveLength(20_000 + '… (cut: 30000 more characters)'.length);
    expect(end.text).toMatch(/… \(cut: 30000 more characters\)$/);
  });

  it('stops after its steps, says so, and goes on when asked', async () => {
    const { tools, calls } = recordTools({ step: () => 'ok' });
    const model = new ScriptedModel(({ asked }) =>
      asked === 'go on' ? { text: 'Finished.' } : { calls: [{ name: 'step' }] },
    );
    const agent = createTestAgent({ model, tools, maxSteps: 3 });
    const first = await agent.run(aRun({}));
    expect(first).toMatchObject({ steps: 3, stopped: 'limit' });
    expect(first.text).toBe(
      'I stopped after 3 steps, before this was finished. Until then I used: step (3 times). Shall I go on?',
    );
    expect(first.question?.choices).toEqual([{ label: 'Go on', calls: [] }]);
    expect(calls).toHaveLength(3);
    expect(await agent.run(aRun({ text: 'go on' }))).toMatchObject({ text: 'Finished.', stopped: null });
  });

  it('ends between two steps when a limit is used up, also where it is taken up again', async () => {
    const { tools, calls } = recordTools({ find: () => 'D-1', draft: () => 'T-1' });
    let asked = 0;
    const model = new ScriptedModel(() => {
      asked += 1;
      return { calls: [{ name: 'find' }, { name: 'draft' }] };
    });
    const spent = async () => (asked > 0 ? 'the limit of 10 tokens for one message' : null);
    const agent = createTestAgent({ model, tools, spent });
    const run = aRun({});
    const end = await agent.run(run);
    expect(calls.map(({ name }) => name)).toEqual(['find', 'draft']);
    expect(end.text).toBe(
      'I stopped at the limit of 10 tokens for one message, before this was finished. Until then I used: find, draft. Shall I go on?',
    );
    expect(await agent.resume(run)).toEqual(end);
    expect(asked).toBe(1);
  });

  it('reports each thought and each call as it begins', async () => {
    const { tools } = recordTools({ find: () => '' });
    const model = new ScriptedModel(({ results }) =>
      results.length === 0 ? { calls: [{ name: 'find' }] } : {},
    );
    const seen: unknown[] = [];
    const end = await createTestAgent({ model, tools }).run(
      aRun({ onProgress: (p: unknown) => seen.push(p) }),
    );
    expect(end.text).toBe('');
    expect(seen).toEqual([
      { kind: 'thinking', step: 1 },
      { kind: 'tool', step: 1, tool: 'find' },
      { kind: 'thinking', step: 2 },
    ]);
  });
});

describe('what the model is told', () => {
  it('is the instructions and the context of this run, in one system message that is never stored', async () => {
    const systems: string[][] = [];
    const checkpointer = new MemorySaver();
    const model = new ScriptedModel(({ messages }) => {
      systems.push(messages.filter((one) => one.type === 'system').map((one) => one.text));
      return { text: 'ok' };
    });
    const agent = createTestAgent({ model, checkpointer });
    await agent.run(aRun({ context: { ...context, today: '2026-11-20' } }));
    await agent.run(aRun({ context: { ...context, today: '2026-11-21' } }));
    expect(systems.map((one) => one.length)).toEqual([1, 1]);
    expect(systems[0]![0]).toMatch(/^You are Docket\.\n\n<thread-context>\n.*"today":"2026-11-20"/s);
    expect(systems[1]![0]).toContain('"today":"2026-11-21"');
    const stored = [];
    for await (const kept of checkpointer.list({ configurable: { thread_id: 'thread-1' } }))
      stored.push(kept);
    expect(JSON.stringify(stored)).toContain('hello');
    expect(JSON.stringify(stored)).not.toContain('thread-context');
  });

  it('includes earlier runs of this thread and of no other', async () => {
    const model = new ScriptedModel(({ messages }) => ({
      text: messages.flatMap((one) => (one.type === 'human' ? [one.text] : [])).join(', '),
    }));
    const agent = createTestAgent({ model });
    await agent.run(aRun({ text: 'one' }));
    await agent.run(aRun({ text: 'elsewhere', threadId: 'thread-2' }));
    expect((await agent.run(aRun({ text: 'two' }))).text).toBe('one, two');
  });
});

describe('a stopped run', () => {
  it('ends as CANCELLED before anything is asked when it was stopped already', async () => {
    const model = new ScriptedModel(() => ({ text: 'never' }));
    const run = createTestAgent({ model }).run(aRun({ signal: AbortSignal.abort() }));
    await expect(run).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it('lets the call under way end, and makes no further one', async () => {
    const stop = new AbortController();
    const { tools, calls } = recordTools({
      first: async () => {
        stop.abort();
        await new Promise((resolve) => setTimeout(resolve, 5));
        return 'written';
      },
      second: () => 'never',
    });
    const model = new ScriptedModel(({ results }) =>
      results.length === 0 ? { calls: [{ name: 'first' }, { name: 'second' }] } : { text: 'never' },
    );
    const run = createTestAgent({ model, tools }).run(aRun({ signal: stop.signal }));
    await expect(run).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(calls.map((call) => call.name)).toEqual(['first']);
  });

  it('gives up waiting for the model', async () => {
    const stop = new AbortController();
    const model = new ScriptedModel(
      (_seen, signal) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener('abort', () => reject(new Error('aborted')));
          stop.abort();
        }),
    );
    const run = createTestAgent({ model }).run(aRun({ signal: stop.signal }));
    await expect(run).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it('leaves a thread whose next run sees every open call answered', async () => {
    const stop = new AbortController();
    const { tools } = recordTools({
      first: () => {
        stop.abort();
        return 'written';
      },
      second: () => 'never',
    });
    const model = new ScriptedModel(({ asked, messages }) => {
      if (asked !== 'and now?') return { calls: [{ name: 'first' }, { name: 'second' }] };
      return { text: messages.map((one) => (one.type === 'tool' ? one.text : one.type)).join(' | ') };
    });
    const agent = createTestAgent({ model, tools });
    await expect(agent.run(aRun({ signal: stop.signal }))).rejects.toMatchObject({ code: 'CANCELLED' });
    const end = await agent.run(aRun({ text: 'and now?' }));
    expect(end.text).toBe(
      'system | human | ai | written | Interrupted: whether this was done is not known. | human',
    );
  });
});
