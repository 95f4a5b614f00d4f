/** Who acts: what the flags say, else the environment, else the person at the keyboard. */
import { fault } from './fault.ts';
import { type ActorType, actorTypes, isOneOf } from './format.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export function resolveActor(
  flags: { actorId?: string | undefined; actorType?: string | undefined },
  environment: Environment,
): { actorId: string; actorType: ActorType } {
  const user = firstFilled(environment.USER, environment.USERNAME);
  const actorId = firstFilled(flags.actorId, environment.TICKETS_ACTOR_ID) ?? (user ? `@${user}` : 'unknown');
  return { actorId, actorType: resolveType(flags.actorType, environment.TICKETS_ACTOR_TYPE, actorId) };
}

function resolveType(flag: string | undefined, variable: string | undefined, actorId: string): ActorType {
  const said = firstFilled(flag, variable);
  if (said === null) return actorId.startsWith('agent:') ? 'agent' : 'human';
  if (isOneOf(actorTypes, said)) return said;
  const source = firstFilled(flag) === null ? 'TICKETS_ACTOR_TYPE' : '--actor-type';
  throw fault(`Invalid ${source}. Use one of: ${actorTypes.join(', ')}`);
}

function firstFilled(...values: (string | undefined)[]): string | null {
  for (const value of values) if (value?.trim()) return value.trim();
  return null;
}
