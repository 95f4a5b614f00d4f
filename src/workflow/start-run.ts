/** Begins a run: for a ticket that can be worked on and has no other, with the inputs its workflow knows. */
import type { Services } from '../catalog/services.ts';
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import { isFinished } from '../domain/lifecycle.ts';
import type { Caller } from '../domain/principal.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import type { Workflow } from '../domain/workflow.ts';
import type { RunState } from '../domain/workflow-run.ts';
import type { IdSource } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import type { Engine } from './engine.ts';

type Deps = {
  store: Pick<Store, 'workflows'>;
  tickets: Pick<Services['tickets'], 'view'>;
  ids: IdSource;
  engine: Engine;
};

export type Start = {
  workflow: Workflow;
  text: string;
  ticketId: Id | null;
  inputs: Record<string, string>;
  /** What began it, where no person did: given whether it is declared as an input or not. */
  because?: Record<string, string>;
};

/** Throws as `Workflows.start` says. */
export async function startRun(deps: Deps, caller: Caller, start: Start): Promise<RunState> {
  const { workflow: wanted, text } = start;
  const ticketId = wanted.ticket === 'none' ? null : start.ticketId;
  const view = ticketId === null ? null : (await deps.tickets.view(caller, [ticketId]))[0]!;
  requireFit(wanted, view);
  requireInputs(wanted, start.inputs);
  // A capability ends with its last stage, whatever runs on its ticket meanwhile.
  const workflow = view?.ticket.type === 'capability' ? { ...wanted, onComplete: null } : wanted;
  const { workspaceId, threadId, principal: startedBy } = caller;
  const id = deps.ids.next();
  const state = await deps.engine.begin({
    id,
    workspaceId,
    ticketId,
    threadId,
    workflow,
    source: text,
    inputs: { ...start.inputs, ...start.because },
    startedBy,
    byItself: start.because !== undefined,
  });
  if (state) return state;
  const [running] = await deps.store.workflows.list(workspaceId, {
    ticketId: ticketId!,
    unfinished: true,
    most: 1,
  });
  throw isRunning(view!, running);
}

function requireFit({ id, ticket, types }: Workflow, view: TicketView | null): void {
  const refuse = (message: string, remedy: string) =>
    new DocketError('INVALID_INPUT', { message: `${message} Nothing was started.`, remedy });
  if (view === null) {
    if (ticket === 'required')
      throw refuse(`The workflow "${id}" works on a ticket.`, `Name one: /docket run ${id} 3`);
    return;
  }
  const { key, type, work } = view.ticket;
  if (isFinished(work.status))
    throw refuse(`${key} is ${work.status}.`, 'Reopen it first, or name another ticket.');
  if (types.length === 0 || types.includes(type)) return;
  throw refuse(
    `The workflow "${id}" is for tickets of type ${types.join(' or ')}, and ${key} is a ${type}.`,
    'Change its type, or run another: /docket workflows',
  );
}

function requireInputs({ id, inputs }: Workflow, given: Record<string, string>): void {
  const unknown = Object.keys(given).filter((name) => !inputs.includes(name));
  const missing = inputs.includes('document') && !given.document ? 'a document' : null;
  if (unknown.length === 0 && missing === null) return;
  throw new DocketError('INVALID_INPUT', {
    message: missing
      ? `The workflow "${id}" works on a document, and none was named. Nothing was started.`
      : `The workflow "${id}" has no input ${unknown.join(', ')}. Nothing was started.`,
    remedy: missing
      ? `Say which: /docket run ${id} document=<title>`
      : `It has: ${inputs.join(', ') || 'none'}.`,
  });
}

function isRunning({ ticket }: TicketView, running: RunState | undefined): DocketError {
  const what = running ? `"${running.run.workflow.name}"` : 'another workflow';
  return new DocketError('WORKFLOW_RUNNING', {
    message: `${what} is running on ${ticket.key} already. Nothing was started.`,
    remedy: `Look at it with /docket show-run ${ticket.key}, or cancel it first: /docket cancel-run ${ticket.key}`,
    details: { ticket: ticket.key, ...(running ? { run_id: running.run.id } : {}) },
  });
}
