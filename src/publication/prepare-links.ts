/** Holds claimed links against the store once more: both ends must exist, and the link must still be wanted. */
import type { Approval } from '../domain/approval.ts';
import type { Id } from '../domain/ids.ts';
import type { Intent, LinkOrder } from '../domain/push.ts';
import type { ExternalRef, Ticket } from '../domain/ticket.ts';
import { isTrackerLink, linkTerm } from '../domain/tracker-links.ts';
import { approves } from './approves.ts';
import type { PushRun } from './push-run.ts';
import { callOff, fail } from './settle-intent.ts';

export type ReadyLink = { intent: Intent; order: LinkOrder };

/** Those that may be made, in their order; the others are settled. */
export async function prepareLinks(run: PushRun, batch: readonly Intent[]): Promise<ReadyLink[]> {
  const { desk, push } = run;
  const ground = await readLinkGround(run, batch);
  const ready: ReadyLink[] = [];
  for (const intent of batch) {
    const obstacle = obstacleTo(ground, intent);
    const verdict = obstacle ?? orderOf(ground, intent);
    if ('cancelled' in verdict) await callOff(desk, push, intent, verdict.cancelled);
    else if ('refused' in verdict) await fail(desk, push, intent, verdict.refused);
    else ready.push({ intent, order: verdict });
  }
  return ready;
}

/** What the store holds about some links. */
export type LinkGround = {
  cancelled: boolean;
  /** Terms of the links that tickets have. */
  wanted: ReadonlySet<string>;
  tickets: ReadonlyMap<Id, Ticket>;
  approvals: readonly Approval[];
  /** At the destination of the push. */
  refs: ReadonlyMap<Id, ExternalRef>;
};

export async function readLinkGround(
  { desk, push }: Pick<PushRun, 'desk' | 'push'>,
  batch: readonly Intent[],
): Promise<LinkGround> {
  const { store } = desk;
  const { workspaceId } = push;
  const ids = [...new Set(batch.flatMap(({ ticketId, waitsFor }) => [ticketId, waitsFor ?? []].flat()))];
  const current = await store.pushes.get(workspaceId, push.id);
  const links = await store.links.ofTickets(workspaceId, ids);
  const tickets = await store.tickets.list(workspaceId, { ids });
  const refs = await store.externalRefs.ofTickets(workspaceId, ids);
  return {
    cancelled: current?.cancelledAt !== null,
    wanted: new Set(links.filter(isTrackerLink).map(linkTerm)),
    tickets: new Map(tickets.map((ticket) => [ticket.id, ticket])),
    approvals: await store.approvals.history(workspaceId, ids),
    refs: new Map(
      refs.filter((ref) => ref.destination === push.destination.id).map((ref) => [ref.ticketId, ref]),
    ),
  };
}

/** Why a link is not to be made, whether its issues exist or not; null when it may. */
export function obstacleTo(
  ground: LinkGround,
  intent: Intent,
): { refused: string } | { cancelled: string } | null {
  if (ground.cancelled) return { cancelled: 'The push was stopped before it was made.' };
  const { link, waitsFor } = intent;
  const isOwn = link?.type !== 'source' && link?.type !== 'issue';
  if (isOwn && !ground.wanted.has(intent.contentHash)) return { cancelled: 'It was taken away.' };
  if (!ground.approvals.some((approval) => approves(approval, intent))) {
    return { refused: 'Nobody approved this link.' };
  }
  const gone = [intent.ticketId, ...(waitsFor === null ? [] : [waitsFor])].some(
    (id) => !ground.tickets.has(id),
  );
  return gone ? { cancelled: 'One of the two was discarded.' } : null;
}

function orderOf({ refs, tickets }: LinkGround, intent: Intent): LinkOrder | { refused: string } {
  const { link, marker, uuid, ticketId } = intent;
  const key = { marker, uuid };
  const nameOf = (id: Id) => tickets.get(id)!.key;
  const from = refs.get(ticketId);
  if (!from) return { refused: `${nameOf(ticketId)} was not created.` };
  const fromId = from.externalId;
  if (link!.type === 'source') return { type: 'source', fromId, url: link!.url, title: link!.title, key };
  if (link!.type === 'issue') return { type: 'relatesTo', fromId, toId: link!.externalId, key };
  const to = refs.get(link!.toTicketId);
  if (!to) return { refused: `${nameOf(link!.toTicketId)} was not created.` };
  return { type: link!.type, fromId, toId: to.externalId, key };
}
