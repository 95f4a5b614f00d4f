/** Workflows over REST: which there are, and runs of them, begun and steered. */
import * as z from 'zod';
import { DocketError } from '../../domain/errors.ts';
import { ById, defineEndpoint, type Endpoint, Workspaced } from '../endpoint.ts';
import { Anything } from '../wire-shapes.ts';

const tag = 'workflows';

const Definition = z
  .union([z.string().min(1), z.record(z.string(), z.unknown())])
  .meta({ description: 'A workflow of one’s own, as YAML or as an object' });

/** JSON is YAML. */
function textOf(definition: z.infer<typeof Definition> | undefined): string | undefined {
  return typeof definition === 'object' ? JSON.stringify(definition) : definition;
}

const steering = {
  pause: 'Begin no further step',
  resume: 'Go on',
  retry: 'Try the step that failed again',
  cancel: 'End it; what is done stays done',
};

export const workflowEndpoints: Endpoint[] = [
  defineEndpoint({
    method: 'get',
    path: '/api/workflows',
    name: 'listWorkflows',
    summary: 'Every workflow there is',
    tag,
    answers: { 200: Anything },
    run: async ({ call }) => ({ status: 200, body: { workflows: await call('list_workflows') } }),
  }),
  defineEndpoint({
    method: 'post',
    path: '/api/workflows/validate',
    name: 'validateWorkflow',
    summary: 'Look a definition over, running nothing',
    tag,
    body: z.object({ ...Workspaced, definition: Definition.optional(), text: z.string().min(1).optional() }),
    answers: { 200: Anything },
    async run({ body: { text, definition }, call }) {
      const said = text ?? textOf(definition);
      if (said === undefined) throw noWorkflow();
      return { status: 200, body: await call('validate_workflow', { text: said }) };
    },
  }),
  defineEndpoint({
    method: 'get',
    path: '/api/workflows/runs',
    name: 'listRuns',
    summary: 'Runs that are not over, or all of them',
    tag,
    query: z.object({ ...Workspaced, all: z.enum(['true', 'false']).optional() }),
    answers: { 200: Anything },
    run: async ({ query, call }) => ({
      status: 200,
      body: await call('list_runs', query.all === 'true' ? { all: true } : {}),
    }),
  }),
  defineEndpoint({
    method: 'post',
    path: '/api/workflows/runs',
    name: 'runWorkflow',
    summary:
      'Run a workflow on a ticket, by its id or by its own definition, which is kept; one at a time for each',
    tag,
    body: z.object({
      ...Workspaced,
      ticket_id: z.string(),
      workflow_id: z.string().optional(),
      definition: Definition.optional(),
      inputs: z.record(z.string(), z.string()).optional(),
    }),
    answers: { 202: Anything },
    async run({ house, caller, body: { ticket_id: ticket, workflow_id, inputs, ...said }, call }) {
      const definition = textOf(said.definition);
      const kept = definition ? await house.services.workflows.keep(caller, definition) : null;
      const name = kept?.workflow.id ?? workflow_id;
      if (!name) throw noWorkflow();
      const wish = { name, select: { ids: [ticket] }, ...(inputs ? { inputs } : {}) };
      return { status: 202, body: await call('run_workflow', wish) };
    },
  }),
  defineEndpoint({
    method: 'get',
    path: '/api/workflows/runs/{id}',
    name: 'showRun',
    summary: 'How a run stands, step by step',
    tag,
    params: ById,
    answers: { 200: Anything },
    run: async ({ params, call }) => ({ status: 200, body: await call('show_run', { run: params.id }) }),
  }),
  ...(['pause', 'resume', 'retry', 'cancel'] as const).map((deed) =>
    defineEndpoint({
      method: 'post',
      path: `/api/workflows/runs/{id}/${deed}`,
      name: `${deed}Run`,
      summary: steering[deed],
      tag,
      params: ById,
      body: z.object({ ...Workspaced, step: z.string().optional() }),
      answers: { 200: Anything },
      run: async ({ params, body: { step }, call }) => ({
        status: 200,
        body: await call('steer_run', { do: deed, run: params.id, ...(step ? { step } : {}) }),
      }),
    }),
  ),
  defineEndpoint({
    method: 'get',
    path: '/api/workflows/{id}',
    name: 'showWorkflow',
    summary: 'One workflow: its steps and how they follow each other',
    tag,
    params: ById,
    answers: { 200: Anything },
    run: async ({ params, call }) => ({
      status: 200,
      body: await call('show_workflow', { name: params.id }),
    }),
  }),
];

function noWorkflow(): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: 'No workflow was named. Nothing was started.',
    remedy: 'Give workflow_id, or definition with the YAML of one.',
  });
}
