/** Discord's permission bits, and what a member may do in a channel. */

/** By Discord's own names: docs, topics/permissions. */
export const bits = {
  ADD_REACTIONS: 1n << 6n,
  ADMINISTRATOR: 1n << 3n,
  MANAGE_CHANNELS: 1n << 4n,
  MANAGE_GUILD: 1n << 5n,
  VIEW_CHANNEL: 1n << 10n,
  SEND_MESSAGES: 1n << 11n,
  MANAGE_MESSAGES: 1n << 13n,
  EMBED_LINKS: 1n << 14n,
  ATTACH_FILES: 1n << 15n,
  READ_MESSAGE_HISTORY: 1n << 16n,
  MENTION_EVERYONE: 1n << 17n,
  USE_APPLICATION_COMMANDS: 1n << 31n,
  MANAGE_THREADS: 1n << 34n,
  CREATE_PUBLIC_THREADS: 1n << 35n,
  SEND_MESSAGES_IN_THREADS: 1n << 38n,
} as const;
export type Permission = keyof typeof bits;

export type Overwrite = { id: string; type: 0 | 1; allow: bigint; deny: bigint };

export function sum(names: readonly Permission[]): bigint {
  return names.reduce((all, name) => all | bits[name], 0n);
}

const everything = sum(Object.keys(bits) as Permission[]);

type Standing = { member: string; isOwner: boolean; roles: readonly { id: string; permissions: bigint }[] };

/** As Discord computes it: the roles of a member, then what the channel says of everyone, of the roles and of the member. */
export function permissionsOf(
  { member, isOwner, roles }: Standing,
  everyone: string,
  overwrites: readonly Overwrite[],
): bigint {
  const base = roles.reduce((all, role) => all | role.permissions, 0n);
  if (isOwner || base & bits.ADMINISTRATOR) return everything;
  const held = new Set(roles.map(({ id }) => id));
  const groups = [
    overwrites.filter(({ id }) => id === everyone),
    overwrites.filter(({ id, type }) => type === 0 && id !== everyone && held.has(id)),
    overwrites.filter(({ id, type }) => type === 1 && id === member),
  ];
  return groups.reduce((now, group) => {
    const deny = group.reduce((all, one) => all | one.deny, 0n);
    const allow = group.reduce((all, one) => all | one.allow, 0n);
    return (now & ~deny) | allow;
  }, base);
}
