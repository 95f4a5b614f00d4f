/** What agent tests share: a thread context, a bench of tools that record their calls, and an agent over both. */
import { MemorySaver } from '@langchain/langgraph';
import * as z from 'zod';
import { type AgentTool, type ChatAgentOptions, createChatAgent } from '../../src/agent/agent.ts';
import type { DialogueContext } from '../../src/domain/dialogue.ts';
import { silentLog } from '../../src/ports/log.ts';

export const context: DialogueContext = {
  today: '2026-11-20',
  user: 'Ada',
  documents: [],
  trackers: [],
  preferredTracker: null,
  people: ['Ada'],
  focus: { documentId: null, boardId: null, pushId: null, tracker: null, tickets: [], about: [], others: [] },
  attachments: [],
  pending: null,
};

export type Called = { name: string; input: unknown; callId: string; runId: string };
type Work = (input: Record<string, unknown>, signal: AbortSignal) => string | Promise<string>;

/** Tools by name and what they do; `calls` fills in the order in which they began. */
export function recordTools(work: Record<string, Work>): { tools: AgentTool[]; calls: Called[] } {
  const calls: Called[] = [];
  const tools = Object.entries(work).map(([name, run]) => ({
    name,
    description: `Does ${name}.`,
    schema: z.object({ of: z.string().optional() }),
    async call(input: unknown, ids: { runId: string; callId: string }, signal: AbortSignal) {
      calls.push({ name, input, ...ids });
      return { text: await run(input as Record<string, unknown>, signal) };
    },
  }));
  return { tools, calls };
}

export function createTestAgent(options: Pick<ChatAgentOptions, 'model'> & Partial<ChatAgentOptions>) {
  return createChatAgent({
    tools: [],
    checkpointer: new MemorySaver(),
    instructions: 'You are Docket.',
    log: silentLog,
    ...options,
  });
}

let runs = 0;

/** A run with everything but what the test is about. */
export function aRun<Given extends object>(given: Given) {
  runs += 1;
  return {
    threadId: 'thread-1',
    runId: `run-${runs}`,
    text: 'hello',
    context,
    signal: new AbortController().signal,
    ...given,
  };
}
