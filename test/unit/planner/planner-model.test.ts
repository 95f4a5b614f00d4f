/** The planner as a chat model: one call at a time, then silence. */
import {
  type AIMessage,
  type BaseMessage,
  HumanMessage,
  SystemMessage,
  ToolMessage,
} from '@langchain/core/messages';
import { describe, expect, it } from 'vitest';
import { writeDialogueContext } from '../../../src/domain/dialogue.ts';
import { createEmbeddedPlanner } from '../../../src/planner/planner-model.ts';
import { newTalk, talk, tools } from './talk.ts';

const bound = createEmbeddedPlanner().bindTools!(
  tools.map((name) => ({
    type: 'function' as const,
    function: { name, parameters: { type: 'object', properties: {} } },
  })),
);
const request = 'generate tickets from examples/onboarding-prd.md and push to Linear';

function opening(text: string, context = newTalk()): BaseMessage[] {
  return [new SystemMessage(`You are Docket.\n\n${writeDialogueContext(context)}`), new HumanMessage(text)];
}

function result(status: 'success' | 'error'): ToolMessage {
  return new ToolMessage({ tool_call_id: 'call_0', name: 'generate_tickets', content: '{}', status });
}

describe('the embedded planner', () => {
  it('says the next call after each result and ends without words', async () => {
    const messages = opening(request);
    const first = await bound.invoke(messages);
    expect(first.tool_calls).toMatchObject([
      { name: 'generate_tickets', args: { document: 'examples/onboarding-prd.md' } },
    ]);
    const second = await bound.invoke([...messages, first, result('success')]);
    expect(second.tool_calls).toMatchObject([{ name: 'push_tickets', args: { tracker: 'linear' } }]);
    const last = await bound.invoke([...messages, first, result('success'), second, result('success')]);
    expect(last.tool_calls).toEqual([]);
    expect(last.text).toBe('');
  });

  it('stops after a refused call', async () => {
    const messages = opening(request);
    const first = await bound.invoke(messages);
    const last = await bound.invoke([...messages, first, result('error')]);
    expect([last.tool_calls, last.text]).toEqual([[], '']);
  });

  it('streams the same call', async () => {
    let whole: AIMessage | null = null;
    for await (const chunk of await bound.stream(opening('show 4', talk()))) {
      whole = whole ? (whole as typeof chunk).concat(chunk) : chunk;
    }
    expect(whole?.tool_calls).toMatchObject([{ name: 'show_ticket', args: { ticket: '4' } }]);
  });

  it('asks in words, with numbered choices', async () => {
    const reply = await bound.invoke(opening('set the priority of 4', talk()));
    expect(reply.text).toBe('Which priority should it get?\n1. P0\n2. P1\n3. P2');
  });

  it('refuses to plan without the thread context', async () => {
    await expect(bound.invoke([new HumanMessage('help')])).rejects.toThrow('without the thread context');
  });
});
