/** The acting node: runs the next tool call and turns what came of it, also a refusal, into words for the model. */
import { type BaseMessage, ToolMessage } from 'langchain';
import { isDocketError } from '../domain/errors.ts';
import type { Log } from '../ports/log.ts';
import { type Note, noteOf } from './note.ts';
import type { AgentProgress, AgentTool } from './run.ts';
import { nextCall, type PendingCall } from './transcript.ts';

export type Acting = {
  runId: string;
  tools: ReadonlyMap<string, AgentTool>;
  log: Log;
  signal: AbortSignal;
  onProgress?(progress: AgentProgress): void;
};

/** Longer results are cut: they would push the conversation itself out of the model's sight. */
const longestResult = 20_000;

/** What a model reads instead of a result; the same three words for a tool's refusal and for ours. */
type Refusal = { code: string; message: string; remedy: string };

const rejections: Record<NonNullable<Note['rejected']>, Refusal> = {
  cut_off: {
    code: 'CUT_OFF',
    message: 'Your reply was cut off, so none of its calls was run.',
    remedy: 'Make the call again, shorter, or one call at a time.',
  },
  malformed: {
    code: 'INVALID_INPUT',
    message: 'The arguments of a call were not valid JSON, so none of the calls in that reply was run.',
    remedy: 'Make the calls again with valid JSON.',
  },
};

export async function act(acting: Acting, messages: BaseMessage[]): Promise<ToolMessage> {
  const pending = nextCall(messages, acting.runId);
  if (!pending) throw new Error('the agent was sent to act with no call to make');
  const { call, step, index } = pending;
  const result = await answer(acting, pending);
  return new ToolMessage({
    id: `${acting.runId}.${step}.${index}`,
    tool_call_id: call.id,
    name: call.name,
    content: result.text,
    status: result.status,
  });
}

async function answer(
  acting: Acting,
  { call, step, index, reply }: PendingCall,
): Promise<{ text: string; status: 'success' | 'error' }> {
  const { rejected } = noteOf(reply);
  if (rejected) return refuse(rejections[rejected]);
  const tool = acting.tools.get(call.name);
  if (!tool) return refuse(unknownTool(call.name, acting.tools));
  acting.onProgress?.({ kind: 'tool', step, tool: call.name });
  try {
    const ids = { runId: acting.runId, callId: `${step}.${index}.${call.id}` };
    const { text } = await tool.call(call.args, ids, acting.signal);
    return { text: cut(text), status: 'success' };
  } catch (error) {
    // A fault of ours, or the end of the run, is nothing a model could mend.
    if (!isDocketError(error) || acting.signal.aborted) throw error;
    acting.log.info('a tool refused', { tool: call.name, code: error.code });
    return refuse(error);
  }
}

function refuse({ code, message, remedy }: Refusal): { text: string; status: 'error' } {
  return { text: JSON.stringify({ error: { code, message, remedy } }), status: 'error' };
}

function unknownTool(name: string, tools: ReadonlyMap<string, AgentTool>): Refusal {
  return {
    code: 'NOT_FOUND',
    message: `There is no tool called "${name.slice(0, 80)}".`,
    remedy: `The tools are: ${[...tools.keys()].join(', ')}.`,
  };
}

function cut(text: string): string {
  if (text.length <= longestResult) return text;
  return `${text.slice(0, longestResult)}… (cut: ${text.length - longestResult} more characters)`;
}
