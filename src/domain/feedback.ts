/** What people say of an answer: kept as an event, the latest word of each person on each answer being theirs. */
import * as z from 'zod';
import { Id } from './ids.ts';

const FeedbackVerdict = z.enum(['useful', 'not_useful']);

export const Feedback = z.object({
  /** The run that answered, or the push or workflow that ended. */
  about: Id,
  kind: z.enum(['answer', 'push', 'run']),
  verdict: FeedbackVerdict,
  comment: z.string().nullable(),
  by: z.object({ id: z.string(), name: z.string() }),
  at: z.iso.datetime(),
});
export type Feedback = z.infer<typeof Feedback>;
