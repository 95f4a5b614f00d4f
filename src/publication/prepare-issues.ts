/** Holds claimed tickets against the store once more: the plan may be old, and only the approval counts. */
import { type Approval, approvalHash } from '../domain/approval.ts';
import { embargoOf } from '../domain/audience-fields.ts';
import { type DuplicateFinding, decidedTerms } from '../domain/duplicate.ts';
import type { Id } from '../domain/ids.ts';
import type { Intent, IssueDraft } from '../domain/push.ts';
import type { ExternalRef, Ticket } from '../domain/ticket.ts';
import { approves } from './approves.ts';
import { isPublicPlace } from './capability-contexts.ts';
import { type Rules, readRules } from './consent.ts';
import { embedLinks, type ReadyIssue } from './embed-links.ts';
import type { PushRun } from './push-run.ts';
import { callOff, fail } from './settle-intent.ts';

type Verdict = { draft: IssueDraft } | { refused: string } | { cancelled: string };

/** Those of a batch that may be sent, in their order; the others are settled. */
export async function prepareIssues(run: PushRun, batch: readonly Intent[]): Promise<ReadyIssue[]> {
  const { desk, push } = run;
  const ground = await readGround(run, batch);
  const ready: ReadyIssue[] = [];
  for (const intent of batch) {
    const verdict = judge(ground, intent, ready);
    if ('cancelled' in verdict) await callOff(desk, push, intent, verdict.cancelled);
    else if ('refused' in verdict) await fail(desk, push, intent, verdict.refused);
    else ready.push({ intent, draft: verdict.draft, links: [] });
  }
  return run.tracker.traits.embedsLinks ? embedLinks(run, ready) : ready;
}

/** What the store holds about the tickets of a batch. */
type Ground = {
  cancelled: boolean;
  tickets: ReadonlyMap<Id, Ticket>;
  /** Of tickets that are waited for and may be no more. */
  waited: ReadonlyMap<Id, Ticket>;
  findings: readonly DuplicateFinding[];
  approvals: readonly Approval[];
  rules: Rules;
  refs: readonly ExternalRef[];
  isPublic: boolean;
  /** ISO time. */
  now: string;
};

async function readGround({ desk, push }: PushRun, batch: readonly Intent[]): Promise<Ground> {
  const { store } = desk;
  const { workspaceId } = push;
  const ids = batch.map(({ ticketId }) => ticketId);
  const current = await store.pushes.get(workspaceId, push.id);
  const tickets = await store.tickets.list(workspaceId, { ids });
  const parentIds = tickets.flatMap(({ parentId }) => parentId ?? []);
  const waitedIds = batch.flatMap(({ waitsFor }) => waitsFor ?? []);
  const waited = waitedIds.length > 0 ? await store.tickets.list(workspaceId, { ids: waitedIds }) : [];
  return {
    cancelled: current?.cancelledAt !== null,
    tickets: new Map(tickets.map((ticket) => [ticket.id, ticket])),
    waited: new Map(waited.map((ticket) => [ticket.id, ticket])),
    findings: await store.duplicates.ofTickets(workspaceId, ids),
    approvals: await store.approvals.history(workspaceId, ids),
    rules: await readRules(store, workspaceId, tickets),
    isPublic: await isPublicPlace(store, workspaceId, push.destination),
    now: desk.clock.now().toISOString(),
    refs: parentIds.length > 0 ? await store.externalRefs.ofTickets(workspaceId, parentIds) : [],
  };
}

function judge(ground: Ground, intent: Intent, ready: readonly ReadyIssue[]): Verdict {
  if (ground.cancelled) return { cancelled: 'The push was stopped before it was sent.' };
  const ticket = ground.tickets.get(intent.ticketId);
  if (!ticket) return { refused: 'It was discarded before it was sent.' };
  const status = ticket.review.status;
  if (status === 'pushed' || status === 'synced') return { cancelled: 'It was pushed already.' };
  if (status === 'generated' || hashNow(ground, ticket, intent) !== intent.contentHash) {
    return { refused: 'It was changed after it was approved. Approve it again.' };
  }
  const until = ground.isPublic ? embargoOf(ticket, ground.now) : null;
  if (until) return { refused: `It is under embargo until ${until}, and this place is public.` };
  const agreed = ground.approvals.filter((approval) => approves(approval, intent));
  if (agreed.length === 0) return { refused: 'Nobody approved this content. Approve it.' };
  const { count, policy } = ground.rules;
  if (count(ticket, agreed).length < policy.approvalQuorum) {
    return { refused: 'Who approved it may not any more, or too few have. Approve it again.' };
  }
  const parent = findParent(ground, intent, ticket.parentId, ready);
  if (parent === null && intent.waitsFor !== null) {
    return { refused: `Its parent ${ground.waited.get(intent.waitsFor)?.key ?? ''} was not created.` };
  }
  return { draft: { ...intent.payload!, parentExternalId: parent } };
}

/** With what was decided about duplicates; a candidate that appeared since the approval takes nothing back. */
function hashNow({ findings }: Ground, ticket: Ticket, { destination }: Intent): string {
  const own = findings.find((one) => one.ticketId === ticket.id && one.destination === destination);
  return approvalHash(ticket, destination, decidedTerms(own ?? null));
}

/** The parent's issue where it exists, or the one that is made in the same request. */
function findParent(
  { refs }: Ground,
  { destination }: Intent,
  parentId: string | null,
  ready: readonly ReadyIssue[],
): string | null {
  if (parentId === null) return null;
  const known = refs.find((ref) => ref.ticketId === parentId && ref.destination === destination);
  if (known) return known.externalId;
  const beside = ready.find(({ intent }) => intent.ticketId === parentId)?.intent;
  return beside ? (beside.existing?.externalId ?? beside.uuid) : null;
}
