/** A person's wish to have an issue closed that is one too many: an approval of exactly that, and a push of its own. */
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import type { Caller } from '../domain/principal.ts';
import type { PushView } from '../domain/publication-view.ts';
import { type Intent, isIntentOpen, type Push } from '../domain/push.ts';
import type { SecondIssue } from '../domain/second-issue.ts';
import type { Nouns } from '../ports/store.ts';
import { closeTerm } from './close-issue.ts';
import { type Desk, scopeOf } from './desk.ts';
import { onceMore, requireDecider } from './grant.ts';
import { enqueuePush, findPush, viewPush } from './push-view.ts';
import { closingKey } from './second-issues.ts';
import { unsent } from './sendable.ts';

/** As `Publication.closeSecond`. Pressed again it changes nothing while the closing is under way or done. */
export async function closeSecond(desk: Desk, caller: Caller, id: Id): Promise<PushView> {
  requireDecider(caller, 'close an issue');
  const { second, closing } = await onceMore(() =>
    desk.store.transact(async (nouns) => {
      const second = await findSecond(nouns, caller, id);
      const { marker } = closingKey(desk, second);
      const before = await nouns.pushes.intentsOfMarkers([marker]);
      const done = before.some((one) => isIntentOpen(one) || one.state === 'confirmed');
      return { second, closing: done ? null : await planClosing(desk, nouns, caller, second) };
    }),
  );
  if (closing) await enqueuePush(desk, closing);
  return viewPush(desk, caller, second.pushId);
}

async function findSecond(nouns: Nouns, { workspaceId }: Caller, id: Id): Promise<SecondIssue> {
  const second = await nouns.secondIssues.get(workspaceId, id);
  if (second) return second;
  throw new DocketError('NOT_FOUND', {
    message: 'No such second issue is known in this workspace. Nothing was changed.',
    remedy: 'Look at the push that made it: its card names what is there twice.',
  });
}

async function planClosing(desk: Desk, nouns: Nouns, caller: Caller, second: SecondIssue): Promise<Push> {
  const { workspaceId, ticketId } = second;
  const made = await findPush(nouns, workspaceId, second.pushId);
  const at = desk.clock.now().toISOString();
  const { id: requestedBy, name: requestedByName } = caller.principal;
  const push: Push = {
    ...made,
    id: desk.ids.next(),
    boardId: null,
    requestedBy,
    requestedByName,
    createdAt: at,
    finishedAt: null,
    cancelledAt: null,
  };
  await nouns.pushes.insert(push, [closingIntent(desk, push, second)]);
  await nouns.approvals.insert([
    {
      id: desk.ids.next(),
      workspaceId,
      ticketId,
      contentHash: closeTerm(second.second.externalId),
      destination: second.destination,
      links: [],
      approvedBy: requestedBy,
      approvedByName: requestedByName,
      approvedAt: at,
      usedAt: at,
      pushId: push.id,
      voidedAt: null,
    },
  ]);
  const about = { pushId: second.pushId, ticketId };
  const payload = { closing: second.second.externalKey };
  await desk.append(nouns, scopeOf(caller), [{ type: 'PushProgressed', ...about, payload }]);
  return push;
}

function closingIntent(desk: Desk, push: Push, known: SecondIssue): Intent {
  const { externalId, externalKey } = known.second;
  return {
    id: desk.ids.next(),
    pushId: push.id,
    workspaceId: push.workspaceId,
    ticketId: known.ticketId,
    op: 'close',
    destination: known.destination,
    ...closingKey(desk, known),
    contentHash: closeTerm(externalId),
    payload: null,
    link: null,
    existing: { choice: 'close', externalId, externalKey },
    waitsFor: null,
    order: 0,
    ...unsent(push),
  };
}
