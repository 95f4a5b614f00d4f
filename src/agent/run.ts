/** What goes into one run of the chat agent and what comes out, in plain types. */
import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type * as z from 'zod';
import type { DialogueContext, Question } from '../domain/dialogue.ts';

/** One tool as a model sees it. `call` gets what the model wrote, unchecked, and throws DocketError when it refuses. */
export type AgentTool = {
  name: string;
  description: string;
  schema: z.ZodObject;
  /** The same ids come again when a call that was under way at a crash is repeated. */
  call(
    input: unknown,
    ids: { runId: string; callId: string },
    signal: AbortSignal,
  ): Promise<{ text: string }>;
};

export type ModelSource = BaseChatModel | (() => Promise<BaseChatModel>);

/** `step` counts the model's replies within the run from 1. */
export type AgentProgress = { kind: 'thinking'; step: number } | { kind: 'tool'; step: number; tool: string };

export type ChatRun = {
  threadId: string;
  /** One per message of a person; a run is resumed under the same id. */
  runId: string;
  text: string;
  context: DialogueContext;
  signal: AbortSignal;
  onProgress?(progress: AgentProgress): void;
};

export type ChatEnd = {
  /** What to say besides the cards the tools showed; may be empty. */
  text: string;
  /** How often the model replied. */
  steps: number;
  stopped: null | 'limit';
  /** A sentence when the model was lost: the embedded planner stood in, or the run ended there. */
  fellBack: string | null;
  /** What the words ask, when the answers can be chosen. */
  question?: Question;
};
