/** The chat model over a real socket, with the agent that uses it: what goes over the wire, and what a bad answer does. */
import { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { withFallback } from '../../src/agent/fallback.ts';
import { createChatModel } from '../../src/models/chat-model.ts';
import { silentLog } from '../../src/ports/log.ts';
import { aRun, createTestAgent, recordTools } from '../support/agent.ts';
import { listen, modelSettingsFor } from '../support/openai.ts';
import { ScriptedModel } from '../support/scripted-model.ts';

const server = new LLMock({ port: 0, host: '127.0.0.1', strict: true, logLevel: 'silent' });
beforeAll(() => server.start());
afterAll(() => server.stop());
beforeEach(() => server.reset());

const openModel = (given: { url?: string; timeoutMs?: number; retries?: number } = {}) =>
  createChatModel(modelSettingsFor(given.url ?? `${server.url}/v1`), {
    tier: 'standard',
    log: silentLog,
    timeoutMs: given.timeoutMs ?? 5000,
    retries: given.retries ?? 0,
  });

type Body = {
  model: string;
  stream?: boolean;
  messages: { role: string; content: string; tool_calls?: unknown[]; tool_call_id?: string }[];
  tools: { function: { name: string; parameters: unknown } }[];
};
const bodies = () => server.getRequests().map((one) => one.body as unknown as Body);

/** One reply after the other, chosen by how many the conversation already holds. */
function converse(...replies: Parameters<typeof server.on>[1][]) {
  replies.forEach((reply, turnIndex) => {
    server.on({ turnIndex }, reply);
  });
}

describe('the agent over an OpenAI-compatible server', () => {
  it('runs two calls of which the second depends on the first', async () => {
    converse(
      { toolCalls: [{ id: 'c1', name: 'find', arguments: '{}' }] },
      { toolCalls: [{ id: 'c2', name: 'draft', arguments: '{"of":"D-7"}' }] },
      { content: 'Drafted.' },
    );
    const { tools, calls } = recordTools({ find: () => 'D-7', draft: () => 'T-1' });
    const end = await createTestAgent({ model: openModel(), tools }).run(aRun({}));
    expect(end).toMatchObject({ text: 'Drafted.', steps: 3 });
    expect(calls.map(({ name, input }) => [name, input])).toEqual([
      ['find', {}],
      ['draft', { of: 'D-7' }],
    ]);
    const last = bodies()[2]!;
    expect(last.model).toBe('standard-model');
    expect(last.stream ?? false).toBe(false);
    expect(last.messages.map((one) => one.role)).toEqual([
      'system',
      'user',
      'assistant',
      'tool',
      'assistant',
      'tool',
    ]);
    expect(last.messages[5]).toMatchObject({ tool_call_id: 'c2', content: 'T-1' });
    expect(last.tools[0]!.function).toEqual({
      name: 'find',
      description: 'Does find.',
      parameters: { type: 'object', properties: { of: { type: 'string' } } },
    });
  });

  it('runs several calls of one reply in their order', async () => {
    converse(
      {
        toolCalls: [
          { id: 'c1', name: 'draft', arguments: '{"of":"A"}' },
          { id: 'c2', name: 'draft', arguments: '{"of":"B"}' },
        ],
      },
      { content: 'Both.' },
    );
    const { tools, calls } = recordTools({ draft: ({ of }) => String(of) });
    await createTestAgent({ model: openModel(), tools }).run(aRun({}));
    expect(calls.map((call) => call.input)).toEqual([{ of: 'A' }, { of: 'B' }]);
    expect(
      bodies()[1]!
        .messages.slice(-2)
        .map((one) => one.content),
    ).toEqual(['A', 'B']);
  });

  it.each([
    ['was cut off', { arguments: '{"of":"Drop the users table af"}' }, { finishReason: 'length' }, 'CUT_OFF'],
    ['has arguments that are no JSON', { arguments: '{"of": "T1", ' }, {}, 'INVALID_INPUT'],
  ])('never runs a call that %s, and lets the model make it again', async (_why, bad, finish, code) => {
    converse(
      { toolCalls: [{ id: 'c1', name: 'draft', ...bad }], ...finish },
      { toolCalls: [{ id: 'c2', name: 'draft', arguments: '{"of":"A"}' }] },
      { content: 'Done.' },
    );
    const { tools, calls } = recordTools({ draft: () => 'T-1' });
    const end = await createTestAgent({ model: openModel(), tools }).run(aRun({}));
    expect(end.text).toBe('Done.');
    expect(calls.map((call) => call.input)).toEqual([{ of: 'A' }]);
    expect(JSON.parse(bodies()[1]!.messages.at(-1)!.content).error.code).toBe(code);
  });

  it('tells the model that a tool does not exist', async () => {
    converse({ toolCalls: [{ id: 'c1', name: 'approve_all', arguments: '{}' }] }, { content: 'I cannot.' });
    const { tools } = recordTools({ find: () => '' });
    expect((await createTestAgent({ model: openModel(), tools }).run(aRun({}))).text).toBe('I cannot.');
    expect(bodies()[1]!.messages.at(-1)!.content).toContain('The tools are: find.');
  });

  it('keeps every reply of a server that gives all completions one id', async () => {
    const replies = [
      { role: 'assistant', content: null, tool_calls: [call('find')] },
      { role: 'assistant', content: 'Found.' },
    ];
    const constant = await listen((_request, response) => {
      const message = replies.shift();
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ id: 'same', choices: [{ index: 0, finish_reason: 'stop', message }] }));
    });
    const { tools, calls } = recordTools({ find: () => 'D-7' });
    const end = await createTestAgent({ model: openModel({ url: constant.url }), tools }).run(aRun({}));
    await constant.close();
    expect(end).toMatchObject({ text: 'Found.', steps: 2 });
    expect(calls).toHaveLength(1);
  });
});

