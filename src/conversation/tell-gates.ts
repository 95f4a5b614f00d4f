/** Tells the people who wait what happened at a gate, and that one is open, as messages of their own: a card that changes in its place notifies nobody (S1-25). */
import { drawNoticeCard } from '../cards/notice-card.ts';
import type { Thread } from '../domain/conversation.ts';
import type { DomainEvent } from '../domain/event.ts';
import type { Caller } from '../domain/principal.ts';
import { isWithin, type Reach } from '../domain/reach.ts';
import { nameStage, StageId, Standing } from '../domain/stage.ts';
import type { TurnDeps } from './turn.ts';

type Deps = Pick<TurnDeps, 'store' | 'surfaces' | 'outbox' | 'deeds' | 'log'>;

/** What cannot be told is logged: the dashboard and /docket act list it too. */
export async function tellGates(deps: Deps, events: readonly DomainEvent[], reach: Reach): Promise<void> {
  for (const event of events) {
    const { type, capabilityId } = event;
    const isUnclear = type === 'CapabilityChanged' && event.payload.unclear !== undefined;
    if (!capabilityId || !(isUnclear || type === 'GateDecided' || type === 'CapabilityStageEntered'))
      continue;
    try {
      for (const thread of await threadsFor(deps, event, capabilityId, reach))
        await (isUnclear
          ? askWhich(deps, event, thread)
          : type === 'GateDecided'
            ? tellDecision(deps, event, thread)
            : showGate(deps, event, capabilityId, thread));
    } catch (error) {
      deps.log.error('a gate could not be told', { event: event.id, error });
    }
  }
}

/** The capability's own thread; else those that get the digest of capabilities, and where a surface shows what nobody asked for. */
async function threadsFor(
  { store, surfaces }: Deps,
  { workspaceId, payload }: DomainEvent,
  id: string,
  reach: Reach,
): Promise<Thread[]> {
  const capability = await store.capabilities.get(workspaceId, id);
  if (!capability) return [];
  const ids = capability.threadId
    ? [capability.threadId]
    : (await store.schedules.list(workspaceId)).flatMap(({ kind, threadId }) =>
        kind === 'capabilities' ? [threadId] : [],
      );
  const named = await Promise.all([...new Set(ids)].map((one) => store.threads.get(workspaceId, one)));
  const lobbies = await Promise.all(
    [...surfaces.values()].map(({ name, lobby }) =>
      lobby === undefined || capability.threadId ? null : store.threads.find(workspaceId, name, lobby),
    ),
  );
  const found = [...named, ...lobbies].filter((thread) => thread !== null);
  return found.filter(
    (thread, at) =>
      found.findIndex((other) => other.id === thread.id) === at &&
      isWithin(reach, thread) &&
      // Where nothing changes in its place, whoever did it has just been shown the card as it is now.
      (thread.id !== payload.threadId || surfaces.get(thread.surface)?.editsInPlace === true),
  );
}

/** A pull request was merged, and it is not clear what is done by that. */
async function askWhich({ store, outbox }: Deps, event: DomainEvent, thread: Thread): Promise<void> {
  const { workspaceId, capabilityId, payload, id } = event;
  const capability = await store.capabilities.get(workspaceId, capabilityId!);
  if (!capability) return;
  const { key, title } = capability;
  const text = `Pull request #${payload.unclear} of ${key} ${title} was merged. ${payload.why}`;
  const turn = { id: `merged ${id}`, again: true };
  await outbox.show(thread, { card: drawNoticeCard(text, 'warning') }, { turn });
}

async function tellDecision({ store, outbox }: Deps, event: DomainEvent, thread: Thread): Promise<void> {
  const { payload, workspaceId, capabilityId, actor, id } = event;
  const capability = await store.capabilities.get(workspaceId, capabilityId!);
  const gate = StageId.safeParse(payload.gate);
  if (!capability || !gate.success) return;
  const { key, title, stage } = capability;
  const yes = payload.decision === 'approved';
  const role = String(payload.role ?? '').replaceAll('_', ' ');
  const reason = payload.reason ? `: ${payload.reason}` : '';
  const text = `${actor.name} (${role}) ${yes ? 'approved' : 'rejected'} ${nameStage(gate.data)} of ${key} ${title}${reason}. It is at ${nameStage(Standing.parse(stage))} now.`;
  // Its place in the record makes it one message, also where this process dies before it is noted.
  const turn = { id: `gate ${id}`, again: true };
  await outbox.show(thread, { card: drawNoticeCard(text, yes ? 'success' : 'warning') }, { turn });
}

/** Only while it is open: what was decided meanwhile is told as such. */
async function showGate({ outbox, deeds, store }: Deps, event: DomainEvent, id: string, thread: Thread) {
  const { workspaceId, payload } = event;
  const capability = await store.capabilities.get(workspaceId, id);
  const { stage, visit } = payload;
  const pipeline = capability && (await store.capabilities.pipeline(workspaceId, capability.pipeline));
  const isGate = pipeline?.stages.some((one) => one.id === stage && one.type === 'gate');
  if (!capability || !isGate || capability.stage !== stage) return;
  const principal = { kind: 'system' as const, id: 'system:outbox', name: 'Docket' };
  const caller: Caller = { principal, roles: [], workspaceId, via: 'system', threadId: thread.id };
  for (const shown of await deeds.read('show_gate', { capability: id, stage, visit }, caller))
    await outbox.show(thread, shown);
}
