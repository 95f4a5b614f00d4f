/** Who belongs to a workspace, and with which roles. */
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import { type Member, Role } from '../domain/principal.ts';
import type { Clock, IdSource } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';

/**
 * Adds a member, known at the terminal by name and in Slack by id. Throws INVALID_INPUT for an unknown role, for a name
 * that is taken, and for a Slack id that is none or belongs to another member.
 */
export async function addMember(
  deps: { store: Store; clock: Clock; ids: IdSource },
  workspaceId: Id,
  wish: { name: string; roles: readonly string[]; slack?: string | undefined },
): Promise<Member> {
  const name = wish.name.trim();
  const slack = wish.slack?.trim();
  const roles = wish.roles.map((role) => readRole(role.trim()));
  if (!name) throw refuse('A member needs a name.', 'Give one with --user NAME.');
  if (await deps.store.members.byName(workspaceId, name)) {
    throw refuse(`"${name}" is a member already. Nothing was changed.`, 'Choose another name.');
  }
  if (slack !== undefined) await checkSlackId(deps.store, workspaceId, slack);
  const member: Member = {
    id: deps.ids.next(),
    workspaceId,
    name,
    roles,
    identities: [
      { surface: 'terminal', externalId: name },
      ...(slack === undefined ? [] : [{ surface: 'slack', externalId: slack }]),
    ],
    createdAt: deps.clock.now().toISOString(),
  };
  await deps.store.members.insert(member);
  return member;
}

/** Says who a member is in Slack, in the place of what was said before. Throws INVALID_INPUT as above, and NOT_FOUND. */
export async function linkMember(
  store: Store,
  workspaceId: Id,
  wish: { name: string; slack: string },
): Promise<Member> {
  const member = await store.members.byName(workspaceId, wish.name.trim());
  if (!member) {
    throw new DocketError('NOT_FOUND', {
      message: `Nobody here is called "${wish.name}". Nothing was changed.`,
      remedy: 'Add them with: docket member add --user NAME --slack ID',
    });
  }
  const slack = wish.slack.trim();
  const others = member.identities.filter(({ surface }) => surface !== 'slack');
  const isSame = member.identities.some(({ externalId }) => externalId === slack);
  if (!isSame) await checkSlackId(store, workspaceId, slack);
  const linked = { ...member, identities: [...others, { surface: 'slack', externalId: slack }] };
  await store.members.update(linked);
  return linked;
}

async function checkSlackId(store: Store, workspaceId: Id, id: string): Promise<void> {
  if (!/^[UW][A-Z0-9]{4,}$/.test(id)) {
    throw refuse(
      `"${id}" is no member id of Slack. Nothing was changed.`,
      'Copy it in Slack from the person’s profile, under ⋮ › Copy member ID; it begins with U.',
    );
  }
  const owner = await store.members.byIdentity(workspaceId, 'slack', id);
  if (owner) throw refuse(`${owner.name} has that Slack id already. Nothing was changed.`, 'Check the id.');
}

function readRole(word: string): Role {
  const role = Role.safeParse(word);
  if (role.success) return role.data;
  throw refuse(`"${word}" is no role. Nothing was changed.`, `Roles are: ${Role.options.join(', ')}.`);
}

function refuse(message: string, remedy: string): DocketError {
  return new DocketError('INVALID_INPUT', { message, remedy });
}
