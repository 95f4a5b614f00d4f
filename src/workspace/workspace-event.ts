/** An event of the workspace itself, about no ticket, document or board. */
import type { DomainEvent } from '../domain/event.ts';
import type { Caller } from '../domain/principal.ts';

export function workspaceEvent(
  { workspaceId, principal, runId }: Caller,
  event: Pick<DomainEvent, 'id' | 'type' | 'occurredAt' | 'payload'> & { pushId?: string },
): DomainEvent {
  const about = { ticketId: null, documentId: null, boardId: null, pushId: null };
  return {
    ...about,
    ...event,
    workspaceId,
    runId: runId ?? null,
    actor: principal,
    version: null,
    causationId: null,
  };
}
