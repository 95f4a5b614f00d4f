/** The one door to a tool: input, permission, effect, once per call id, and what only a person may let happen. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type CallTool, createCallTool } from '../../../src/catalog/call-tool.ts';
import { defineTool, type ToolDefinition } from '../../../src/catalog/define-tool.ts';
import { type Catalog, commandsOf, type Tool } from '../../../src/catalog/load-tools.ts';
import { pressChoice, readCommand } from '../../../src/catalog/press-choice.ts';
import type { Services } from '../../../src/catalog/services.ts';
import type { Caller, Via } from '../../../src/domain/principal.ts';
import { newWorkspace, shareTestStorage, type TestStorage } from '../../support/storage.ts';

let storage: TestStorage;
let workspaceId: string;
let threadId: string;
let done: string[];
let callTool: CallTool;
let catalog: Catalog;

const note = (output: { said: string }) => ({
  card: { title: output.said, tone: 'neutral' as const, blocks: [], choices: [], summary: output.said },
});

function makeTool(name: string, more: Partial<ToolDefinition>): Tool {
  const tool = defineTool({
    description: 'A tool of this test.',
    effect: 'write',
    access: 'anyone',
    input: z.object({ word: z.string().min(2) }),
    output: z.object({ said: z.string() }),
    async run({ word }) {
      done.push(`${name} ${word}`);
      return { said: String(word) };
    },
    show: (output, proposed) => note((proposed ?? output) as { said: string }),
    ...more,
  } as ToolDefinition);
  return { ...tool, name };
}

beforeAll(async () => {
  storage = await shareTestStorage();
  ({ id: workspaceId } = await newWorkspace(storage));
  ({ id: threadId } = await storage.store.threads.ensure(workspaceId, 'terminal', 'main'));
  const tools = [
    makeTool('look', { effect: 'read', focus: () => ({ tracker: 'linear' }) }),
    makeTool('change', { command: { verb: 'change', usage: '<word>', input: ([word]) => ({ word }) } }),
    makeTool('decide', {
      access: 'person',
      press: [{ verb: 'decide', input: ({ item }) => ({ word: item }) }],
    }),
    makeTool('publish', {
      effect: 'publish',
      propose: async ({ word }) => ({ said: `may I publish ${word}?` }),
    }),
    makeTool('destroy', { ask: async ({ word }) => `Destroy ${word}` }),
  ];
  const presses = tools.flatMap((tool) =>
    (tool.press ?? []).map((press) => [press.verb, { tool, press }] as const),
  );
  const commands = tools.flatMap((tool) =>
    commandsOf(tool).map((command) => [command.verb, { tool, command }] as const),
  );
  catalog = {
    tools: new Map(tools.map((tool) => [tool.name, tool])),
    presses: new Map(presses),
    commands: new Map(commands),
  };
  const { store, clock, ids } = storage;
  callTool = createCallTool({ catalog, services: {} as Services, store, clock, ids });
});

afterAll(() => storage.close());

function caller(via: Via, more: Partial<Caller> = {}): Caller {
  done = more.runId ? done : [];
  const principal = { kind: 'user' as const, id: 'u1', name: 'Dana' };
  return { principal, roles: ['member'], workspaceId, via, threadId, ...more };
}

const press = (action: string, who: Caller) => {
  const { store, clock } = storage;
  const deps = { catalog, services: {} as Services, store, clock, ids: storage.ids, callTool };
  return pressChoice(deps, { action, values: null }, who, { attachments: [] });
};

describe('callTool', () => {
  it('refuses a name that is no tool and says which there are', async () => {
    await expect(callTool('fly', {}, caller('model'))).rejects.toMatchObject({
      code: 'NOT_FOUND',
      remedy: /change/,
    });
  });

  it('names each wrong field and does nothing', async () => {
    const call = callTool('change', { word: 'x' }, caller('model'));
    await expect(call).rejects.toMatchObject({ code: 'INVALID_INPUT', message: /word/ });
    expect(done).toEqual([]);
  });

  it('lets someone who may only read look, but not change', async () => {
    const reader = caller('click', { roles: ['viewer'] });
    await expect(callTool('look', { word: 'ok' }, reader)).resolves.toMatchObject({ output: { said: 'ok' } });
    await expect(callTool('change', { word: 'ok' }, reader)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(done).toEqual(['look ok']);
  });

  it.each<Via>(['model', 'workflow', 'mcp', 'system'])(
    'refuses a decision that comes in by %s',
    async (via) => {
      const call = callTool('decide', { word: 'yes' }, caller(via));
      await expect(call).rejects.toMatchObject({ code: 'HUMAN_APPROVAL_REQUIRED' });
      expect(done).toEqual([]);
    },
  );

  it('refuses a decision by an agent principal even where it claims to click', async () => {
    const agent = caller('click', { principal: { kind: 'agent', id: 'agent:qa', name: 'QA' } });
    await expect(callTool('decide', { word: 'yes' }, agent)).rejects.toMatchObject({
      code: 'HUMAN_APPROVAL_REQUIRED',
    });
  });

  it('turns a publishing call of a model into a proposal and publishes nothing', async () => {
    const result = await callTool('publish', { word: 'all' }, caller('model'));
    expect(result.shown[0]?.card.title).toBe('may I publish all?');
    expect(done).toEqual([]);
    await callTool('publish', { word: 'all' }, caller('click'));
    expect(done).toEqual(['publish all']);
  });

  it('acts once for one run and call id, and answers a repeated one with what it said then', async () => {
    done = [];
    const again = { runId: storage.ids.next(), callId: 'c1' };
    const first = await callTool('change', { word: 'once' }, caller('model', again));
    const second = await callTool('change', { word: 'once' }, caller('model', again));
    expect(second.output).toEqual(first.output);
    expect(done).toEqual(['change once']);
  });

  it('keeps what the thread is about', async () => {
    await callTool('look', { word: 'ok' }, caller('model'));
    const thread = await storage.store.threads.get(workspaceId, threadId);
    expect(thread?.focus.tracker).toBe('linear');
  });
});

describe('a deed that only a person may let happen', () => {
  const ask = async () => {
    const result = await callTool('destroy', { word: 'it' }, caller('model'));
    const [yes, no] = result.shown[0]!.card.choices;
    return { yes: yes!.action, no: no!.action };
  };

  it('waits with a card, and happens once on the first yes', async () => {
    const { yes } = await ask();
    expect(done).toEqual([]);
    await press(yes, caller('click'));
    expect(done).toEqual(['destroy it']);
    await expect(press(yes, caller('click'))).rejects.toMatchObject({ code: 'STALE' });
    expect(done).toEqual([]);
  });

  it('does not happen after a no', async () => {
    const { yes, no } = await ask();
    await press(no, caller('click'));
    await expect(press(yes, caller('click'))).rejects.toMatchObject({ code: 'STALE' });
    expect(done).toEqual([]);
  });

  it('is not answered by a model, nor from another workspace', async () => {
    const { yes } = await ask();
    await expect(press(yes, caller('model'))).rejects.toMatchObject({ code: 'HUMAN_APPROVAL_REQUIRED' });
    const other = await newWorkspace(storage, 'Other');
    const foreign = caller('click', { workspaceId: other.id, threadId: null });
    await expect(press(yes, foreign)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(done).toEqual([]);
  });
});

describe('a press and a command', () => {
  it('call the tool whose verb they carry', async () => {
    await press('dk1:decide::yes:0', caller('click'));
    expect(done).toEqual(['decide yes']);
    expect(readCommand(catalog, '/docket change mind')).toEqual({ tool: 'change', input: { word: 'mind' } });
  });

  it('are refused in a sentence when nobody answers the verb', async () => {
    await expect(press('dk1:gone::yes:0', caller('click'))).rejects.toMatchObject({ code: 'STALE' });
    await expect(press('{"forged":true}', caller('click'))).rejects.toMatchObject({ code: 'STALE' });
    expect(() => readCommand(catalog, '/docket fly')).toThrow(/no command/);
  });
});
