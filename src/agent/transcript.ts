/** Reads a run out of a thread's messages: its replies, and which tool call comes next. */
import { AIMessage, type BaseMessage, ToolMessage } from 'langchain';

export type PendingCall = {
  reply: AIMessage;
  /** The model's turn within the run, from 1. */
  step: number;
  index: number;
  call: { id: string; name: string; args: unknown };
};

/** The messages of one run: from the person's words, whose id is the run's, to the end. */
export function messagesOf(messages: readonly BaseMessage[], runId: string): BaseMessage[] {
  const start = messages.findIndex((message) => message.id === runId);
  return start < 0 ? [] : messages.slice(start);
}

export function repliesOf(messages: readonly BaseMessage[], runId: string): AIMessage[] {
  return messagesOf(messages, runId).filter((message) => AIMessage.isInstance(message));
}

/**
 * The first call of the last reply that has no result yet. Told by position and not by the call's id, because some
 * servers use one id twice.
 */
export function nextCall(messages: readonly BaseMessage[], runId: string): PendingCall | null {
  const replies = repliesOf(messages, runId);
  const reply = replies.at(-1);
  if (!reply) return null;
  const index = resultsAfter(messages, reply);
  const call = reply.tool_calls?.[index];
  if (!call) return null;
  return {
    reply,
    step: replies.length,
    index,
    call: { id: call.id ?? '', name: call.name, args: call.args },
  };
}

export function resultsAfter(messages: readonly BaseMessage[], reply: AIMessage): number {
  return messages.slice(messages.indexOf(reply) + 1).filter((message) => ToolMessage.isInstance(message))
    .length;
}
