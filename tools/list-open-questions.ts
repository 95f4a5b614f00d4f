/** Lists what a document leaves open. */
import * as z from 'zod';
import { drawOpenQuestionsCard } from '../src/cards/questions-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { resolveDocument } from '../src/catalog/resolve-document.ts';
import { OpenQuestions } from '../src/domain/readiness.ts';

export default defineTool({
  description:
    'List the questions a document still leaves open, numbered so that they can be answered. Answered ones are left out.',
  effect: 'read',
  access: 'anyone',
  input: z.object({
    document: z.string().optional().describe('Title, file name or id; absent means the current one'),
  }),
  output: OpenQuestions,
  async run(input, context) {
    const { document } = await resolveDocument(context, input.document);
    return context.services.assessments.openQuestions(context.caller, document.id);
  },
  show: ({ document, questions }) => ({ card: drawOpenQuestionsCard(document, questions) }),
  brief: ({ document, questions }) => ({
    document: document.title,
    questions: questions.map(({ text, lines }, at) => ({ number: at + 1, text, lines })),
  }),
  focus: ({ document, questions }) => ({
    documentId: document.id,
    questionIds: questions.map(({ id }) => id),
  }),
  command: {
    verb: 'questions',
    usage: '[document]',
    input: (words) => (words.length > 0 ? { document: words.join(' ') } : {}),
  },
});
