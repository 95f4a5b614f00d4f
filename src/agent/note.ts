/** What Docket keeps with a model's reply besides the words: why its calls must not run, who stood in, why it ended, what it asks. */
import type { BaseMessage } from 'langchain';
import * as z from 'zod';
import { Question } from '../domain/dialogue.ts';

const Note = z.object({
  /** Calls of this reply are answered with this reason instead of being run. */
  rejected: z.enum(['cut_off', 'malformed']).optional(),
  fellBack: z.string().optional(),
  stopped: z.literal('limit').optional(),
  /** The reply is this question, whose answers can be chosen. */
  question: Question.optional(),
});
export type Note = z.infer<typeof Note>;

/** The form in which a note travels with a message through checkpoints. */
export function keepNote(note: Note): { docket: Note } {
  return { docket: note };
}

export function noteOf(message: Pick<BaseMessage, 'additional_kwargs'>): Note {
  return Note.safeParse(message.additional_kwargs.docket).data ?? {};
}
