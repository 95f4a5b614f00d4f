/** Who did on one side what is taken over by the other. */
import type { DomainEvent } from '../domain/event.ts';
import type { Id } from '../domain/ids.ts';
import type { Caller, Principal } from '../domain/principal.ts';
import type { Side } from './exchange-deps.ts';
import type { Mapping } from './format.ts';
import { handleOf } from './handle.ts';

const repository: Principal = { kind: 'system', id: 'system:repository', name: 'The repository' };

/**
 * Whoever the newest of these entries names: a member by their handle, or an agent; of a status, whoever logged one. A change
 * that no log tells of was made with an editor, by nobody in particular; such a one reopens nothing.
 */
export function callerOfFile(entries: readonly Mapping[], side: Side, ofStatus: boolean): Caller {
  const statuses = ofStatus ? entries.filter(({ event_type: type }) => type === 'status') : [];
  const last = statuses.at(-1) ?? entries.at(-1);
  return last ? actorOfEntry(last, side).caller : systemCaller(side.workspaceId);
}

/** `principal` is who is named, also where it is nobody Docket knows; such a one acts as the repository does. */
export function actorOfEntry(
  { actor_id: id, actor_type: type }: Mapping,
  { workspaceId, members }: Side,
): { principal: Principal; caller: Caller } {
  const system = systemCaller(workspaceId);
  const actor = typeof id === 'string' && id !== '' ? id : 'unknown';
  const member = members.find(({ name }) => handleOf(name) === actor);
  if (member && type === 'human') {
    const principal = { kind: 'user' as const, id: member.id, name: member.name };
    return { principal, caller: { ...system, principal, roles: member.roles, via: 'cli' } };
  }
  if (/^agent:[\w-]{1,60}$/.test(actor)) {
    const principal = { kind: 'agent' as const, id: actor, name: actor.slice(6) };
    return { principal, caller: { ...system, principal } };
  }
  const name = actor.slice(0, 80);
  return { principal: { kind: 'system', id: `repository:${name}`, name }, caller: system };
}

/** What is brought in step by itself. */
export function systemCaller(workspaceId: Id): Caller {
  return { principal: repository, roles: [], workspaceId, via: 'system', threadId: null };
}

/** Docket itself where nothing tells. */
export function actorOfEvent(event: DomainEvent | undefined): Principal {
  return event?.actor ?? { kind: 'system', id: 'system:docket', name: 'Docket' };
}
