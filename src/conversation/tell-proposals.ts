/** Shows people what a program proposed outside of any thread: where the surface has a place for what was not asked for. */
import { drawPendingActionCard } from '../cards/pending-action-card.ts';
import type { Shown } from '../cards/shown.ts';
import type { Thread } from '../domain/conversation.ts';
import type { DomainEvent } from '../domain/event.ts';
import { isWithin, type Reach } from '../domain/reach.ts';
import type { TurnDeps } from './turn.ts';

type Deps = Pick<TurnDeps, 'store' | 'surfaces' | 'outbox' | 'deeds' | 'log'>;

/** What cannot be shown now is logged and left: the home of a person and /api/pending-actions list it too. */
export async function tellProposals(deps: Deps, events: readonly DomainEvent[], reach: Reach): Promise<void> {
  for (const event of events) {
    if (event.type !== 'PendingActionCreated' || event.payload.threadId !== null) continue;
    try {
      for (const thread of await findLobbies(deps, event.workspaceId, reach))
        for (const shown of await readProposal(deps, event, thread)) await deps.outbox.show(thread, shown);
    } catch (error) {
      deps.log.error('a proposal could not be shown', { event: event.id, error });
    }
  }
}

/**
 * Where what needs attention is told in this workspace, and the lobbies of its surfaces; without any of them the place where
 * somebody wrote last, so that a proposal is seen also where nobody has chosen a place.
 */
async function findLobbies({ store, surfaces }: Deps, workspaceId: string, reach: Reach): Promise<Thread[]> {
  const lobbies: Thread[] = [];
  for (const { name, lobby } of surfaces.values()) {
    const thread = lobby === undefined ? null : await store.threads.find(workspaceId, name, lobby);
    if (thread && isWithin(reach, thread)) lobbies.push(thread);
  }
  const { escalationThreadId: chosen } = await store.preferences.get(workspaceId, 'workspace');
  const place = chosen ? await store.threads.get(workspaceId, chosen) : null;
  const others = place
    ? [place]
    : lobbies.length === 0
      ? [await store.threads.lastHeard(workspaceId, reach)]
      : [];
  const more = others.filter((thread) => thread !== null && isWithin(reach, thread)) as Thread[];
  return [...new Map([...lobbies, ...more].map((thread) => [thread.id, thread])).values()];
}

/** As it stands now: nothing where it was answered meanwhile. */
async function readProposal(
  { store, deeds }: Deps,
  { workspaceId, payload }: DomainEvent,
  thread: Thread,
): Promise<Shown[]> {
  if (typeof payload.actionId === 'string') {
    const action = await store.pendingActions.get(workspaceId, payload.actionId);
    return action?.status === 'pending' ? [{ card: drawPendingActionCard(action) }] : [];
  }
  const { tool, input } = payload.show as { tool: string; input: Record<string, unknown> };
  const principal = { kind: 'system' as const, id: 'system:outbox', name: 'Docket' };
  return deeds.read(tool, input, { principal, roles: [], workspaceId, via: 'system', threadId: thread.id });
}
