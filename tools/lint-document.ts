/** Checks whether a document is ready to be worked on. */
import * as z from 'zod';
import { drawQuestionsCard } from '../src/cards/questions-card.ts';
import { drawReadinessCard } from '../src/cards/readiness-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { resolveDocument } from '../src/catalog/resolve-document.ts';
import { Assessment } from '../src/domain/readiness.ts';

export default defineTool({
  description:
    'Check how ready a document is: missing metrics, targets, personas, non-goals or risks, vague wording, requirements that contradict each other. Asks at most three questions. Changes nothing.',
  effect: 'read',
  access: 'anyone',
  input: z.object({
    document: z.string().optional().describe('Title, file name or id; absent means the current one'),
  }),
  output: Assessment,
  async run(input, context) {
    const { document } = await resolveDocument(context, input.document);
    return context.services.assessments.assess(context.caller, document.id);
  },
  show: (assessment) => {
    const questions = drawQuestionsCard(assessment.document, assessment.asked);
    return [{ card: drawReadinessCard(assessment) }, ...(questions ? [{ card: questions }] : [])];
  },
  brief: ({ document, checks, asked, open }) => ({
    document: document.title,
    passed: checks.filter((check) => check.passed).map((check) => check.name),
    findings: checks
      .flatMap((check) => check.findings.map(({ message, lines }) => ({ message, lines })))
      .slice(0, 20),
    asked: asked.map(({ text }, at) => ({ number: at + 1, text })),
    open_questions: open,
  }),
  focus: ({ document, asked }) => ({ documentId: document.id, questionIds: asked.map(({ id }) => id) }),
  command: {
    verb: 'lint',
    usage: '[document]',
    input: (words) => (words.length > 0 ? { document: words.join(' ') } : {}),
  },
});
