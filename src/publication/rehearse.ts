/** Says what a push would do, from what is approved and known now; it asks the tracker for nothing but its name. */
import type { Id } from '../domain/ids.ts';
import type { Caller } from '../domain/principal.ts';
import type { PushRehearsal } from '../domain/push-rehearsal.ts';
import { viewTickets } from '../tickets/view.ts';
import { approvedOne, failedOne, reasonOf } from './choose-sendables.ts';
import type { Desk } from './desk.ts';
import { orderForPush } from './plan-push.ts';
import { liveTickets } from './read-board.ts';
import type { Sendable } from './sendable.ts';
import { judgeAll } from './standing.ts';

/** As `Publication.rehearse`. */
export async function rehearse(
  desk: Desk,
  { workspaceId }: Caller,
  wish: { ticketIds: readonly Id[]; tracker?: string },
): Promise<PushRehearsal> {
  const destination = await desk.destinations.of(desk.destinations.choose(wish.tracker));
  const tickets = await liveTickets(desk.store, workspaceId, wish.ticketIds);
  const judged = await judgeAll(desk.store, workspaceId, tickets, destination.id);
  const sendables = new Map<Id, Sendable>();
  for (const one of judged) {
    for (const sendable of [...approvedOne(one), ...(await failedOne(desk.store, one))])
      sendables.set(sendable.ticket.id, sendable);
  }
  const sent = orderForPush([...sendables.values()].map(({ ticket }) => ticket));
  const held = judged.filter(({ ticket }) => !sendables.has(ticket.id));
  const views = await viewTickets(desk.store, workspaceId, [...sent, ...held.map(({ ticket }) => ticket)]);
  return {
    destination,
    rows: sent.map(({ id }, at) => ({ view: views[at]!, does: doesOf(sendables.get(id)!) })),
    held: held.map(({ standing }, at) => ({
      view: views[sent.length + at]!,
      reason: reasonOf(standing.kind),
    })),
  };
}

function doesOf({ decision }: Sendable): 'create' | 'link' | 'update' {
  const choice = decision?.choice;
  return choice === 'link' || choice === 'update' ? choice : 'create';
}
