/** Lets somebody in who asked in chat and is no member yet, on an owner's or admin's press. */
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import { type Caller, type Member, requirePerson } from '../domain/principal.ts';
import type { Clock, IdSource } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import { addMember } from './members.ts';

export type NewcomersService = {
  /**
   * Whoever sent this event becomes a member, under the name they have there, or one that tells them from another of that
   * name. FORBIDDEN for all but owners and admins, NOT_FOUND for an event that this workspace does not know.
   */
  admit(caller: Caller, inboundId: Id): Promise<Member>;
};

export function createNewcomers(deps: { store: Store; clock: Clock; ids: IdSource }): NewcomersService {
  const { store } = deps;
  return {
    async admit(caller, inboundId) {
      requirePerson(caller, 'add a member');
      const { workspaceId, roles } = caller;
      if (!roles.some((role) => role === 'owner' || role === 'admin')) throw forbidden();
      const stored = await store.inbox.get(inboundId);
      if (stored?.workspaceId !== workspaceId) throw notThere();
      const { surface, actor } = stored.event;
      const known = await store.members.byIdentity(workspaceId, surface, actor.externalId);
      if (known) return known;
      const isTaken = (await store.members.byName(workspaceId, actor.name)) !== null;
      const name = isTaken ? `${actor.name} (${actor.externalId})` : actor.name;
      return addMember(deps, workspaceId, { name, roles: ['member'], [surface]: actor.externalId });
    },
  };
}

function forbidden(): DocketError {
  return new DocketError('FORBIDDEN', {
    message: 'Only owners and admins of the workspace add members. Nothing was changed.',
    remedy: 'Ask one of them to press it.',
  });
}

function notThere(): DocketError {
  return new DocketError('NOT_FOUND', {
    message: 'Nobody of this workspace asked that. Nothing was changed.',
    remedy: 'Add them with: docket member add --user NAME --role member',
  });
}
