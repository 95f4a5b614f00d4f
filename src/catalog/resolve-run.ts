/** Finds the run a person means: by its ticket, its workflow or its id, or the one their thread is about. */
import { DocketError, isDocketError } from '../domain/errors.ts';
import type { RunView } from '../domain/workflow-view.ts';
import type { ToolContext } from './define-tool.ts';
import { resolveTicket } from './resolve-ticket.ts';

/** Without a name: the latest of the thread, or of the workspace, runs that go on before those that have ended. Throws NOT_FOUND. */
export async function resolveRun(context: ToolContext, name: string | undefined): Promise<RunView> {
  const { services, caller } = context;
  const { threadId } = caller;
  if (name !== undefined && /^[0-9a-f-]{36}$/i.test(name)) return services.workflows.view(caller, name);
  if (name !== undefined) return findNamed(context, name);
  const here = threadId === null ? [] : await services.workflows.runs(caller, { threadId });
  const all = here.length > 0 ? here : await services.workflows.runs(caller);
  const found = all.find(({ run }) => run.finishedAt === null) ?? all[0];
  if (found) return found;
  throw noRun('No workflow has been run yet.');
}

async function findNamed(context: ToolContext, name: string): Promise<RunView> {
  const { services, caller } = context;
  const all = await services.workflows.runs(caller);
  const ofWorkflow = all.filter(({ run }) => run.workflowId === name.toLowerCase());
  const byWorkflow = ofWorkflow.find(({ run }) => run.finishedAt === null) ?? ofWorkflow[0];
  if (byWorkflow) return byWorkflow;
  const ticket = await resolveTicket(context, name).catch((error) => {
    if (isDocketError(error) && error.code === 'NOT_FOUND') return null;
    throw error;
  });
  const [found] = ticket ? await services.workflows.runs(caller, { ticketId: ticket.ticket.id }) : [];
  if (found) return found;
  throw noRun(`There is no run of "${name}".`);
}

function noRun(message: string): DocketError {
  return new DocketError('NOT_FOUND', {
    message,
    remedy: 'Begin one with: /docket run bug-fix 3. What there is: /docket workflows',
  });
}
