/** An event as programs read it: over REST, in a stream, and delivered to an address. */
import type { DomainEvent } from '../domain/event.ts';

export function wireEvent(event: DomainEvent) {
  return {
    id: event.id,
    type: event.type,
    workspace_id: event.workspaceId,
    ticket_id: event.ticketId,
    document_id: event.documentId,
    push_id: event.pushId,
    run_id: event.runId,
    actor: event.actor,
    occurred_at: event.occurredAt,
    version: event.version,
    payload: event.payload,
  };
}
