/** Which tools a model is shown with a question. */
import { AIMessage, type BaseMessage, HumanMessage, ToolMessage } from 'langchain';
import { beforeAll, describe, expect, it } from 'vitest';
import { describeTools } from '../../../src/agent/describe-tool.ts';
import { createFinder, offerTools } from '../../../src/agent/offer-tools.ts';
import type { AgentTool } from '../../../src/agent/run.ts';
import { loadTools } from '../../../src/catalog/load-tools.ts';
import { rankTools } from '../../../src/planner/rank-tools.ts';
import { talk } from '../planner/talk.ts';

let tools: AgentTool[] = [];
let finder: AgentTool;

beforeAll(async () => {
  const { tools: all } = await loadTools('tools');
  tools = [...all.values()]
    .filter(({ access }) => access === 'anyone')
    .map(({ name, description, input }) => ({
      name,
      description,
      schema: input,
      call: async () => ({ text: '{}' }),
    }));
  finder = createFinder(tools);
});

const rank = async (text: string, said: string[]) =>
  rankTools(
    text,
    talk(),
    tools.map(({ name }) => name),
    said,
  );

async function offered(messages: BaseMessage[]): Promise<string[]> {
  const some = await offerTools([...tools, finder], messages, { runId: 'run', rank });
  expect(JSON.stringify(describeTools(some)).length).toBeLessThan(24_000);
  return some.map(({ name }) => name);
}

const ids = { runId: 'run', callId: '1' };
const { signal } = new AbortController();
const asked = (text: string) => new HumanMessage({ id: 'run', content: text });
const answered = (name: string, text = '{}') => [
  new AIMessage({ content: '', tool_calls: [{ id: 'c', name, args: {} }] }),
  new ToolMessage({ tool_call_id: 'c', name, content: text }),
];

describe('an ordinary message', () => {
  it.each([
    ['hello', ['list_tickets', 'generate_tickets', 'push_tickets', 'find_tools']],
    ['split 3 and estimate both', ['split_ticket', 'estimate']],
    ['4 waits for 2, and merge 5 with 1', ['link_tickets', 'merge_tickets']],
    ['zeig mir die offenen Fragen', ['list_open_questions']],
    ['how many tokens did we use this week?', ['usage']],
    ['every monday at nine, post the blocked ones', ['schedule_report']],
    ['record an insight: people give up at the address form', ['record_insight']],
    ['plan the next sprint', ['plan_sprint']],
  ])('brings the tools it needs, and the few that are always there: %s', async (text, needed) => {
    expect(await offered([asked(text)])).toEqual(expect.arrayContaining(needed));
  });

  it('keeps at hand what the thread used before', async () => {
    const before = [new HumanMessage('what differs?'), ...answered('diff_document')];
    expect(await offered([...before, asked('and now?')])).toContain('diff_document');
  });
});

it('shows every tool that was asked for by its name, with the next question', async () => {
  const names = tools.map(({ name }) => name);
  for (let at = 0; at < names.length; at += 4) {
    const some = names.slice(at, at + 4);
    const { text } = await finder.call({ names: some }, ids, signal);
    const shown = await offered([asked('do it'), ...answered('find_tools', text)]);
    expect(shown).toEqual(expect.arrayContaining(some));
  }
});

it('finds tools by what has to be done, and names all that are not always shown', async () => {
  const { text } = await finder.call({ need: 'claim work for an agent' }, ids, signal);
  expect(JSON.parse(text).tools.map(({ name }: AgentTool) => name)).toContain('claim_ticket');
  const unsaid = tools.filter(({ name }) => !finder.description.includes(name)).map(({ name }) => name);
  expect(await offered([asked('hello')])).toEqual(expect.arrayContaining(unsaid));
});

it('shows all where they fit or nobody ranks them', async () => {
  const few = tools.slice(0, 3);
  expect(await offerTools([...few, finder], [asked('x')], { runId: 'run', rank })).toEqual(few);
  expect(await offerTools([...tools, finder], [asked('x')], { runId: 'run', rank: null })).toEqual(tools);
});
