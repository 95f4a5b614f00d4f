/** Members of the workspace, as people name them. */
import type { NamedMember } from '../domain/preferences.ts';
import type { Caller } from '../domain/principal.ts';
import type { Store } from '../ports/store.ts';
import { findMember } from '../tickets/find-member.ts';

export type People = {
  /** Throws NOT_FOUND with the names there are, and AMBIGUOUS. */
  findPerson(caller: Caller, name: string): Promise<NamedMember>;
};

export function createPeople({ store }: { store: Store }): People {
  return {
    async findPerson({ workspaceId }, said) {
      const { id, name } = findMember(await store.members.list(workspaceId), said);
      return { id, name };
    },
  };
}
