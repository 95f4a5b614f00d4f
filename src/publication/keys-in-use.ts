/** Keys to be looked up, with since when each is in use, so that a tracker that knows no keys need not be read from its beginning. */
import type { Id, IssueKey } from '../domain/ids.ts';
import type { Intent } from '../domain/push.ts';
import type { Desk } from './desk.ts';

/** As far as the clocks of instances may part. */
const slackMs = 10 * 60_000;

/** No issue of a key is older than the first push that was to make it, whichever process began with it. */
export async function keysInUse(
  { store }: Pick<Desk, 'store'>,
  intents: readonly Intent[],
): Promise<IssueKey[]> {
  const ever = await store.pushes.intentsOfMarkers(intents.map(({ marker }) => marker));
  const byMarker = Map.groupBy(ever, ({ marker }) => marker);
  const begun = new Map<Id, number>();
  for (const { workspaceId, pushId } of ever) {
    if (begun.has(pushId)) continue;
    const push = await store.pushes.get(workspaceId, pushId);
    if (push) begun.set(pushId, Date.parse(push.createdAt));
  }
  return intents.map(({ marker, uuid }) => {
    const pushes = byMarker.get(marker)?.flatMap(({ pushId }) => begun.get(pushId) ?? []) ?? [];
    if (pushes.length === 0) return { marker, uuid };
    return { marker, uuid, since: new Date(Math.min(...pushes) - slackMs).toISOString() };
  });
}
