/** Who belongs to a workspace, and with which roles. */
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import { type Member, Role } from '../domain/principal.ts';
import type { Clock, IdSource } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';

/** Adds a member, known at the terminal by name. Throws INVALID_INPUT for an unknown role or a name that is taken. */
export async function addMember(
  deps: { store: Store; clock: Clock; ids: IdSource },
  workspaceId: Id,
  wish: { name: string; roles: readonly string[] },
): Promise<Member> {
  const name = wish.name.trim();
  const roles = wish.roles.map((role) => readRole(role.trim()));
  if (!name) throw refuse('A member needs a name.', 'Give one with --user NAME.');
  if (await deps.store.members.byName(workspaceId, name)) {
    throw refuse(`"${name}" is a member already. Nothing was changed.`, 'Choose another name.');
  }
  const member: Member = {
    id: deps.ids.next(),
    workspaceId,
    name,
    roles,
    identities: [{ surface: 'terminal', externalId: name }],
    createdAt: deps.clock.now().toISOString(),
  };
  await deps.store.members.insert(member);
  return member;
}

function readRole(word: string): Role {
  const role = Role.safeParse(word);
  if (role.success) return role.data;
  throw refuse(`"${word}" is no role. Nothing was changed.`, `Roles are: ${Role.options.join(', ')}.`);
}

function refuse(message: string, remedy: string): DocketError {
  return new DocketError('INVALID_INPUT', { message, remedy });
}
