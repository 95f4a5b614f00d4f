/** The tickets of a named document, of a selector, or of both; without either all that the thread is about. */
import type { TicketFilter, TicketSelector } from '../domain/selector.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import type { ToolContext } from './define-tool.ts';
import { resolveDocument } from './resolve-document.ts';
import { idsOf } from './resolve-ticket.ts';

/** May be none. Throws NOT_FOUND and AMBIGUOUS for a name that means no document or ticket, or several. */
export async function findTickets(
  context: ToolContext,
  { select, document: name }: { select?: TicketSelector | undefined; document?: string | undefined },
): Promise<TicketView[]> {
  const { tickets } = context.services;
  if (!name) return tickets.select(context.caller, select ?? { all: true });
  const { document } = await resolveDocument(context, name);
  const own = await tickets.ofDocument(context.caller, document.id);
  if (!select || own.length === 0) return own;
  const among = new Set(idsOf(own));
  const selected = await tickets.select(context.caller, within(select, [...among]));
  return selected.filter((view) => among.has(view.ticket.id));
}

/** Filters alone choose among the tickets of the document the thread is about, which may be another one. */
function within(select: TicketSelector, ids: string[]): TicketSelector {
  const { or, ...base } = select;
  const named = (filter: TicketFilter) => ({ ...filter, ids: filter.ids?.length ? filter.ids : ids });
  return { ...select, ...named(base), ...(or ? { or: named(or) } : {}) };
}
