/** Lists what people said of Docket's answers. */
import * as z from 'zod';
import { drawFeedbackCard } from '../src/cards/feedback-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { Feedback } from '../src/domain/feedback.ts';

export default defineTool({
  description: 'List what people said of answers: whether they were useful, and what was wrong.',
  effect: 'read',
  access: 'person',
  input: z.object({}),
  output: z.object({ feedback: z.array(Feedback) }),
  run: async (_input, { services, caller }) => ({ feedback: await services.feedback.list(caller) }),
  show: ({ feedback }) => ({ card: drawFeedbackCard(feedback) }),
  command: { verb: 'feedback', usage: '', input: () => ({}) },
});
