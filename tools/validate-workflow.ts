/** Looks a workflow's text over without keeping it. */
import * as z from 'zod';
import { drawWorkflowCard } from '../src/cards/workflow-card.ts';
import { readAttachedText } from '../src/catalog/attached-text.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { DocketError } from '../src/domain/errors.ts';
import { Workflow } from '../src/domain/workflow.ts';

export default defineTool({
  description:
    'Check the YAML of a workflow: it is drawn, or refused with file, step and reason. Keeps nothing.',
  effect: 'read',
  access: 'anyone',
  input: z.object({
    text: z.string().max(50_000).optional().describe('The YAML; absent means the attached file'),
  }),
  output: z.object({ workflow: Workflow }),
  async run({ text }, context) {
    const { workflows } = context.services;
    if (text !== undefined) return { workflow: await workflows.validate(text) };
    const file = await readAttachedText(context);
    if (file) return { workflow: await workflows.validate(file.text, file.name ?? undefined) };
    throw new DocketError('INVALID_INPUT', {
      message: 'There is no workflow to look at.',
      remedy: 'Attach its YAML file, or paste its text.',
    });
  },
  show: ({ workflow }) => ({ card: drawWorkflowCard(workflow, null) }),
  brief: ({ workflow }) => ({
    valid: true,
    id: workflow.id,
    steps: workflow.steps.map(({ id, needs }) => ({ id, needs })),
  }),
  wire: ({ workflow }) => ({ valid: true, ...workflow }),
  command: {
    verb: 'validate-workflow',
    usage: '(with the file attached)',
    input: (words) => (words.length > 0 ? { text: words.join(' ') } : {}),
  },
});
