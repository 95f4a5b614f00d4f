/** Lists the workflows there are. */
import * as z from 'zod';
import { drawWorkflowsCard } from '../src/cards/workflow-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { sayLayers } from '../src/domain/workflow-layers.ts';
import { WorkflowEntry } from '../src/domain/workflow-view.ts';

export default defineTool({
  description:
    'List the workflows that can be run: their steps, what tickets they are for, and which cannot be read and why.',
  effect: 'read',
  access: 'anyone',
  input: z.object({}),
  output: z.object({ workflows: z.array(WorkflowEntry) }),
  run: async (_input, { services, caller }) => ({ workflows: await services.workflows.list(caller) }),
  show: ({ workflows }) => ({ card: drawWorkflowsCard(workflows) }),
  brief: ({ workflows }) =>
    workflows.map(({ id, workflow, problem }) => ({ id, steps: workflow ? sayLayers(workflow) : problem })),
  wire: ({ workflows }) =>
    workflows.map(({ id, from, workflow, problem }) => ({
      id,
      from,
      name: workflow?.name ?? null,
      version: workflow?.version ?? null,
      types: workflow?.types ?? [],
      steps: workflow?.steps.map((step) => ({ id: step.id, agent: step.agent, needs: step.needs })) ?? [],
      problem,
    })),
  command: { verb: 'workflows', usage: '', input: () => ({}) },
});
