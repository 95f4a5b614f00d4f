/** Answers a question about a document, in the document. */
import * as z from 'zod';
import { drawEditedCard } from '../src/cards/edited-card.ts';
import { drawAnswerFormCard } from '../src/cards/questions-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { editedTool } from '../src/catalog/edited.ts';
import { resolveQuestion } from '../src/catalog/resolve-question.ts';
import { DocketError } from '../src/domain/errors.ts';
import { Answered } from '../src/domain/readiness.ts';

const Input = z.object({
  document: z.string().optional().describe('Title, file name or id; absent means the current one'),
  question: z
    .string()
    .describe('Number in the last list of questions, words of the question, or the ticket made of it'),
  answer: z.string().describe('The answer in the words of the person; empty with option'),
  option: z.int().min(1).optional().describe('The choice taken, where the question offers choices'),
});

export default defineTool({
  description:
    'Answer an open question of a document, or one that the readiness check asked. The answer is written into the document: behind the question, or as a metric, non-goal, persona, risk, criterion or decision.',
  effect: 'write',
  access: 'anyone',
  input: Input,
  output: Answered,
  async run({ document, question: words, answer, option }, context) {
    const asked = await resolveQuestion(context, words, document);
    const { options, id } = asked.question;
    const chosen = option === undefined ? chosenBy(answer, options) : options[option - 1];
    if (chosen === undefined) throw noSuchChoice(options.length);
    return context.services.assessments.answer(context.caller, asked.document.id, id, chosen);
  },
  show: ({ edited }) => ({ card: drawEditedCard(edited) }),
  brief: ({ question, answer, edited }) => ({ question: question.text, answer, ...editedTool.brief(edited) }),
  wire: ({ question, answer, edited }) => ({ question, answer, edited: editedTool.wire(edited) }),
  focus: ({ edited }) => editedTool.focus(edited),
  press: [
    {
      verb: 'ask',
      input: ({ ref, item }) => ({ document: ref, question: item, answer: '' }),
      form: async ({ document, question }, context) => {
        const asked = await resolveQuestion(context, question, document);
        return drawAnswerFormCard(asked.document, asked.question);
      },
    },
    {
      verb: 'answer',
      input: ({ ref, item }) => ({ document: ref, question: item, answer: '' }),
      fill: (input, { answer = '' }) => ({ ...input, answer }),
    },
    {
      verb: 'pick',
      input: ({ ref, item, rev }) => ({ document: ref, question: item, answer: '', option: rev }),
    },
  ],
  command: { verb: 'answer', usage: '<question>: <answer>', input: readWords },
});

/** "the first", "2" or the words of a choice mean that choice; anything else is an answer of one's own. */
function chosenBy(answer: string, options: readonly string[]): string {
  const said = answer.trim().toLowerCase().replace(/[.!]$/, '');
  const number = ['first', 'second', 'third'].findIndex((word) => said === word || said === `the ${word}`);
  const at = /^[1-9]$/.test(said) ? Number(said) - 1 : number;
  return options[at] ?? options.find((option) => option.toLowerCase() === said) ?? answer;
}

function readWords(words: string[]): z.infer<typeof Input> {
  const all = words.join(' ');
  const parts = /^(.*?):\s*(.*)$/s.exec(all) ?? /^(#?\d+|[A-Z]+-\d{4}-\d+)\s+(.*)$/is.exec(all);
  return { question: parts?.[1] ?? all, answer: parts?.[2] ?? '' };
}

function noSuchChoice(count: number): DocketError {
  return new DocketError('STALE', {
    message: 'That choice is no longer offered. Nothing was changed.',
    remedy:
      count > 0 ? `Choose from 1 to ${count}, or answer in your own words.` : 'Answer in your own words.',
  });
}
