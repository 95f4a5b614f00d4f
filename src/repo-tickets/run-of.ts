/** Who acts in the logs of a repository, for somebody who acts in Docket. */
import type { Caller } from '../domain/principal.ts';
import type { Clock } from '../ports/clock.ts';
import { handleOf } from './handle.ts';
import type { Run } from './logs.ts';

/** People by their name as a handle, agents by theirs: what the command would be told with --actor-id. */
export function runOf({ principal: { kind, id, name } }: Pick<Caller, 'principal'>, clock: Clock): Run {
  const agent = id.startsWith('agent:') ? id : 'agent:docket';
  const actor =
    kind === 'user'
      ? { actorId: handleOf(name), actorType: 'human' }
      : { actorId: agent, actorType: 'agent' };
  return { ...actor, clock: () => clock.now() } as Run;
}
