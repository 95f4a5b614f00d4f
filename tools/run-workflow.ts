/** Begins a run of a workflow. */
import * as z from 'zod';
import { showRun } from '../src/cards/show-run.ts';
import { defineTool, type ToolContext } from '../src/catalog/define-tool.ts';
import { resolveDocument } from '../src/catalog/resolve-document.ts';
import { resolveTickets } from '../src/catalog/resolve-ticket.ts';
import { briefRun, wireRun } from '../src/catalog/show-run.ts';
import { DocketError } from '../src/domain/errors.ts';
import { TicketSelector } from '../src/domain/selector.ts';
import type { Workflow } from '../src/domain/workflow.ts';
import { RunView } from '../src/domain/workflow-view.ts';

const Input = z.object({
  name: z
    .string()
    .trim()
    .min(1, 'say which workflow')
    .describe('Its name, e.g. bug-fix; or an agent, e.g. qa-agent'),
  select: TicketSelector.optional().describe(
    'The tickets to run it on, at most 10, each with a run of its own',
  ),
  inputs: z
    .record(z.string(), z.string().max(20_000))
    .optional()
    .describe('What the workflow asks for, e.g. error_message'),
});
type Input = z.infer<typeof Input>;

const mostRuns = 10;

export default defineTool({
  description:
    'Run a workflow, on tickets where it is for tickets: agents take its steps in order or side by side, and people decide where it says so. One run per ticket at a time. Pushes nothing.',
  effect: 'write',
  access: 'anyone',
  undoable: false,
  input: Input,
  output: z.object({ runs: z.array(RunView) }),
  async run(input, context) {
    const { services, caller } = context;
    const { workflow } = await services.workflows.find(caller, input.name);
    const inputs = await readInputs(input, workflow, context);
    const ticketIds = await readTickets(input, workflow, context);
    const runs: RunView[] = [];
    for (const ticketId of ticketIds)
      runs.push(await services.workflows.start(caller, { name: input.name, ticketId, inputs }));
    if (caller.via !== 'cli' && caller.via !== 'api') return { runs };
    // A program gets one answer, so it is given when the runs have got as far as they can by themselves.
    return { runs: await Promise.all(runs.map(({ run }) => settle(run.id, context))) };
  },
  show: ({ runs }) => runs.map(showRun),
  brief: ({ runs }) => runs.map(briefRun),
  wire: ({ runs }) => ({ runs: runs.map(wireRun) }),
  focus: ({ runs }) => ({ about: runs.flatMap(({ run }) => run.ticketId ?? []) }),
  command: { verb: 'run', usage: '<workflow> [tickets] [input=value]', input: readWords },
  press: [
    {
      verb: 'run_flow',
      input: ({ ref, item }) => ({ name: ref, ...(item ? { select: { ids: [item] } } : {}) }),
    },
  ],
});

async function settle(runId: string, { services, caller }: ToolContext): Promise<RunView> {
  await services.workflows.settled({ runId });
  return services.workflows.view(caller, runId);
}

/** Without a selector: the ticket the thread is about, where the workflow works on one. */
async function readTickets(
  { name, select }: Input,
  { ticket }: Workflow,
  context: ToolContext,
): Promise<(string | null)[]> {
  if (ticket === 'none') return [null];
  const about = context.focus.about?.ticketIds ?? [];
  if (!select && ticket === 'optional' && about.length !== 1) return [null];
  const wanted = select ?? (about.length > 0 ? { ids: about } : null);
  if (wanted === null) return [null];
  const views = await resolveTickets(context, wanted);
  if (views.length <= mostRuns) return views.map((view) => view.ticket.id);
  throw new DocketError('INVALID_INPUT', {
    message: `That is ${views.length} tickets; "${name}" is run on ${mostRuns} at once at most. Nothing was started.`,
    remedy: 'Name fewer tickets.',
  });
}

async function readInputs(
  { inputs = {} }: Input,
  workflow: Workflow,
  context: ToolContext,
): Promise<Record<string, string>> {
  if (!workflow.inputs.includes('document')) return inputs;
  if (!inputs.document && !context.focus.documentId) return inputs;
  const { document } = await resolveDocument(context, inputs.document);
  return { ...inputs, document: document.id };
}

/** Words without a `=` after the name are tickets: numbers and keys. */
function readWords([name = '', ...rest]: string[]): Input {
  const inputs: Record<string, string> = {};
  const ids: string[] = [];
  let last: string | null = null;
  for (const word of rest.filter((one) => !/^(?:on|for)$/i.test(one))) {
    const given = /^([a-z][a-z0-9_]*)=(.*)$/.exec(word);
    if (given) {
      last = given[1]!;
      inputs[last] = given[2]!;
    } else if (last !== null) inputs[last] += ` ${word}`;
    else ids.push(word);
  }
  return { name, ...(ids.length > 0 ? { select: { ids } } : {}), ...(last !== null ? { inputs } : {}) };
}
