/** Shows what a step of a run found. */
import * as z from 'zod';
import { drawStepCard } from '../src/cards/step-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { resolveRun } from '../src/catalog/resolve-run.ts';
import { DocketError } from '../src/domain/errors.ts';
import { RunView } from '../src/domain/workflow-view.ts';

export default defineTool({
  description:
    'Show what one step of a run found: claims with their sources, the plan, what is open and what was not done.',
  effect: 'read',
  access: 'anyone',
  input: z.object({
    step: z.string().optional().describe('Absent means the last one that reported'),
    run: z.string().optional().describe('Its ticket, its workflow or its id; absent means the latest here'),
    place: z.int().optional(),
  }),
  output: z.object({ view: RunView, step: z.string() }),
  async run({ step, run, place }, context) {
    const view = await resolveRun(context, run);
    const named = place === undefined ? step : view.run.workflow.steps[place]?.id;
    const found =
      named === undefined
        ? view.steps.findLast(({ result }) => result !== null)
        : view.steps.find(({ stepId }) => stepId === named);
    if (found) return { view, step: found.stepId };
    throw new DocketError('NOT_FOUND', {
      message:
        named === undefined
          ? 'No step of this run has reported anything yet.'
          : `The run has no step "${named}".`,
      remedy: `Its steps are: ${view.steps.map(({ stepId }) => stepId).join(', ')}.`,
    });
  },
  show: ({ view, step }) => ({ card: drawStepCard(view, step) }),
  brief: ({ view, step }) => view.steps.find(({ stepId }) => stepId === step)?.result ?? null,
  wire: ({ view, step }) => view.steps.find(({ stepId }) => stepId === step)?.result ?? null,
  command: {
    verb: 'step',
    usage: '[step] [ticket|workflow]',
    input: ([step, ...run]) => ({
      ...(step ? { step } : {}),
      ...(run.length > 0 ? { run: run.join(' ') } : {}),
    }),
  },
  press: [{ verb: 'step_show', input: ({ ref, item }) => ({ run: ref, place: Number(item) }) }],
});
