/** Brings the dispatches of one ticket in line with what the ticket is now; called as often as anybody likes. */
import { type Dispatch, dispatchKey, endingOf, type WakeReason } from '../../domain/dispatch.ts';
import { executionOf } from '../../domain/execution.ts';
import type { Id } from '../../domain/ids.ts';
import type { Ticket } from '../../domain/ticket.ts';
import type { Nouns } from '../../ports/store.ts';
import { dispatcherActor } from './actor.ts';
import type { DispatchDeps } from './dispatch-deps.ts';

/** Ends what has nothing more to do, and makes the one dispatch of the present assignment where it has none. */
export function considerTicket(
  deps: Pick<DispatchDeps, 'store' | 'clock' | 'ids' | 'appendEvents'>,
  workspaceId: Id,
  ticketId: Id,
): Promise<void> {
  const { store, clock, ids } = deps;
  return store.transact(async (nouns) => {
    const ticket = await nouns.tickets.get(workspaceId, ticketId);
    const at = clock.now().toISOString();
    for (const dispatch of await nouns.dispatches.ofTickets(workspaceId, [ticketId])) {
      const outcome = dispatch.state === 'ended' ? null : endingOf(dispatch, ticket);
      if (outcome) await endDispatch(deps, nouns, dispatch, { outcome, at });
    }
    const key = ticket && dispatchKey(ticket);
    if (key) await nouns.dispatches.insert(newDispatch(ids.next(), ticket, key, at));
  });
}

function newDispatch(id: Id, ticket: Ticket, key: string, at: string): Dispatch {
  return {
    id,
    workspaceId: ticket.workspaceId,
    ticketId: ticket.id,
    agentId: ticket.work.assigneeId!,
    key,
    reason: reasonFor(ticket),
    state: 'waiting',
    ...{ note: null, outcome: null, rev: 1, createdAt: at, updatedAt: at, endedAt: null },
  };
}

function reasonFor(ticket: Ticket): WakeReason {
  const { retries, pipeline } = executionOf(ticket);
  if (retries > 0) return 'recovery';
  return pipeline ? 'pipelineStep' : 'assignment';
}

export function endDispatch(
  deps: Pick<DispatchDeps, 'appendEvents'>,
  nouns: Nouns,
  dispatch: Dispatch,
  ended: { outcome: NonNullable<Dispatch['outcome']>; at: string },
): Promise<boolean> {
  const { outcome, at } = ended;
  return changeDispatch(deps, nouns, dispatch, { state: 'ended', outcome, updatedAt: at, endedAt: at });
}

/** Written and told together; false, and neither, when somebody else changed it first. Call it inside a transaction. */
export async function changeDispatch(
  { appendEvents }: Pick<DispatchDeps, 'appendEvents'>,
  nouns: Nouns,
  dispatch: Dispatch,
  change: Partial<Pick<Dispatch, 'state' | 'note' | 'outcome' | 'updatedAt' | 'endedAt'>>,
): Promise<boolean> {
  const next = { ...dispatch, ...change, rev: dispatch.rev + 1 };
  if (!(await nouns.dispatches.swap(next))) return false;
  const { id: dispatchId, workspaceId, ticketId, agentId, state, note, outcome } = next;
  const payload = { dispatchId, agentId, state, note, outcome };
  await appendEvents(nouns, { workspaceId, actor: dispatcherActor }, [
    { type: 'TicketDispatched', ticketId, payload },
  ]);
  return true;
}
