/** Asks the questions a product spec is written from, keeps the answers, and writes it. */
import * as z from 'zod';
import { drawSpecCard, drawSpecForm } from '../src/cards/spec-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { nameCapability, wireCapability } from '../src/catalog/show-capability.ts';
import { CapabilityView } from '../src/domain/capability-view.ts';
import { DocketError } from '../src/domain/errors.ts';
import {
  askNext,
  findQuestion,
  nextQuestion,
  openQuestions,
  specQuestions,
  writeSpec,
} from '../src/domain/spec-questions.ts';

const ids = specQuestions.map(({ id }) => id);
const Answers = z
  .partialRecord(z.enum(ids as [string, ...string[]]), z.string().max(5000))
  .describe('By question');

export default defineTool({
  description:
    'Write the spec of a capability question by question: keeps answers, says what to ask next, then writes it.',
  effect: 'write',
  access: 'anyone',
  undoable: false,
  input: z.object({
    capability: z.string().optional().describe('PROJ-1; absent: this thread’s'),
    answers: Answers.optional(),
    skip: z.array(z.string()).max(20).optional().describe('Questions to leave out for now'),
  }),
  output: z.object({ view: CapabilityView, skip: z.array(z.string()) }),
  async run({ capability, answers, skip = [] }, context) {
    const { services, caller } = context;
    const name = await nameCapability(context, capability);
    if (!answers || Object.keys(answers).length === 0)
      return { view: await services.factory.view(caller, name), skip };
    const said = Object.fromEntries(Object.entries(answers).filter((one) => one[1] !== undefined)) as Record<
      string,
      string
    >;
    const view = await services.factory.edit(caller, name, { answers: said });
    const { capability: now } = view;
    if (openQuestions(now.answers).some(({ required }) => required)) return { view, skip };
    const text = writeSpec(now, now.answers);
    return { view: await services.factory.writeDocument(caller, now.key, { kind: 'spec', text }), skip };
  },
  show: ({ view, skip }) => {
    const question = view.capability.stage === 'spec' ? askNext(view.capability, skip) : null;
    return { card: drawSpecCard(view, { asks: question !== null }), ...(question ? { question } : {}) };
  },
  wire: ({ view }) => ({ ...wireCapability(view), open_questions: openQuestions(view.capability.answers) }),
  brief: ({ view: { capability }, skip }) => ({
    key: capability.key,
    ask_next: nextQuestion(capability.answers, skip)?.ask ?? null,
    answered: Object.keys(capability.answers),
  }),
  focus: ({ view }) => ({ capabilityId: view.capability.id }),
  press: [
    {
      verb: 'cap_ask',
      input: ({ ref }) => ({ capability: ref }),
      form: async ({ capability = '' }, { services, caller }) =>
        drawSpecForm(await services.factory.view(caller, capability)),
      fill: (input, values) => ({
        ...input,
        answers: Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== '')),
      }),
    },
  ],
  command: { verb: 'spec', usage: '[key] [question: answer]', input: readWords },
});

function readWords([capability, ...words]: string[]) {
  const said = words.join(' ');
  const named = capability ? { capability } : {};
  if (said === '') return named;
  const [, name = '', answer = ''] = /^(.{1,40}?):\s*(.+)$/s.exec(said) ?? [];
  const question = findQuestion(name);
  if (question) return { ...named, answers: { [question.id]: answer } };
  throw new DocketError('INVALID_INPUT', {
    message: 'That names no question of the spec. Nothing was changed.',
    remedy: `Say for example: /docket spec PROJ-1 user: sales people. Questions are: ${specQuestions.map(({ id }) => id).join(', ')}.`,
  });
}
