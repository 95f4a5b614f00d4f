/** Who works on a ticket, how far it is and by when it is due, as people say it in chat. */
import { DocketError } from '../domain/errors.ts';
import { moveWork, type WorkMove } from '../domain/lifecycle.ts';
import type { Member } from '../domain/principal.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { EventDraft } from './append-events.ts';
import type { Mutation } from './mutate.ts';

/**
 * The member a person names: the whole name, or its beginning where that fits one member alone. Throws NOT_FOUND with
 * the names there are, and AMBIGUOUS.
 */
export function findMember(members: readonly Member[], name: string): Member {
  const wanted = name.trim().replace(/^@/, '').toLowerCase();
  const exact = members.find((member) => member.name.toLowerCase() === wanted);
  if (exact) return exact;
  const [first, ...more] =
    wanted === '' ? [] : members.filter((one) => one.name.toLowerCase().startsWith(wanted));
  if (first && more.length === 0) return first;
  const names = (first ? [first, ...more] : members).map((member) => member.name).join(', ');
  throw new DocketError(first ? 'AMBIGUOUS' : 'NOT_FOUND', {
    message: `${first ? `"${name}" may be several people` : `Nobody here is called "${name}"`}. Nothing was changed.`,
    remedy: `Members are: ${names}.`,
  });
}

/** Null when nothing would change. A person who takes over is told of twice: who left it, and who has it (S4-22). */
export function assignTicket(current: Ticket, memberId: string | null): Mutation | null {
  const { assigneeId, assigneeType } = current.work;
  if (assigneeId === memberId) return null;
  const documentId = current.origin.documentId;
  const events: EventDraft[] = [];
  if (assigneeId !== null)
    events.push({ type: 'TicketReassigned', documentId, payload: { fromId: assigneeId, toId: memberId } });
  if (memberId !== null)
    events.push({ type: 'TicketAssigned', documentId, payload: { assigneeId: memberId, assigneeType } });
  return {
    next: { ...current, work: { ...current.work, assigneeId: memberId, assigneeType: 'user' } },
    events,
  };
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
