/** Tells threads of issues that are one too many: each once, in the thread its push came from. */
import type { Thread } from '../domain/conversation.ts';
import type { Caller } from '../domain/principal.ts';
import type { PushView } from '../domain/publication-view.ts';
import { isWithin, type Reach } from '../domain/reach.ts';
import type { SecondIssue } from '../domain/second-issue.ts';
import { type Desk, ownScope } from './desk.ts';
import { viewPush } from './push-view.ts';

export type SecondsPost = {
  /** Only threads within it are told; another instance may have the others. */
  reach: Reach;
  /** The push has nothing in `seconds` but what is told now. */
  post(told: { thread: Thread; push: PushView }): Promise<void>;
};

/** Marked as told only after it was posted, so that none is lost; a process that dies in between tells it twice. */
export async function tellSeconds(desk: Desk, how: SecondsPost): Promise<void> {
  const untold = await desk.store.secondIssues.untold();
  for (const [pushId, own] of Map.groupBy(untold, (one) => one.pushId)) {
    try {
      await tellOne(desk, how, pushId, own);
    } catch (error) {
      desk.log.error('a thread could not be told of a second issue', { pushId, error });
    }
  }
}

async function tellOne(
  desk: Desk,
  { reach, post }: SecondsPost,
  pushId: string,
  own: readonly SecondIssue[],
): Promise<void> {
  const { workspaceId } = own[0]!;
  const caller: Caller = {
    principal: ownScope(workspaceId).actor,
    roles: [],
    workspaceId,
    via: 'system',
    threadId: null,
  };
  const push = await viewPush(desk, caller, pushId);
  const { threadId } = push.push;
  const thread = threadId === null ? null : await desk.store.threads.get(workspaceId, threadId);
  if (thread && !isWithin(reach, thread)) return;
  const ids = own.map(({ id }) => id);
  const seconds = push.seconds.filter(({ id }) => ids.includes(id));
  if (thread) await post({ thread, push: { ...push, seconds } });
  await desk.store.secondIssues.told(ids, desk.clock.now().toISOString());
}
