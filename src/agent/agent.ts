/** The chat agent as the rest of the house sees it: plain types in and out, LangChain loaded when the first message comes. */
import type { BaseCheckpointSaver } from '@langchain/langgraph-checkpoint';
import { type DialogueContext, writeDialogueContext } from '../domain/dialogue.ts';
import { DocketError } from '../domain/errors.ts';
import type { Log } from '../ports/log.ts';
import { createFinder } from './offer-tools.ts';
import type { AgentTool, ChatEnd, ChatRun, ModelSource } from './run.ts';

export type { AgentProgress, AgentTool, ChatEnd, ChatRun, ModelSource } from './run.ts';

export type ChatAgentOptions = {
  model: ModelSource;
  tools: readonly AgentTool[];
  /**
   * Says which tools a message needs, the likeliest first; `said` are the person's earlier messages. With it a model is shown
   * those and the ones it asks for with `find_tools`; without it all of them with every question.
   */
  rankTools?(text: string, context: DialogueContext, said: string[]): Promise<string[]>;
  checkpointer: BaseCheckpointSaver;
  /** The filled text of `prompts/agent.md`; the thread context is added to it at each run. */
  instructions: string;
  /** How often the model may be asked in one run. */
  maxSteps?: number;
  /** Which limit the run has used up, in words after "stopped at"; null while something is left. Asked before each step. */
  spent?(): Promise<string | null>;
  log: Log;
};

/**
 * Tools are called one at a time, in the model's order, and each finished call is kept before the next begins. Both
 * methods throw MODEL_UNAVAILABLE when there is no answer, CANCELLED after `signal`, and whatever a tool throws that is no
 * DocketError; what was done until then stays done and recorded.
 */
export type ChatAgent = {
  /** Under the id of a run that began already it goes on with that one. */
  run(run: ChatRun): Promise<ChatEnd>;
  /** Finishes a run that a crash interrupted, or reads how it ended; null when the run never began. */
  resume(run: Omit<ChatRun, 'text'>): Promise<ChatEnd | null>;
};

/** Cheap to create: one per message, with tools that act for the person who wrote it. */
export function createChatAgent(options: ChatAgentOptions): ChatAgent {
  const { rankTools } = options;
  const open = async (run: Omit<ChatRun, 'text'>) => {
    const { openTurn } = await import('./turn.ts');
    return openTurn({
      ...run,
      system: `${options.instructions}\n\n${writeDialogueContext(run.context)}`,
      model: options.model,
      tools: rankTools ? [...options.tools, createFinder(options.tools)] : options.tools,
      rank: rankTools ? (text, said) => rankTools(text, run.context, said) : null,
      checkpointer: options.checkpointer,
      maxSteps: options.maxSteps ?? 12,
      spent: options.spent ?? (async () => null),
      log: options.log,
    });
  };
  return {
    run: (run) => cancellable(run.signal, async () => (await open(run)).begin(run.text)),
    resume: (run) => cancellable(run.signal, async () => (await open(run)).goOn()),
  };
}

/** Whatever an abort broke on its way out, people hear that the run was stopped. */
async function cancellable<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
  try {
    signal.throwIfAborted();
    return await work();
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new DocketError('CANCELLED', {
      message: 'The run was stopped. What it had done until then stays done.',
      remedy: 'Say what to do next.',
      cause: error,
    });
  }
}
