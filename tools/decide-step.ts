/** A person's word on a step of a workflow that waits for one. */
import * as z from 'zod';
import { formatAction } from '../src/cards/action-token.ts';
import type { Card } from '../src/cards/card.ts';
import { showRun } from '../src/cards/show-run.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { resolveRun } from '../src/catalog/resolve-run.ts';
import { briefRun, wireRun } from '../src/catalog/show-run.ts';
import { DocketError } from '../src/domain/errors.ts';
import { RunView } from '../src/domain/workflow-view.ts';

const Input = z.object({
  run: z.string().optional().describe('Its ticket, its workflow or its id; absent means the latest here'),
  step: z.string().optional().describe('Absent means the only one that waits'),
  approve: z.boolean(),
  note: z.string().trim().max(1000).optional(),
  place: z.int().optional(),
  seen: z.int().optional(),
});
type Input = z.infer<typeof Input>;

export default defineTool({
  description:
    'Decide on a step of a workflow that waits for a person, as that person: it is done or may go on, or not.',
  effect: 'write',
  access: 'person',
  undoable: false,
  input: Input,
  output: z.object({ view: RunView }),
  async run(input, context) {
    const { services, caller } = context;
    const { run } = await resolveRun(context, input.run);
    const step =
      input.place === undefined ? (input.step ?? null) : (run.workflow.steps[input.place]?.id ?? null);
    const seen =
      input.seen === undefined
        ? {}
        : { seen: { visit: Math.floor(input.seen / 1000), attempt: input.seen % 1000 } };
    const view = await services.workflows.decide(caller, run.id, {
      step,
      approve: input.approve,
      note: input.note || null,
      ...seen,
    });
    if (caller.via !== 'cli' && caller.via !== 'api') return { view };
    await services.workflows.settled({ runId: run.id });
    return { view: await services.workflows.view(caller, run.id) };
  },
  show: ({ view }) => showRun(view),
  brief: ({ view }) => briefRun(view),
  wire: ({ view }) => wireRun(view),
  command: { verb: 'decide', usage: 'yes|no [step] [ticket] [: why]', input: readWords },
  press: [
    {
      verb: 'step_yes',
      input: ({ ref, item, rev }) => ({ run: ref, place: Number(item), seen: rev, approve: true }),
    },
    {
      verb: 'step_no',
      input: ({ ref, item, rev }) => ({ run: ref, place: Number(item), seen: rev, approve: false }),
      form: async (input) => drawWhyForm(input),
      fill: (input, values) => ({ ...input, note: values.note ?? '' }),
    },
  ],
});

function drawWhyForm({ run = '', place = 0, seen = 0 }: Input): Card {
  const submit = {
    label: 'Say no',
    action: formatAction('step_no', run, String(place), seen),
    style: 'danger' as const,
  };
  const field = {
    name: 'note',
    label: 'Why?',
    help: 'Who takes it up again reads this.',
    required: false,
    input: 'text' as const,
    lines: 'many' as const,
    max: 1000,
  };
  return {
    title: 'Not done, or not to go on',
    tone: 'neutral',
    blocks: [{ kind: 'form', fields: [field], submit }],
    choices: [],
    summary: 'Say why.',
  };
}

function readWords(words: string[]): Input {
  const [said = '', ...note] = words.join(' ').split(/\s*:\s*/);
  const [word = '', step, run] = said.split(/\s+/);
  if (!/^(?:yes|no|approve|reject|done)$/i.test(word)) {
    throw new DocketError('INVALID_INPUT', {
      message: `"${word}" is neither yes nor no. Nothing was decided.`,
      remedy: 'Say: /docket decide yes, or: /docket decide no test: it still fails',
    });
  }
  return {
    approve: /^(?:yes|approve|done)$/i.test(word),
    ...(step ? { step } : {}),
    ...(run ? { run } : {}),
    ...(note.length > 0 ? { note: note.join(': ') } : {}),
  };
}
