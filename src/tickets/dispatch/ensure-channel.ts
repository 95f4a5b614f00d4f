/** A ticket that was given to somebody has a place where it is talked about, and they are part of it (S4-43). */
import { executionOf } from '../../domain/execution.ts';
import type { Id } from '../../domain/ids.ts';
import type { Ticket } from '../../domain/ticket.ts';
import type { Nouns } from '../../ports/store.ts';
import { dispatcherActor as actor } from './actor.ts';
import type { DispatchDeps } from './dispatch-deps.ts';

/** The ticket's own thread, else the one its pipeline run has, else a new one; null where there is none to be had. */
export async function ensureChannel(
  deps: Pick<DispatchDeps, 'store' | 'mutate' | 'appendEvents' | 'clock' | 'openChannel'>,
  ticket: Ticket,
): Promise<Id | null> {
  const { store } = deps;
  const own = executionOf(ticket).threadId;
  const threadId = own ?? (await shared(store, ticket)) ?? (await deps.openChannel(ticket));
  if (threadId === null) return null;
  const scope = { workspaceId: ticket.workspaceId, actor };
  await store.transact(async (nouns) => {
    if (own === null) {
      await deps.mutate(nouns, scope, ticket.id, (current) => {
        const execution = executionOf(current);
        if (execution.threadId !== null) return null;
        const payload = { fields: ['channel'], threadId };
        const event = { type: 'TicketDetailsUpdated' as const, payload };
        return { next: { ...current, execution: { ...execution, threadId } }, events: [event] };
      });
    }
    await join(deps, nouns, ticket);
  });
  return threadId;
}

/** All tickets of one pipeline run are talked about in one place. */
async function shared(nouns: Nouns, ticket: Ticket): Promise<Id | null> {
  const { pipeline } = executionOf(ticket);
  if (!pipeline) return null;
  const others = await nouns.tickets.list(ticket.workspaceId, { pipelineRunId: pipeline.runId });
  return others.map((other) => executionOf(other).threadId).find((id) => id !== null) ?? null;
}

async function join(
  deps: Pick<DispatchDeps, 'appendEvents' | 'clock'>,
  nouns: Nouns,
  ticket: Ticket,
): Promise<void> {
  const { assigneeId, assigneeType } = ticket.work;
  if (assigneeId === null) return;
  const { id: ticketId, workspaceId } = ticket;
  const role = 'assignee' as const;
  const joinedAt = deps.clock.now().toISOString();
  const who = { ticketId, workspaceId, principalId: assigneeId, type: assigneeType, role, joinedAt };
  if (!(await nouns.collaborators.put(who))) return;
  const payload = { agentId: assigneeId, type: assigneeType, role };
  await deps.appendEvents(nouns, { workspaceId, actor }, [
    { type: 'TicketCollaboratorAdded', ticketId, payload },
  ]);
}
