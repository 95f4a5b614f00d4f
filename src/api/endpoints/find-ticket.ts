/** One ticket by any of its names, as endpoints find and answer it, and what happened to it. */
import { wireTicket } from '../../catalog/wire.ts';
import { DocketError } from '../../domain/errors.ts';
import type { DomainEvent } from '../../domain/event.ts';
import type { TicketView } from '../../domain/ticket-view.ts';
import type { Answer, Asked } from '../endpoint.ts';

type Some = Pick<Asked<unknown, unknown, unknown>, 'house' | 'caller'>;

/** Throws NOT_FOUND and AMBIGUOUS. */
export function findTicket({ house, caller }: Some, name: string): Promise<TicketView> {
  return house.services.tickets.find(caller, name);
}

/** With the version that a later change may say it is meant for. */
export function answerTicket(view: TicketView): Answer {
  return { status: 200, body: wireTicket(view), version: view.ticket.version };
}

/** Oldest first. Throws as `findTicket`. */
export async function eventsOfTicket(asked: Some, name: string): Promise<DomainEvent[]> {
  const { ticket } = await findTicket(asked, name);
  return asked.house.store.events.ofTicket(asked.caller.workspaceId, ticket.id);
}

/** Those that are named, or all of the document. Throws INVALID_INPUT where neither is said. */
export async function namedTickets(
  asked: Asked<unknown, unknown, { ticket_ids?: string[] | undefined; document_id?: string | undefined }>,
): Promise<TicketView[]> {
  const { house, caller, body } = asked;
  if (body.ticket_ids) return house.services.tickets.select(caller, { ids: body.ticket_ids });
  if (body.document_id !== undefined) {
    const { id } = await house.services.documents.get(caller, body.document_id);
    return house.services.tickets.ofDocument(caller, id);
  }
  throw new DocketError('INVALID_INPUT', {
    message: 'Neither ticket_ids nor document_id says which tickets are meant. Nothing was done.',
    remedy: 'Send one of them.',
  });
}
