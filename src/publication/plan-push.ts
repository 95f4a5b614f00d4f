/** Plans a push: one intent per ticket, parents before children, each with a snapshot of what was approved. */
import { DocketError } from '../domain/errors.ts';
import { type Id, issueKey } from '../domain/ids.ts';
import { type ExistingIssue, type Intent, type IssueDraft, isIntentOpen, type Push } from '../domain/push.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Nouns } from '../ports/store.ts';
import { isPublicPlace, refuseEmbargoed } from './capability-contexts.ts';
import { type Desk, ownScope } from './desk.ts';
import { draftIssues } from './draft-issues.ts';
import { planLinks } from './plan-links.ts';
import { type Sendable, unsent } from './sendable.ts';

/**
 * Uses the approvals and writes the push with its intents; a push of nothing is finished at once. Use the nouns of a
 * transaction. Throws EMBARGOED, and CONCURRENCY_CONFLICT when an approval was used or a ticket taken by another push meanwhile.
 */
export async function writePush(
  desk: Desk,
  nouns: Nouns,
  push: Push,
  sendables: readonly Sendable[],
): Promise<void> {
  const { workspaceId } = push;
  const place = push.destination;
  const wanted = sendables.map(({ ticket }) => ticket);
  await refuseEmbargoed(nouns, workspaceId, { tickets: wanted, place, now: push.createdAt });
  await useApprovals(nouns, push, sendables);
  const tickets = orderForPush(wanted);
  const byTicket = new Map(sendables.map((sendable) => [sendable.ticket.id, sendable]));
  const inOrder = tickets.map(({ id }) => byTicket.get(id)!);
  const approvedBy = ({ id }: Ticket) => byTicket.get(id)!.approvedBy;
  const isPublic = await isPublicPlace(nouns, workspaceId, place);
  const drafts = await draftIssues(nouns, workspaceId, tickets, approvedBy, {
    isPublic,
    tracker: place.tracker,
  });
  const parents = await findWaits(nouns, push, tickets);
  const existing = await findExisting(nouns, push, sendables);
  const intents = tickets.map((ticket, order) => {
    const { hash } = byTicket.get(ticket.id)!;
    const issue = existing.get(ticket.id) ?? null;
    const waits = issue === null && ticket.parentId !== null && parents.has(ticket.parentId);
    const waitsFor = waits ? ticket.parentId : null;
    return planIntent(desk, push, {
      ticket,
      hash,
      draft: drafts.get(ticket.id)!,
      existing: issue,
      waitsFor,
      order,
    });
  });
  const links = await planLinks(desk, nouns, push, inOrder);
  const finishedAt = intents.length === 0 ? push.createdAt : null;
  await nouns.pushes.insert({ ...push, finishedAt }, [...intents, ...links]);
  await desk.append(nouns, ownScope(workspaceId), [
    {
      type: 'PushStarted',
      pushId: push.id,
      boardId: push.boardId,
      payload: { tickets: tickets.length, requestedBy: push.requestedBy },
    },
  ]);
}

async function useApprovals(nouns: Nouns, push: Push, sendables: readonly Sendable[]): Promise<void> {
  const ids = sendables.flatMap(({ approvalIds }) => approvalIds);
  if (ids.length === 0) return;
  const used = await nouns.approvals.use(push.workspaceId, ids, push.id, push.createdAt);
  if (used === ids.length) return;
  throw new DocketError('CONCURRENCY_CONFLICT', {
    message: 'One of these approvals was used or withdrawn at the same moment. Nothing was pushed.',
    remedy: 'Look at the board as it is now, then press again.',
  });
}

/** Issues that get a ticket's content instead of a new one being made; another ticket of ours is the issue it has here. */
async function findExisting(
  nouns: Nouns,
  push: Push,
  sendables: readonly Sendable[],
): Promise<Map<Id, ExistingIssue>> {
  const found = new Map<Id, ExistingIssue>();
  for (const { ticket, decision } of sendables) {
    const candidate = decision?.candidate;
    if (!candidate || decision.choice !== 'update') continue;
    const choice = 'update' as const;
    if (candidate.kind === 'issue') {
      found.set(ticket.id, { choice, externalId: candidate.id, externalKey: candidate.key });
      continue;
    }
    const refs = await nouns.externalRefs.ofTickets(push.workspaceId, [candidate.id]);
    const ref = refs.find((one) => one.destination === push.destination.id);
    if (ref) found.set(ticket.id, { choice, externalId: ref.externalId, externalKey: ref.externalKey });
  }
  return found;
}

type Plan = Pick<Intent, 'existing' | 'waitsFor' | 'order'> & {
  ticket: Ticket;
  hash: string;
  draft: IssueDraft;
};

function planIntent(desk: Desk, push: Push, { ticket, hash, draft, ...plan }: Plan): Intent {
  const destination = push.destination.id;
  const of = { workspaceId: push.workspaceId, ticketId: ticket.id, destination, generation: 0 };
  return {
    id: desk.ids.next(),
    pushId: push.id,
    workspaceId: push.workspaceId,
    ticketId: ticket.id,
    op: 'create',
    destination,
    ...issueKey(desk.secret, of),
    contentHash: hash,
    payload: draft,
    link: null,
    ...plan,
    ...unsent(push),
  };
}

/** Parents that are pushed now or are on their way to the same place already. */
async function findWaits(nouns: Nouns, push: Push, tickets: readonly Ticket[]): Promise<Set<Id>> {
  const own = new Set(tickets.map((ticket) => ticket.id));
  const parentIds = [...new Set(tickets.flatMap((ticket) => ticket.parentId ?? []))];
  const intents = await nouns.pushes.intentsOfTickets(push.workspaceId, parentIds);
  const under = intents.filter(
    (intent) => isIntentOpen(intent) && intent.destination === push.destination.id,
  );
  return new Set([...under.map((intent) => intent.ticketId), ...parentIds.filter((id) => own.has(id))]);
}

/** Parents before their children, otherwise in the order given. */
export function orderForPush(tickets: readonly Ticket[]): Ticket[] {
  const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  const ordered = new Set<Ticket>();
  for (const ticket of tickets) {
    const line: Ticket[] = [];
    for (let at: Ticket | undefined = ticket; at && !line.includes(at); at = byId.get(at.parentId ?? '')) {
      line.unshift(at);
    }
    for (const one of line) ordered.add(one);
  }
  return [...ordered];
}
