/** The thinking node: asks the model once and keeps of its reply only what may safely be acted on. */
import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { AIMessage, type BaseMessage, SystemMessage, ToolMessage } from 'langchain';
import { goOn } from '../domain/dialogue.ts';
import type { Log } from '../ports/log.ts';
import { describeTools } from './describe-tool.ts';
import { fitRun } from './history.ts';
import { noTracing } from './no-tracing.ts';
import { keepNote, type Note, noteOf } from './note.ts';
import type { AgentProgress, AgentTool } from './run.ts';
import { messagesOf, repliesOf } from './transcript.ts';

type Reply = Pick<
  AIMessage,
  'text' | 'tool_calls' | 'invalid_tool_calls' | 'response_metadata' | 'additional_kwargs' | 'usage_metadata'
>;

export type Ask = (
  messages: BaseMessage[],
  tools: readonly AgentTool[],
  signal: AbortSignal,
) => Promise<Reply>;

export type Thinking = {
  runId: string;
  system: string;
  ask: Ask;
  /** The tools a model is shown with its next question. */
  offer(messages: readonly BaseMessage[]): Promise<readonly AgentTool[]>;
  maxSteps: number;
  spent(): Promise<string | null>;
  log: Log;
  signal: AbortSignal;
  onProgress?(progress: AgentProgress): void;
};

/** Characters of messages a model is shown; results beyond that are clipped, the oldest first. */
const contextBudget = 200_000;

/** The model with the offered tools in its hands; loaded when it is first asked. */
export function askModel(load: () => Promise<BaseChatModel>): Ask {
  let loaded: Promise<BaseChatModel> | null = null;
  return async (messages, tools, signal) => {
    loaded ??= load();
    const model = await loaded;
    const bound = tools.length > 0 && model.bindTools ? model.bindTools(describeTools(tools)) : model;
    return bound.invoke(messages, { signal, callbacks: [noTracing] });
  };
}

/** The system message is put in front at each call and never stored, so it is always that of the current run. */
export async function think(thinking: Thinking, messages: BaseMessage[]): Promise<AIMessage> {
  const step = repliesOf(messages, thinking.runId).length + 1;
  const id = `${thinking.runId}.${step}`;
  const limit = step > thinking.maxSteps ? `after ${thinking.maxSteps} steps` : await limitSpent(thinking);
  if (limit) return sayLimit(id, limit, messagesOf(messages, thinking.runId));
  thinking.onProgress?.({ kind: 'thinking', step });
  const reply = await thinking.ask(
    [new SystemMessage(thinking.system), ...fitRun(messages, contextBudget)],
    await thinking.offer(messages),
    thinking.signal,
  );
  const rejected = faultOf(reply);
  if (rejected) thinking.log.warn('rejected a model reply with tool calls', { id, rejected });
  return keepReply(id, reply, rejected);
}

async function limitSpent({ spent }: Thinking): Promise<string | null> {
  const limit = await spent();
  return limit && `at ${limit}`;
}

/** A person may let it go on: the next run has limits of its own and sees what this one found. */
function sayLimit(id: string, limit: string, run: readonly BaseMessage[]): AIMessage {
  const text = [`I stopped ${limit}, before this was finished.`, sayUsed(run), 'Shall I go on?'].join(' ');
  const question = { text, choices: [{ label: goOn, calls: [] }], about: null };
  return new AIMessage({
    id,
    content: text,
    additional_kwargs: keepNote({ stopped: 'limit', question }),
  });
}

/** Which tools ran, and not what they did: some only propose, and their cards say so. */
function sayUsed(run: readonly BaseMessage[]): string {
  const names = run.flatMap((message) =>
    ToolMessage.isInstance(message) && message.status !== 'error' ? [String(message.name)] : [],
  );
  if (names.length === 0) return 'No tool had done anything until then.';
  const counts = [...Map.groupBy(names, (name) => name.replaceAll('_', ' '))];
  const said = counts.map(([name, all]) => (all.length > 1 ? `${name} (${all.length} times)` : name));
  return `Until then I used: ${said.join(', ')}.`;
}

/** Our own id, because some servers give every completion the same and messages are merged by id. */
function keepReply(id: string, reply: Reply, rejected: Note['rejected']): AIMessage {
  return new AIMessage({
    id,
    content: reply.text,
    tool_calls: callsOf(reply).map((call, index) => ({
      type: 'tool_call',
      id: call.id || `call_${index}`,
      name: call.name || 'unnamed',
      args: call.args,
    })),
    usage_metadata: reply.usage_metadata,
    additional_kwargs: keepNote({ ...noteOf(reply), ...(rejected && { rejected }) }),
  });
}

/** Calls that could not be read are kept too, so that each is answered and the model can mend it. */
function callsOf(reply: Reply) {
  const unread = (reply.invalid_tool_calls ?? []).map(({ id, name }) => ({ id, name, args: {} }));
  return [...(reply.tool_calls ?? []), ...unread];
}

/**
 * Why none of a reply's calls may run. One bad call spoils the reply, because later calls build on earlier ones; and a
 * reply that ended at the token limit can hold a call that reads well and lacks its second half.
 */
function faultOf(reply: Reply): Note['rejected'] {
  if (callsOf(reply).length === 0) return undefined;
  if (['length', 'content_filter'].includes(String(reply.response_metadata?.finish_reason))) return 'cut_off';
  return (reply.invalid_tool_calls ?? []).length > 0 ? 'malformed' : undefined;
}
