/** Who did on one side what is taken over by the other. */
import type { DomainEvent } from '../domain/event.ts';
import type { Id } from '../domain/ids.ts';
import type { Caller, Member, Principal } from '../domain/principal.ts';
import type { Mapping } from './format.ts';
import { handleOf } from './handle.ts';
import { listLogFiles, readLog } from './read-log.ts';
import type { TicketPlace } from './repository.ts';

const repository: Principal = { kind: 'system', id: 'system:repository', name: 'The repository' };

/**
 * Whoever the file's log names last, where it has more than the `known` entries: a member by their handle, or an agent. A
 * change that no log tells of was made with an editor, by nobody in particular; such a one reopens nothing.
 */
export function callerOfFile(
  place: TicketPlace,
  known: number,
  { workspaceId, members }: { workspaceId: Id; members: readonly Member[] },
): Caller {
  const system = systemCaller(workspaceId);
  const entries = entriesOf(place);
  const last = newestOf(entries);
  if (!last || entries.length <= known) return system;
  const actor = String(last.actor_id);
  const member = members.find(({ name }) => handleOf(name) === actor);
  if (member && last.actor_type === 'human') {
    const principal = { kind: 'user' as const, id: member.id, name: member.name };
    return { ...system, principal, roles: member.roles, via: 'cli' };
  }
  if (!/^agent:[\w-]{1,60}$/.test(actor)) return system;
  return { ...system, principal: { kind: 'agent', id: actor, name: actor.slice(6) } };
}

/** What is brought in step by itself. */
export function systemCaller(workspaceId: Id): Caller {
  return { principal: repository, roles: [], workspaceId, via: 'system', threadId: null };
}

export function countEntries(place: TicketPlace): number {
  return entriesOf(place).length;
}

function entriesOf(place: TicketPlace): Mapping[] {
  return listLogFiles(place).flatMap((path) => readLog(path).flatMap(({ entry }) => (entry ? [entry] : [])));
}

function newestOf(entries: readonly Mapping[]): Mapping | undefined {
  return entries.toSorted((one, other) => (String(one.ts) < String(other.ts) ? -1 : 1)).at(-1);
}

/** Docket itself where nothing tells. */
export function actorOfEvent(event: DomainEvent | undefined): Principal {
  return event?.actor ?? { kind: 'system', id: 'system:docket', name: 'Docket' };
}
