/** Leaves a question about a document unanswered for good. */
import * as z from 'zod';
import { drawNoticeCard } from '../src/cards/notice-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { resolveQuestion } from '../src/catalog/resolve-question.ts';
import { Document } from '../src/domain/document.ts';
import { DocumentQuestion } from '../src/domain/readiness.ts';

export default defineTool({
  description:
    'Skip a question that the readiness check asked: it is not asked again about this document. The finding behind it stays listed.',
  effect: 'write',
  access: 'anyone',
  input: z.object({
    document: z.string().optional().describe('Title, file name or id; absent means the current one'),
    question: z.string().describe('Number in the last list of questions, or words of the question'),
  }),
  output: z.object({ document: Document, question: DocumentQuestion }),
  async run({ document, question: words }, context) {
    const asked = await resolveQuestion(context, words, document);
    const { caller, services } = context;
    const skipped = await services.assessments.skip(caller, asked.document.id, asked.question.id);
    return { document: skipped, question: asked.question };
  },
  show: ({ question }) => ({ card: drawNoticeCard(`Skipped, and not asked again: ${question.text}`) }),
  brief: ({ question }) => ({ skipped: question.text }),
  wire: ({ document, question }) => ({ document_id: document.id, question }),
  press: [{ verb: 'skip', input: ({ ref, item }) => ({ document: ref, question: item }) }],
  command: { verb: 'skip', usage: '<question>', input: (words) => ({ question: words.join(' ') }) },
});
