/** Who acts, by name: a member of the workspace, or its owner. */
import { DocketError } from '../domain/errors.ts';
import type { Caller, Member, Via, Workspace } from '../domain/principal.ts';
import type { Store } from '../ports/store.ts';

/** The person of this name, or the owner without one. Throws FORBIDDEN for a name that is no member. */
export async function findCaller(
  store: Pick<Store, 'members'>,
  { workspace, owner }: { workspace: Workspace; owner: Member },
  via: Via,
  name: string | undefined,
): Promise<Caller> {
  const member = name ? await store.members.byName(workspace.id, name) : owner;
  if (!member) {
    throw new DocketError('FORBIDDEN', {
      message: `"${name}" is no member of the workspace "${workspace.name}". Nothing was done.`,
      remedy: `Add them with: docket member add --user "${name}" --role member`,
    });
  }
  const principal = { kind: 'user' as const, id: member.id, name: member.name };
  return { principal, roles: member.roles, workspaceId: workspace.id, via, threadId: null };
}
