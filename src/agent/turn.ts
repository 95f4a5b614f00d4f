/** One person's message worked off by a LangGraph graph of two nodes: think (ask the model) and act (one tool call). */
import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { RemoveMessage } from '@langchain/core/messages';
import { END, MessagesAnnotation, REMOVE_ALL_MESSAGES, START, StateGraph } from '@langchain/langgraph';
import type { BaseCheckpointSaver } from '@langchain/langgraph-checkpoint';
import { type BaseMessage, HumanMessage } from 'langchain';
import type { Log } from '../ports/log.ts';
import { act } from './act.ts';
import { fitHistory } from './history.ts';
import { noTracing } from './no-tracing.ts';
import { noteOf } from './note.ts';
import { offerTools, type RankTools } from './offer-tools.ts';
import type { AgentProgress, AgentTool, ChatEnd, ModelSource } from './run.ts';
import { askModel, think } from './think.ts';
import { nextCall, repliesOf } from './transcript.ts';

export type TurnOptions = {
  threadId: string;
  runId: string;
  system: string;
  model: ModelSource;
  tools: readonly AgentTool[];
  /** Null shows the model all tools with each question. */
  rank: RankTools | null;
  checkpointer: BaseCheckpointSaver;
  maxSteps: number;
  spent(): Promise<string | null>;
  signal: AbortSignal;
  log: Log;
  onProgress?(progress: AgentProgress): void;
};

/** Characters of earlier messages that stay in the thread's memory. */
const historyBudget = 24_000;

/** The returned methods keep the promises of ChatAgent. */
export function openTurn(options: TurnOptions): {
  begin(text: string): Promise<ChatEnd>;
  goOn(): Promise<ChatEnd | null>;
} {
  const graph = buildGraph(options);
  const config = {
    configurable: { thread_id: options.threadId },
    // A call's result must be on disk before the next call, which may build on it, begins.
    durability: 'sync' as const,
    // The limit of steps is ours; LangGraph's own would end a run with an error.
    recursionLimit: 10_000,
    callbacks: [noTracing],
  };
  const read = async (): Promise<BaseMessage[]> => (await graph.getState(config)).values.messages ?? [];
  const work = async (input: { messages: BaseMessage[] } | null) =>
    describeEnd((await graph.invoke(input, config)).messages, options.runId);
  const hasBegun = (messages: BaseMessage[]) => messages.some((message) => message.id === options.runId);
  return {
    async begin(text) {
      const messages = await read();
      if (hasBegun(messages)) return work(null);
      const asked = new HumanMessage({ id: options.runId, content: text });
      const earlier = fitHistory(messages, historyBudget);
      return work({ messages: [new RemoveMessage({ id: REMOVE_ALL_MESSAGES }), ...earlier, asked] });
    },
    // Whether the run is done cannot be told from the state, so it is always invoked; a finished one stays as it is.
    async goOn() {
      return hasBegun(await read()) ? work(null) : null;
    },
  };
}

function buildGraph(options: TurnOptions) {
  const { runId, signal } = options;
  const tools = new Map(options.tools.map((tool) => [tool.name, tool]));
  const ask = askModel(() => resolveModel(options.model));
  const offer = (messages: readonly BaseMessage[]) => offerTools(options.tools, messages, options);
  return new StateGraph(MessagesAnnotation)
    .addNode('think', async ({ messages }) => {
      signal.throwIfAborted();
      return { messages: [await think({ ...options, ask, offer }, messages)] };
    })
    .addNode('act', async ({ messages }) => {
      signal.throwIfAborted();
      return { messages: [await act({ ...options, tools }, messages)] };
    })
    .addEdge(START, 'think')
    .addConditionalEdges('think', ({ messages }) => (nextCall(messages, runId) ? 'act' : END), ['act', END])
    .addConditionalEdges('act', ({ messages }) => (nextCall(messages, runId) ? 'act' : 'think'), [
      'act',
      'think',
    ])
    .compile({ checkpointer: options.checkpointer });
}

function resolveModel(source: ModelSource): Promise<BaseChatModel> {
  return typeof source === 'function' ? source() : Promise.resolve(source);
}

function describeEnd(messages: BaseMessage[], runId: string): ChatEnd {
  const replies = repliesOf(messages, runId);
  const notes = replies.map(noteOf);
  return {
    text: replies.at(-1)?.text ?? '',
    steps: notes.filter((note) => !note.stopped).length,
    stopped: notes.at(-1)?.stopped ?? null,
    fellBack: notes.find((note) => note.fellBack)?.fellBack ?? null,
    question: notes.at(-1)?.question,
  };
}
