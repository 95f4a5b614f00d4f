/** Tells the ticket of a run what its steps report, once each, with what follows for its work (U-97, S2-40 to S2-42). */
import type { Services } from '../catalog/services.ts';
import { agentPrincipal } from '../domain/agent-role.ts';
import { isDocketError } from '../domain/errors.ts';
import type { Caller } from '../domain/principal.ts';
import type { RunReport, WorkflowRun } from '../domain/workflow-run.ts';
import type { Log } from '../ports/log.ts';

type Deps = { tickets: Pick<Services['tickets'], 'report' | 'updates' | 'fail'>; log: Log };

/** Of an agent that works in a run; what it does is never a person's decision. */
function callerFor(run: WorkflowRun, agent: string): Caller {
  const { workspaceId, id } = run;
  return {
    principal: agentPrincipal(agent),
    roles: [],
    workspaceId,
    via: 'workflow',
    threadId: null,
    runId: id,
  };
}

/**
 * A ticket whose state does not allow what follows, such as one that waits for its review, keeps its state; what was
 * reported is kept all the same.
 */
export async function tellTicket({ tickets, log }: Deps, run: WorkflowRun, report: RunReport): Promise<void> {
  const { ticketId } = run;
  if (ticketId === null) return;
  const caller = callerFor(run, report.agent);
  const known = await tickets.updates(caller, [ticketId]);
  if (known.some(({ runId, stepId }) => runId === run.id && stepId === report.key)) return;
  const { agent, details, error, final, key, output } = report;
  const said = { agent, details, runId: run.id, stepId: key, ...(error === null ? {} : { error }) };
  const fails = report.result === 'failed' && final;
  try {
    const result = fails ? ('note' as const) : report.result;
    await tickets.report(caller, ticketId, { ...said, result, final, ...(final ? { output } : {}) });
    if (fails) await tickets.fail(caller, ticketId, error ?? details);
  } catch (refused) {
    if (!isDocketError(refused)) throw refused;
    log.info('a ticket did not follow its run', { ticket: ticketId, run: run.id, code: refused.code });
    if (fails) return;
    await noteInstead(tickets, caller, ticketId, said);
  }
}

async function noteInstead(
  tickets: Deps['tickets'],
  caller: Caller,
  ticketId: string,
  said: { agent: string; details: string; runId: string; stepId: string },
): Promise<void> {
  try {
    await tickets.report(caller, ticketId, { ...said, result: 'note' });
  } catch (refused) {
    // A ticket that is gone, or has changed hands too often, cannot be told anything.
    if (!isDocketError(refused)) throw refused;
  }
}
