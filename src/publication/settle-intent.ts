/** Writes down what became of an intent, together with all that follows from it, or nothing where it was overtaken. */
import { isDocketError } from '../domain/errors.ts';
import type { Intent, IssueSnapshot, Push } from '../domain/push.ts';
import type { ReviewFacet, Ticket } from '../domain/ticket.ts';
import type { Nouns } from '../ports/store.ts';
import type { EventDraft } from '../tickets/mutate.ts';
import { type Desk, ownScope } from './desk.ts';
import { keepFirstBase } from './sync/keep-first-base.ts';
import { takeBack } from './take-back.ts';

/** How a claimed or unknown intent goes on; what is not named stays. */
type Ending = Pick<Intent, 'state'> & Partial<Pick<Intent, 'notBefore' | 'reason' | 'adopted' | 'attempts'>>;

/** The issue exists. False when somebody else has taken the intent over; nothing is written then. */
export function confirm(
  desk: Desk,
  push: Push,
  intent: Intent,
  found: { issue: IssueSnapshot; adopted: boolean; warnings?: readonly string[] },
): Promise<boolean> {
  const { issue, adopted, warnings = [] } = found;
  const { existing } = intent;
  const reason = warnings.length > 0 ? cleanReason(warnings.join(' ')) : null;
  return write(desk, push, intent, { state: 'confirmed', adopted, reason }, async (nouns) => {
    await nouns.externalRefs.put({
      ticketId: intent.ticketId,
      workspaceId: push.workspaceId,
      tracker: push.destination.tracker,
      destination: push.destination.id,
      externalId: issue.externalId,
      externalKey: issue.externalKey,
      url: issue.url,
      rawStatus: issue.rawStatus,
      sandbox: push.destination.sandbox,
      syncedAt: null,
      createdAt: desk.clock.now().toISOString(),
    });
    await keepFirstBase(nouns, push, intent, issue);
    const { externalKey, url } = issue;
    const related = existing && { [existing.choice]: existing.externalKey };
    const payload = { tracker: push.destination.tracker, externalKey, url, adopted, ...related };
    await moveReview(desk, nouns, push, intent, { status: 'pushed', pushError: null }, [
      { type: 'TicketPushed', payload },
    ]);
  });
}

/** The link is made, or the issue closed; its ticket stays as it is. */
export function confirmStep(desk: Desk, push: Push, intent: Intent): Promise<boolean> {
  return write(desk, push, intent, { state: 'confirmed' }, async () => {});
}

/** It certainly did not come to be, and will not without a person. A link that fails never fails its ticket. */
export function fail(desk: Desk, push: Push, intent: Intent, why: string): Promise<boolean> {
  const reason = cleanReason(why);
  return write(desk, push, intent, { state: 'failed', reason }, async (nouns) => {
    if (intent.op !== 'create') return;
    await moveReview(desk, nouns, push, intent, { status: 'push_failed', pushError: reason }, [
      { type: 'TicketPushFailed', payload: { tracker: push.destination.tracker, reason } },
    ]);
  });
}

/** It will not be sent any more, and nothing of it exists. */
export function callOff(desk: Desk, push: Push, intent: Intent, why: string): Promise<boolean> {
  return write(desk, push, intent, { state: 'cancelled', reason: cleanReason(why) }, async (nouns) => {
    if (intent.op !== 'create') return;
    await takeBack(desk, nouns, ownScope(push.workspaceId), intent.ticketId);
  });
}

/** Puts an intent back, or into quarantine; its ticket stays as it is. */
export function postpone(desk: Desk, push: Push, intent: Intent, ending: Ending): Promise<boolean> {
  const reason = ending.reason ? cleanReason(ending.reason) : null;
  return write(desk, push, intent, { ...ending, reason }, async () => {});
}

function write(
  desk: Desk,
  push: Push,
  intent: Intent,
  ending: Ending,
  follow: (nouns: Nouns) => Promise<void>,
): Promise<boolean> {
  const updatedAt = desk.clock.now().toISOString();
  const next: Intent = { ...intent, owner: null, notBefore: null, reason: null, ...ending, updatedAt };
  return desk.store.transact(async (nouns) => {
    if (!(await nouns.pushes.settle(next, intent.state))) return false;
    await follow(nouns);
    await desk.append(nouns, ownScope(push.workspaceId), [
      {
        type: 'PushProgressed',
        pushId: push.id,
        boardId: push.boardId,
        ticketId: intent.ticketId,
        payload: { state: next.state },
      },
    ]);
    return true;
  });
}

/** A ticket that left its review meanwhile keeps its status: the intent and the reference still say what exists. */
async function moveReview(
  desk: Desk,
  nouns: Nouns,
  push: Push,
  intent: Intent,
  review: Partial<ReviewFacet>,
  events: EventDraft[],
): Promise<void> {
  const about = { pushId: push.id, boardId: push.boardId };
  const change = (current: Ticket) =>
    current.review.status === 'reviewed' || current.review.status === 'push_failed'
      ? {
          next: { ...current, review: { ...current.review, ...review } },
          events: events.map((event) => ({ ...event, ...about })),
        }
      : null;
  try {
    await desk.mutate(nouns, ownScope(push.workspaceId), intent.ticketId, change);
  } catch (fault) {
    if (!isDocketError(fault) || fault.code !== 'NOT_FOUND') throw fault;
    desk.log.warn('a ticket was deleted while it was pushed', { ticketId: intent.ticketId });
  }
}

const secrets = /\b(lin_(api|oauth)_\w+|gh[pousr]_\w+|github_pat_\w+|xox[a-z]-[\w-]+|bearer\s+\S+)/gi;

/** One line of at most 500 characters in which nothing looks like a key (S0-47). */
export function cleanReason(text: string): string {
  const clean = text.replace(secrets, '[removed]').replace(/\s+/g, ' ').trim();
  return clean.length > 500 ? `${clean.slice(0, 499)}…` : clean;
}
