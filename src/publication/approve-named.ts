/** Approval by name: the person types the keys, and consents to those tickets as they are. */
import type { Destination } from '../domain/approval.ts';
import type { Id } from '../domain/ids.ts';
import type { Caller } from '../domain/principal.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import type { Desk } from './desk.ts';
import { findForOpen } from './find-duplicates.ts';
import { type Granted, grant, onceMore, requireDecider } from './grant.ts';
import { liveTickets } from './read-board.ts';
import { sayPartial } from './say-approved.ts';
import { sayDecide, whyHeld } from './say-held.ts';
import { type Judged, judgeAll, nowhere } from './standing.ts';

/** As `Publication.approveNamed`. */
export async function approveNamed(
  desk: Desk,
  caller: Caller,
  ids: readonly Id[],
  tracker?: string,
): Promise<{ approved: TicketView[]; refused: { key: string; why: string }[] }> {
  requireDecider(caller, 'approve tickets');
  const place = await destinationForNamed(desk, caller, ids, tracker);
  const destination = place?.id ?? nowhere;
  await findForOpen(desk, caller.workspaceId, ids, place);
  const { approved, refused } = await onceMore(() =>
    desk.store.transact(async (nouns) => {
      const tickets = await liveTickets(nouns, caller.workspaceId, ids);
      const judged = await judgeAll(nouns, caller.workspaceId, tickets, destination);
      const open = judged.filter(({ standing }) => standing.kind === 'waiting' || standing.kind === 'failed');
      const granted = await grant(desk, nouns, caller, open, destination);
      const left = leftOf(granted);
      const isApproved = (one: Judged) =>
        whyNot(one) === null && !left.some(({ key }) => key === one.ticket.key);
      return {
        approved: judged.filter(isApproved).map((one) => one.ticket.id),
        refused: [...missingFrom(ids, tickets), ...judged.flatMap(refusalOf), ...left],
      };
    }),
  );
  return { approved: approved.length > 0 ? await desk.tickets.view(caller, approved) : [], refused };
}

/** The named tracker's, else where this thread's board of these tickets points, else the preferred tracker's. */
async function destinationForNamed(
  desk: Desk,
  caller: Caller,
  ids: readonly Id[],
  tracker: string | undefined,
): Promise<Destination | null> {
  if (tracker !== undefined) return desk.destinations.of(tracker);
  const boards = await desk.store.boards.showing(caller.workspaceId, ids);
  const here = boards.findLast((board) => board.threadId === caller.threadId && board.destination !== null);
  const name = here?.destination?.tracker ?? desk.trackers.preferred();
  return name === null ? null : desk.destinations.of(name);
}

/** Noted, and not enough; or not for this person to approve. */
function leftOf({ partial, refused, rules }: Granted): { key: string; why: string }[] {
  return [
    ...partial.map((one) => ({
      key: one.ticket.key,
      why: sayPartial({ complete: [], partial: [one], refused: [], rules }),
    })),
    ...refused.map(({ judged, why }) => ({ key: judged.ticket.key, why })),
  ];
}

function missingFrom(ids: readonly Id[], tickets: readonly Ticket[]): { key: string; why: string }[] {
  const found = new Set(tickets.map((ticket) => ticket.id));
  return ids.filter((id) => !found.has(id)).map((id) => ({ key: id, why: 'It does not exist any more.' }));
}

function refusalOf(judged: Judged): { key: string; why: string }[] {
  const why = whyNot(judged);
  return why === null ? [] : [{ key: judged.ticket.key, why }];
}

function whyNot(judged: Judged): string | null {
  const { ticket, standing } = judged;
  if (standing.kind === 'pushed') return 'It was pushed already.';
  if (standing.kind === 'busy') return 'It is on its way to a tracker right now.';
  const held = whyHeld(judged);
  return held === null ? null : `It ${held} ${sayDecide(ticket.key)}`;
}
