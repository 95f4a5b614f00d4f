/** Which events a program asks for. */
import * as z from 'zod';
import { type DomainEvent, EventType } from '../../domain/event.ts';
import { Words, Workspaced } from '../endpoint.ts';

export const EventFilter = z.object({
  ...Workspaced,
  types: Words.pipe(z.array(EventType)).optional().meta({ example: 'TicketPushed,PushFinished' }),
  ticket_id: z.string().optional(),
  document_id: z.string().optional(),
  push_id: z.string().optional(),
  run_id: z.string().optional(),
});
export type EventFilter = z.infer<typeof EventFilter>;

/** True where each part of the filter fits. */
export function isAbout(event: DomainEvent, filter: EventFilter): boolean {
  const { types, ticket_id, document_id, push_id, run_id } = filter;
  const parts: [string | undefined, string | null][] = [
    [ticket_id, event.ticketId],
    [document_id, event.documentId],
    [push_id, event.pushId],
    [run_id, event.runId],
  ];
  return (
    (types === undefined || types.includes(event.type)) &&
    parts.every(([wanted, is]) => wanted === undefined || wanted === is)
  );
}
