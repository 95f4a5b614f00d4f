/** Keeps whether an answer was useful, and what was wrong with it. */
import * as z from 'zod';
import { drawFeedbackFormCard, drawThanksCard } from '../src/cards/feedback-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { Feedback } from '../src/domain/feedback.ts';

const Input = z.object({
  about: z.uuid().describe('The run that answered, or the push or workflow that ended'),
  kind: Feedback.shape.kind.optional().describe('answer when absent'),
  verdict: Feedback.shape.verdict,
  comment: z.string().max(2000).optional(),
});

const read = (item: string) => Feedback.shape.kind.catch('answer').parse(item);

export default defineTool({
  description: 'Keep whether an answer was useful to the person who says so.',
  effect: 'write',
  access: 'person',
  undoable: false,
  input: Input,
  output: Feedback,
  run: ({ about, kind = 'answer', verdict, comment }, { services, caller }) =>
    services.feedback.give(caller, { about, kind, verdict, comment: comment?.trim() || null }),
  show: (said) => ({ card: drawThanksCard(said) }),
  press: [
    {
      verb: 'useful',
      answer: 'private',
      input: ({ ref, item }) => ({ about: ref, kind: read(item), verdict: 'useful' as const }),
    },
    {
      verb: 'not_useful',
      answer: 'private',
      input: ({ ref, item }) => ({ about: ref, kind: read(item), verdict: 'not_useful' as const }),
    },
    {
      verb: 'say_why',
      answer: 'private',
      input: ({ ref, item }) => ({ about: ref, kind: read(item), verdict: 'not_useful' as const }),
      form: async ({ about, kind = 'answer' }) => drawFeedbackFormCard({ about, kind }),
      fill: (input, { comment = '' }) => ({ ...input, comment }),
    },
  ],
});
