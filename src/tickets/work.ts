/** Who works on a ticket, how far it is and by when it is due, as people say it in chat. */
import { AgentId, agentTitle, findAgent } from '../domain/agent-role.ts';
import { executionOf } from '../domain/execution.ts';
import type { Id } from '../domain/ids.ts';
import { moveWork, type WorkMove } from '../domain/lifecycle.ts';
import type { Member } from '../domain/principal.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { EventDraft } from './append-events.ts';
import { findMember } from './find-member.ts';
import type { Mutation } from './mutation.ts';

/** A member's id or whole name, else an agent's, else the beginning of a member's. Throws as `findMember` does, naming the agents too. */
export function findAssignee(members: readonly Member[], name: string): Assignee & { name: string } {
  const wanted = name.trim().replace(/^@/, '').toLowerCase();
  const exact = members.find(({ id, name }) => id === wanted || name.toLowerCase() === wanted);
  const agent = exact ? null : findAgent(name);
  if (agent) return { id: agent, type: 'agent', name: agentTitle(agent) };
  const member = exact ?? findMember(members, name, `Agents are: ${AgentId.options.join(', ')}.`);
  return { id: member.id, type: 'user', name: member.name };
}

export type Assignee = { id: string; type: 'agent' | 'user' };

/** Null when nothing would change. Whoever takes over is told of twice: who left it, and who has it (S4-22). */
export function assignTicket(
  current: Ticket,
  to: Assignee | null,
  { at, url = null, threadId = null }: { at: string; url?: string | null; threadId?: Id | null },
): Mutation | null {
  const { assigneeId, assigneeType } = current.work;
  const type = to?.type ?? 'user';
  if (assigneeId === (to?.id ?? null) && (to === null || assigneeType === type)) return null;
  const work = { ...current.work, assigneeId: to?.id ?? null, assigneeType: type, assignedAt: to && at };
  const next = inThread({ ...current, work }, to && threadId);
  const documentId = current.origin.documentId;
  const events: EventDraft[] = [];
  if (assigneeId !== null) {
    const payload = { fromAgentId: assigneeId, toAgentId: work.assigneeId };
    events.push({ type: 'TicketReassigned', documentId, payload });
  }
  if (to !== null) events.push({ documentId, ...assignedEvent(next, url) });
  return { next, events };
}

/** It is talked about where it was given away, unless it has a place already (S4-43). */
function inThread(ticket: Ticket, threadId: Id | null): Ticket {
  const execution = executionOf(ticket);
  if (threadId === null || execution.threadId !== null) return ticket;
  return { ...ticket, execution: { ...execution, threadId } };
}

/** Who has it now, with all that somebody needs who begins with it (S4-21). `url`: where its issue stands. */
export function assignedEvent(ticket: Ticket, url: string | null): EventDraft {
  const { assigneeId, assigneeType } = ticket.work;
  const payload = {
    ticketTitle: ticket.title,
    ticketBody: ticket.description,
    ticketUrl: url,
    assignedAgentId: assigneeId,
    assigneeType,
    assignedTeamId: executionOf(ticket).teamId,
  };
  return { type: 'TicketAssigned', payload };
}

/** By when it is to be done; null takes the date away. Approvals stay: a date is no part of what is approved. */
export function dateTicket(current: Ticket, dueAt: string | null): Mutation | null {
  if ((current.planning.slaDueAt ?? null) === dueAt) return null;
  const planning = { ...current.planning, slaDueAt: dueAt };
  const documentId = current.origin.documentId;
  const payload = { fields: ['slaDueAt'], dueAt };
  return { next: { ...current, planning }, events: [{ type: 'TicketDetailsUpdated', documentId, payload }] };
}

/** Null when it is there already. Throws INVALID_TRANSITION. The issue of one that is out stays where it is. */
export function moveTicket(current: Ticket, move: WorkMove): Mutation | null {
  const moved = moveWork(current, move);
  if (!moved) return null;
  const documentId = current.origin.documentId;
  const events = moved.events.map((event) => ({ ...event, documentId }));
  return { next: { ...current, work: moved.work }, events };
}
