/** Finds the one ticket a person means, and the ids of several. */
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import type { TicketSelector } from '../domain/selector.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import type { ToolContext } from './define-tool.ts';

/** Throws NOT_FOUND for a name that is no ticket and AMBIGUOUS for one that fits several. */
export async function resolveTicket(context: ToolContext, name: string): Promise<TicketView> {
  const [view] = await context.services.tickets.select(context.caller, { ids: [name] });
  if (view) return view;
  throw new DocketError('NOT_FOUND', {
    message: `There is no ticket "${name}".`,
    remedy:
      'Name it by its number in the last list, its key (TASK-2026-001) or its key in the tracker (ENG-12).',
  });
}

/** Throws NOT_FOUND when the selector means no ticket at all, so that nothing is done silently. */
export async function resolveTickets(
  context: ToolContext,
  select: TicketSelector = {},
): Promise<TicketView[]> {
  const views = await context.services.tickets.select(context.caller, select);
  if (views.length > 0) return views;
  if (select.review?.join() === 'reviewed') {
    throw new DocketError('NOT_FOUND', {
      message: 'None of the tickets meant is approved yet. Nothing was done.',
      remedy: 'Say "review" to see those that wait, and press Approve; after that they can be pushed.',
    });
  }
  throw new DocketError('NOT_FOUND', {
    message: 'No ticket fits that. Nothing was done.',
    remedy: 'Say "list tickets" to see what there is, or generate some from a document first.',
  });
}

/** For deeds that must not fall on tickets nobody named. Throws INVALID_INPUT without a selector, else as `resolveTickets`. */
export async function resolveNamed(
  context: ToolContext,
  select: TicketSelector | undefined,
): Promise<TicketView[]> {
  if (select) return resolveTickets(context, select);
  throw new DocketError('INVALID_INPUT', {
    message: 'No ticket was named. Nothing was done.',
    remedy: 'Name one or more, by number in the last list or by key (TASK-2026-001).',
  });
}

export function idsOf(views: readonly TicketView[]): Id[] {
  return views.map((view) => view.ticket.id);
}
