/** What a wish to push means with the team's preferences: which tickets, and to which tracker. */
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import type { TicketSelector } from '../domain/selector.ts';
import type { ToolContext } from './define-tool.ts';
import { idsOf, resolveTickets } from './resolve-ticket.ts';

export type PushWish = { ticketIds: Id[]; tracker?: string };

/**
 * Tickets of a priority that the team leaves out of pushes go only when they are named one by one. Throws NOT_FOUND when
 * no ticket fits, and INVALID_INPUT when all that fit are left out.
 */
export async function readPushWish(
  context: ToolContext,
  { select, tracker }: { select?: TicketSelector | undefined; tracker?: string | undefined },
): Promise<PushWish> {
  const views = await resolveTickets(context, select);
  const { values } = await context.services.preferences.read(context.caller);
  const excluded = new Set(values.pushExcludePriority);
  const isNamed = (select?.ids ?? []).length > 0;
  const wanted = isNamed ? views : views.filter(({ ticket }) => !excluded.has(ticket.priority));
  if (wanted.length === 0) {
    throw new DocketError('INVALID_INPUT', {
      message: 'All of these have a priority that your preferences leave out of pushes. Nothing was done.',
      remedy: 'Name the tickets to push them anyway, or change it: /docket set push.exclude_priority',
    });
  }
  const chosen = tracker ?? values.defaultTracker;
  return { ticketIds: idsOf(wanted), ...(chosen ? { tracker: chosen } : {}) };
}

/** The tracker a board points at where nobody named one. */
export async function preferredTracker({ services, caller }: ToolContext): Promise<{ tracker?: string }> {
  const { defaultTracker } = (await services.preferences.read(caller)).values;
  return defaultTracker ? { tracker: defaultTracker } : {};
}
