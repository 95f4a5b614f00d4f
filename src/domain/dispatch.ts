/** Giving a ticket to the agent it is assigned to: one row per assignment, from waiting to ended (S4-40 to S4-45). */
import * as z from 'zod';
import { executionOf } from './execution.ts';
import { Id } from './ids.ts';
import { isFinished } from './lifecycle.ts';
import type { Ticket } from './ticket.ts';

export const WakeReason = z.enum([
  'userMessage',
  'assignment',
  'pipelineStep',
  'childCompleted',
  'followUp',
  'recovery',
]);
export type WakeReason = z.infer<typeof WakeReason>;

/** Why an agent can or cannot begin. All but `ready` and `atCapacity` end in a failed ticket (S4-41, S4-42). */
export const Readiness = z.enum([
  'ready',
  'archived',
  'noAdapter',
  'cliNotFound',
  'sandboxUnavailable',
  'atCapacity',
  'wrongWorkspace',
]);
export type Readiness = z.infer<typeof Readiness>;

/**
 * `waiting`: nothing happened yet, `note` says why. `started`: the ticket is in progress and the run is not known to have
 * been begun. `running`: it was handed to whoever runs agents. `ended`: nothing more comes of it.
 */
export const Dispatch = z.object({
  id: Id,
  workspaceId: Id,
  ticketId: Id,
  agentId: z.string(),
  key: z.string(),
  reason: WakeReason,
  state: z.enum(['waiting', 'started', 'running', 'ended']),
  note: z.string().nullable(),
  /** How it ended. */
  outcome: z.enum(['finished', 'withdrawn', 'notReady', 'notBegun', 'lost']).nullable(),
  /** Rises with every change; nobody writes over what they have not seen. */
  rev: z.int().min(1),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
});
export type Dispatch = z.infer<typeof Dispatch>;

/** Which assignment of this ticket is open for an agent right now; null for none. The same however often it is asked. */
export function dispatchKey(ticket: Ticket): string | null {
  const { assigneeId, assigneeType, status, assignedAt, reopenCount } = ticket.work;
  const isTheirs = assigneeId !== null && assigneeType === 'agent' && ticket.deletedAt === null;
  if (!isTheirs || status !== 'open' || ticket.review.status === 'generated') return null;
  return [assigneeId, assignedAt ?? ticket.createdAt, reopenCount, executionOf(ticket).retries].join(' ');
}

/** How an open dispatch ends because of what became of its ticket; null while it goes on. */
export function endingOf(dispatch: Dispatch, ticket: Ticket | null): Dispatch['outcome'] {
  if (!ticket || ticket.deletedAt !== null) return 'withdrawn';
  if (ticket.work.assigneeId !== dispatch.agentId) return 'withdrawn';
  if (isFinished(ticket.work.status)) return dispatch.state === 'waiting' ? 'withdrawn' : 'finished';
  if (dispatch.state === 'waiting') {
    const key = dispatchKey(ticket);
    return key === null || key !== dispatch.key ? 'withdrawn' : null;
  }
  // What is blocked stays with its agent, which goes on with it.
  return ticket.work.status === 'open' ? 'lost' : null;
}

/** How many tickets one agent works on at a time (S2-75). */
export const agentCapacity = 5;
