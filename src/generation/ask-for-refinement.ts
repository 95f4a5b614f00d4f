/** Puts one part of a document before a model and reads what comes back: an answer, or why there is none. */
import { createHash } from 'node:crypto';
import type { TicketDraft } from '../domain/draft.ts';
import { isDocketError } from '../domain/errors.ts';
import type { Memo } from '../ports/memo.ts';
import type { ObjectModel } from '../ports/model.ts';
import { type Refinements, RefinementsShape } from './refinement-shape.ts';

export type Asking = {
  model: ObjectModel;
  /** The body of the prompt, with `{{language}}` and `{{block_types}}` in it. */
  prompt: string;
  lines: readonly string[];
  language: string;
  blockTypes: readonly string[];
  /** What a person wants of these drafts, in their words. */
  instruction?: string;
  /** Answers by question, so that the same question to the same model is paid once; null to ask each time. */
  memo: Memo | null;
};

/** What is left of a run's tokens, and where to tell what was used. */
export type Budget = { left: number; use(tokens: number): void };

export type Reply =
  | { kind: 'answer'; answer: Refinements }
  | { kind: 'nonsense' }
  | { kind: 'unavailable'; message: string }
  /** It was not asked, since the answer would not fit into what is left. */
  | { kind: 'budget' };

/** Characters per token, on the safe side for every language. */
const perToken = 3;

/** Throws only what is no fault of the model, and whatever it throws when it is cancelled. */
export async function askForRefinement(
  asking: Asking,
  batch: readonly TicketDraft[],
  budget: Budget,
  signal: AbortSignal | undefined,
): Promise<Reply> {
  const question = {
    instructions: writeInstructions(asking),
    material: JSON.stringify(materialOf(batch, asking.lines)),
  };
  const name = nameOf(asking.model, question);
  const kept = RefinementsShape.safeParse(await asking.memo?.get(name));
  if (kept.success) return { kind: 'answer', answer: kept.data };
  // An answer repeats the drafts, so it is about as long as the material.
  const expected = (question.instructions.length + question.material.length * 2) / perToken;
  if (expected > budget.left) return { kind: 'budget' };
  try {
    const task = { ...question, shape: RefinementsShape, shapeName: 'refined_tickets', onUsage: budget.use };
    const answer = await asking.model.produce(task, signal);
    await asking.memo?.set(name, answer);
    return { kind: 'answer', answer };
  } catch (error) {
    if (signal?.aborted || !isDocketError(error)) throw error;
    if (error.code === 'MODEL_NONSENSE') return { kind: 'nonsense' };
    if (error.code === 'MODEL_UNAVAILABLE') return { kind: 'unavailable', message: error.message };
    throw error;
  }
}

function writeInstructions({ prompt, language, blockTypes, instruction }: Asking): string {
  const filled = prompt
    .replaceAll('{{language}}', language)
    .replaceAll('{{block_types}}', blockTypes.join(', '));
  if (!instruction) return filled;
  return `${filled}\n\nThe person who reviews these drafts asks of each of them: ${JSON.stringify(instruction)}`;
}

function nameOf({ name, effort }: ObjectModel, asked: { instructions: string; material: string }) {
  return createHash('sha256')
    .update(JSON.stringify([name, effort, asked.instructions, asked.material]))
    .digest('hex');
}

function materialOf(batch: readonly TicketDraft[], lines: readonly string[]) {
  const numbers = [...new Set(batch.flatMap((ticket) => ticket.sourceLines))].sort((a, b) => a - b);
  return {
    lines: numbers.map((number) => ({ number, text: lines[number - 1] ?? '' })),
    drafts: batch.map((ticket) => ({
      ref: ticket.ref,
      title: ticket.title,
      type: ticket.type,
      criteria: ticket.criteria.map(({ text, origin }) => ({ text, origin })),
      effort: ticket.effort,
      lines: ticket.sourceLines,
      depends_on: ticket.dependsOn,
    })),
  };
}
