/** Stops what is under way in a thread of a chat, when a person presses the sign for it there. */
import type { House } from './app.ts';
import { formatAction } from './cards/action-token.ts';
import type { Conversation } from './conversation/conversation.ts';
import type { Inbound } from './ports/surface.ts';

/** Null: whoever may not decide stops a run all the same, but no push. */
type Presser = Inbound['actor'] | null;

/** A thread of a surface, in that part of it. */
type Of = { surface: string; team: string; thread: string };

export async function findThread(house: House, { surface, team, thread }: Of) {
  const workspaceId = await house.workspaceOf(surface, team);
  return workspaceId === null ? null : house.storage.store.threads.find(workspaceId, surface, thread);
}

/** What is worked off there ends, and what of a push was not sent yet stays unsent. `event` tells a second press of the same. */
export async function stopThread(
  house: House,
  conversation: Conversation | null,
  { by, event, ...of }: Of & { by: Presser; event: string },
): Promise<void> {
  const known = await findThread(house, of);
  if (!known) return;
  conversation?.stop(known.id);
  const pushes = (await house.storage.store.pushes.unfinished()).filter((push) => push.threadId === known.id);
  for (const push of by ? pushes : []) {
    await conversation?.accept({
      surface: of.surface,
      tenant: of.team,
      eventId: `stop:${push.id}:${event}`,
      thread: of.thread,
      actor: by!,
      at: house.clock.now().toISOString(),
      kind: 'choice',
      action: formatAction('stop', push.id),
      values: null,
    });
  }
}