function call(name: string) {
  return { id: 'c1', type: 'function', function: { name, arguments: '{}' } };
}

describe('a chat model that does not answer', () => {
  const ask = (model: ReturnType<typeof openModel>) => createTestAgent({ model }).run(aRun({}));

  it.each([
    [401, 'The model’s server refused the key.'],
    [429, 'The model’s server takes no more requests for now.'],
    [503, 'The model’s server failed (status 503).'],
  ])('is unavailable when the server answers %i, and never says the key', async (status, message) => {
    server.onMessage(/./, { error: { message: 'bad key sk-secret', type: 'x' }, status });
    const error = await ask(openModel()).catch((caught) => caught);
    expect(error).toMatchObject({ code: 'MODEL_UNAVAILABLE', message });
    expect(`${JSON.stringify(error)} ${error.stack} ${String(error.cause)}`).not.toContain('sk-secret');
  });

  it('is asked again when a refusal may pass', async () => {
    server.nextRequestError(503, { message: 'busy' });
    server.onMessage(/./, { content: 'Here.' });
    expect((await ask(openModel({ retries: 1 }))).text).toBe('Here.');
  });

  it('is unavailable when it takes too long, is not there, or is no model’s server', async () => {
    const silent = await listen(() => {});
    await expect(ask(openModel({ url: silent.url, timeoutMs: 60 }))).rejects.toMatchObject({
      code: 'MODEL_UNAVAILABLE',
      message: 'The model "standard-model" did not answer within 1 s.',
    });
    await silent.close();
    await expect(ask(openModel({ url: silent.url }))).rejects.toMatchObject({
      message: 'The model’s server cannot be reached.',
    });
    const site = await listen((_request, response) => {
      response.setHeader('content-type', 'text/html').end('<h1>Welcome</h1>');
    });
    await expect(ask(openModel({ url: site.url }))).rejects.toMatchObject({
      message: 'The model’s server did not answer like an OpenAI-compatible one.',
    });
    await site.close();
  });

  it('is replaced by the embedded planner, which the result says', async () => {
    server.onMessage(/./, { error: { message: 'no', type: 'x' }, status: 401 });
    const model = withFallback(openModel(), new ScriptedModel(() => ({ text: 'planned' })));
    expect(await createTestAgent({ model }).run(aRun({}))).toMatchObject({
      text: 'planned',
      fellBack: 'The model’s server refused the key. The built-in planner answered instead.',
    });
  });
});

describe('tracing', () => {
  it('stays off whatever the environment of the host asks for', async () => {
    let traced = 0;
    const collector = await listen((_request, response) => {
      traced += 1;
      response.end('{}');
    });
    for (const name of ['LANGSMITH_TRACING', 'LANGCHAIN_TRACING_V2']) vi.stubEnv(name, 'true');
    for (const name of ['LANGSMITH_ENDPOINT', 'LANGCHAIN_ENDPOINT']) vi.stubEnv(name, collector.url);
    vi.stubEnv('LANGSMITH_API_KEY', 'ls-key');
    vi.stubEnv('LANGCHAIN_CALLBACKS_BACKGROUND', 'false');
    converse({ toolCalls: [{ id: 'c1', name: 'find', arguments: '{}' }] }, { content: 'Found.' });
    const { tools } = recordTools({ find: () => 'D-7' });
    const model = withFallback(openModel(), new ScriptedModel(() => ({ text: 'planned' })));
    await createTestAgent({ model, tools }).run(aRun({}));
    await new Promise((resolve) => setTimeout(resolve, 300));
    vi.unstubAllEnvs();
    await collector.close();
    expect(traced).toBe(0);
  });
});
