/** Who belongs to a workspace, and with which roles. */
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import { type ChatIdentity, type Member, Role } from '../domain/principal.ts';
import type { Clock, IdSource } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';

type ChatIds = { slack?: string | undefined; discord?: string | undefined };

/**
 * Adds a member, known at the terminal by name and in Slack and Discord by id. Throws INVALID_INPUT for an unknown role, for
 * a name that is taken, and for an id that is none or belongs to another member.
 */
export async function addMember(
  deps: { store: Store; clock: Clock; ids: IdSource },
  workspaceId: Id,
  wish: { name: string; roles: readonly string[] } & ChatIds,
): Promise<Member> {
  const name = wish.name.trim();
  const roles = wish.roles.map((role) => readRole(role.trim()));
  if (!name) throw refuse('A member needs a name.', 'Give one with --user NAME.');
  if (await deps.store.members.byName(workspaceId, name)) {
    throw refuse(`"${name}" is a member already. Nothing was changed.`, 'Choose another name.');
  }
  const inChats = identitiesOf(wish);
  for (const identity of inChats) await checkIdentity(deps.store, workspaceId, identity);
  const member: Member = {
    id: deps.ids.next(),
    workspaceId,
    name,
    roles,
    identities: [{ surface: 'terminal', externalId: name }, ...inChats],
    createdAt: deps.clock.now().toISOString(),
  };
  await deps.store.members.insert(member);
  return member;
}

/** Says who a member is in Slack or Discord, in the place of what was said before. Throws INVALID_INPUT as above, and NOT_FOUND. */
export async function linkMember(
  store: Store,
  workspaceId: Id,
  wish: { name: string } & ChatIds,
): Promise<Member> {
  const member = await store.members.byName(workspaceId, wish.name.trim());
  if (!member) {
    throw new DocketError('NOT_FOUND', {
      message: `Nobody here is called "${wish.name}". Nothing was changed.`,
      remedy: 'Add them with: docket member add --user NAME --slack ID, or --discord ID',
    });
  }
  const linked = identitiesOf(wish);
  if (linked.length === 0) throw refuse('It is not said who they are.', 'Give --slack ID or --discord ID.');
  const isSame = ({ surface, externalId }: ChatIdentity) =>
    member.identities.some((one) => one.surface === surface && one.externalId === externalId);
  for (const identity of linked) {
    if (!isSame(identity)) await checkIdentity(store, workspaceId, identity);
  }
  const others = member.identities.filter(({ surface }) => linked.every((one) => one.surface !== surface));
  const changed = { ...member, identities: [...others, ...linked] };
  await store.members.update(changed);
  return changed;
}

function identitiesOf({ slack, discord }: ChatIds): ChatIdentity[] {
  const given = [
    { surface: 'slack', externalId: slack?.trim() ?? '' },
    { surface: 'discord', externalId: discord?.trim() ?? '' },
  ];
  return given.filter(({ externalId }) => externalId !== '');
}

const shapes: Record<string, { title: string; shape: RegExp; where: string }> = {
  slack: {
    title: 'Slack',
    shape: /^[UW][A-Z0-9]{4,}$/,
    where: 'Copy it in Slack from the person’s profile, under ⋮ › Copy member ID; it begins with U.',
  },
  discord: {
    title: 'Discord',
    shape: /^\d{15,20}$/,
    where:
      'Copy it in Discord from the person’s profile, under ⋯ › Copy User ID, with Developer Mode on; it is a number.',
  },
};

async function checkIdentity(
  store: Store,
  workspaceId: Id,
  { surface, externalId }: ChatIdentity,
): Promise<void> {
  const { title, shape, where } = shapes[surface]!;
  if (!shape.test(externalId)) {
    throw refuse(`"${externalId}" is no member id of ${title}. Nothing was changed.`, where);
  }
  const owner = await store.members.byIdentity(workspaceId, surface, externalId);
  if (owner)
    throw refuse(`${owner.name} has that ${title} id already. Nothing was changed.`, 'Check the id.');
}

function readRole(word: string): Role {
  const role = Role.safeParse(word);
  if (role.success) return role.data;
  throw refuse(`"${word}" is no role. Nothing was changed.`, `Roles are: ${Role.options.join(', ')}.`);
}

function refuse(message: string, remedy: string): DocketError {
  return new DocketError('INVALID_INPUT', { message, remedy });
}
