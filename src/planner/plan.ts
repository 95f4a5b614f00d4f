/** The planner's answer to one message. */
import type { Question } from '../domain/dialogue.ts';
import type { Intent } from './intent.ts';

export type Call = { tool: string; args: Record<string, unknown> };

export type Choice = Question['choices'][number];

/**
 * `calls` in their order, for tools that are bound. `question` asks for what is missing, with up to three choices.
 * `vetoed` says why a deed that was asked for is not done. `say` is all there is to answer when nothing is called.
 */
export type Plan = {
  calls: Call[];
  question: Question | null;
  vetoed: string | null;
  say: string;
  /** 0 to 1: how sure the planner is of the deeds it chose. */
  confidence: number;
  /** The same in the planner's own taxonomy, whether or not a tool for it exists. */
  intents: Intent[];
};
