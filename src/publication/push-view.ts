/** A push as people and programs read it. */
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import type { Caller } from '../domain/principal.ts';
import type { PushLink, PushView } from '../domain/publication-view.ts';
import { type Intent, type IntentState, isIntentOpen, type Push } from '../domain/push.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import type { TallyRow } from '../ports/publication-store.ts';
import type { Nouns } from '../ports/store.ts';
import type { Desk } from './desk.ts';
import { liveTickets } from './read-board.ts';
import { closingKey } from './second-issues.ts';

/** An attempt that nobody can tell the end of for longer than this needs a person. */
const attentionMs = 15 * 60_000;

/** Throws NOT_FOUND, also for a push of another workspace. */
export async function findPush(nouns: Nouns, workspaceId: Id, id: Id): Promise<Push> {
  return requirePush(await nouns.pushes.get(workspaceId, id));
}

/** As above, and nobody else finishes it, stops it or brings it back before the transaction ends. */
export async function lockPush(nouns: Nouns, workspaceId: Id, id: Id): Promise<Push> {
  return requirePush(await nouns.pushes.lock(workspaceId, id));
}

function requirePush(push: Push | null): Push {
  if (push) return push;
  throw new DocketError('NOT_FOUND', {
    message: 'That push does not exist in this workspace.',
    remedy: 'Look at the review board: it leads to its latest push.',
  });
}

/** `skipped` is what the call that asked left out; it is not kept with the push. */
export async function viewPush(
  desk: Desk,
  caller: Caller,
  pushId: Id,
  skipped: PushView['skipped'] = [],
): Promise<PushView> {
  const push = await findPush(desk.store, caller.workspaceId, pushId);
  const intents = await desk.store.pushes.intents(push.id);
  const viewOf = await viewEnds(desk, caller, intents);
  const links = Map.groupBy(
    intents.filter(({ op }) => op === 'link'),
    ({ ticketId }) => ticketId,
  );
  return {
    push,
    rows: intents.flatMap((intent) => {
      const view = intent.op === 'create' ? viewOf.get(intent.ticketId) : undefined;
      if (!view) return [];
      const own = (links.get(intent.ticketId) ?? []).map((link) => viewLink(link, viewOf));
      return [{ intent, view, links: own, attention: needsAttention(desk, intent) }];
    }),
    counts: countIssues(await desk.store.pushes.tally(push.id)),
    seconds: await viewSeconds(desk, push.id),
    skipped,
    finished: push.finishedAt !== null,
  };
}

/** With how far closing each of them has come; the latest wish counts. */
async function viewSeconds(desk: Desk, pushId: Id): Promise<PushView['seconds']> {
  const seconds = await desk.store.secondIssues.ofPush(pushId);
  if (seconds.length === 0) return [];
  const closings = await desk.store.pushes.intentsOfMarkers(
    seconds.map((second) => closingKey(desk, second).marker),
  );
  return seconds.map((second) => {
    const { marker } = closingKey(desk, second);
    return { ...second, closing: closings.find((one) => one.marker === marker)?.state ?? null };
  });
}

/** The tickets that are pushed, and those they are linked to, by id. */
async function viewEnds(
  desk: Desk,
  caller: Caller,
  intents: readonly Intent[],
): Promise<Map<Id, TicketView>> {
  const ids = new Set(intents.flatMap(({ ticketId, waitsFor }) => [ticketId, waitsFor ?? []].flat()));
  const live = await liveTickets(desk.store, caller.workspaceId, [...ids]);
  const views = await desk.tickets.view(
    caller,
    live.map((ticket) => ticket.id),
  );
  return new Map(views.map((view) => [view.ticket.id, view]));
}

function viewLink({ link, state, reason, destination }: Intent, viewOf: Map<Id, TicketView>): PushLink {
  const { type } = link!;
  if (link!.type === 'source') return { type, to: link!.title, state, reason };
  if (link!.type === 'issue') return { type, to: link!.externalKey, state, reason };
  const view = viewOf.get(link!.toTicketId);
  const ref = view?.refs.find((one) => one.destination === destination);
  return { type, to: ref?.externalKey ?? view?.ticket.key ?? 'a discarded ticket', state, reason };
}

function needsAttention({ clock }: Desk, { state, sentAt }: Intent): boolean {
  return state === 'unknown' && sentAt !== null && clock.now().getTime() - Date.parse(sentAt) > attentionMs;
}

/**
 * Puts a committed push to work. A queue that cannot take it now delays the push and loses nothing: `recover` finds it.
 */
export async function enqueuePush(desk: Desk, push: Push): Promise<void> {
  try {
    await desk.queue.send('push', { key: push.destination.id, payload: { pushId: push.id } });
  } catch (error) {
    desk.log.warn('a push could not be queued and waits for recovery', { pushId: push.id, error });
  }
}

/** Of the tickets alone: links are told of with their ticket. */
export function countIssues(tally: readonly TallyRow[]): PushView['counts'] {
  const count = (op: Intent['op'], ...states: IntentState[]) =>
    tally
      .filter((row) => row.op === op && states.includes(row.state))
      .reduce((sum, row) => sum + row.count, 0);
  return {
    confirmed: count('create', 'confirmed'),
    failed: count('create', 'failed'),
    unknown: count('create', 'unknown'),
    waiting: count('create', 'planned', 'sending'),
    cancelled: count('create', 'cancelled'),
    linked: count('link', 'confirmed'),
    unlinked: count('link', 'failed'),
    linking: count('link', 'planned', 'sending', 'unknown'),
  };
}

/** Nothing of it is under way or still to be sent. */
export function isOver(tally: readonly TallyRow[]): boolean {
  return !tally.some(isIntentOpen);
}
