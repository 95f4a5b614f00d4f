/** What Discord delivers, as far as it is read. Reads only; decides nothing. */
import * as z from 'zod';

const User = z.object({
  id: z.string(),
  username: z.string().default(''),
  global_name: z.string().nullish(),
  bot: z.boolean().optional(),
});

const Member = z.object({
  user: User.optional(),
  nick: z.string().nullish(),
  /** True until they have accepted the server's rules. */
  pending: z.boolean().nullish(),
  /** Bits, of the channel it happened in. */
  permissions: z.string().optional(),
});

export const SharedFile = z.object({
  id: z.string(),
  filename: z.string(),
  size: z.number().default(0),
  content_type: z.string().nullish(),
  url: z.string(),
});
export type SharedFile = z.infer<typeof SharedFile>;

export const Message = z.object({
  id: z.string(),
  channel_id: z.string(),
  guild_id: z.string().nullish(),
  type: z.number(),
  author: User,
  member: Member.nullish(),
  webhook_id: z.string().nullish(),
  content: z.string().default(''),
  mentions: z.array(User).default([]),
  attachments: z.array(SharedFile).default([]),
  timestamp: z.string(),
});
export type Message = z.infer<typeof Message>;

/** A plain message and a reply; the others are notices of Discord itself. */
const spoken: readonly number[] = [0, 19];

export type Said = {
  id: string;
  channel: string;
  guild: string | null;
  user: string;
  name: string;
  text: string;
  files: SharedFile[];
  at: string;
  /** Addressed to us. */
  toUs: boolean;
};

/** Null for what is not a person's message: our own, another app's, a notice. */
export function readMessage(raw: unknown, self: string): Said | null {
  const message = Message.safeParse(raw).data;
  if (!message || message.author.bot || message.webhook_id || !spoken.includes(message.type)) return null;
  const { id, channel_id, guild_id, author, member, content, attachments, mentions, timestamp } = message;
  return {
    id,
    channel: channel_id,
    guild: guild_id ?? null,
    user: author.id,
    name: nameOf(author, member),
    text: decode(content, self, mentions),
    files: attachments,
    at: new Date(timestamp).toISOString(),
    toUs: !guild_id || mentions.some((one) => one.id === self),
  };
}

function nameOf(user: z.infer<typeof User>, member: z.infer<typeof Member> | null | undefined): string {
  return member?.nick || user.global_name || user.username || user.id;
}

/** Discord's own marks as a person would type them; our own name is how we were called, not what was said. */
export function decode(
  content: string,
  self: string,
  mentions: readonly z.infer<typeof User>[] = [],
): string {
  const names = new Map(mentions.map((user) => [user.id, user.global_name || user.username]));
  return content
    .replace(new RegExp(`<@!?${self}>`, 'g'), '')
    .replace(/<@!?(\d+)>/g, (_mark, id: string) => `@${names.get(id) ?? id}`)
    .replace(/<a?:(\w+):\d+>/g, ':$1:')
    .replace(/<(https?:[^>\s]+)>/g, '$1')
    .trim();
}

const ThreadCreated = z.object({
  id: z.string(),
  guild_id: z.string(),
  parent_id: z.string(),
  newly_created: z.literal(true),
});

/** A thread of a forum. */
export type ForumPost = { id: string; guild: string; channel: string };

/** Null for what is no new thread. */
export function readPost(raw: unknown): ForumPost | null {
  const created = ThreadCreated.safeParse(raw).data;
  return created ? { id: created.id, guild: created.guild_id, channel: created.parent_id } : null;
}

const Option: z.ZodType<Option> = z.lazy(() =>
  z.object({
    name: z.string(),
    type: z.number(),
    value: z.union([z.string(), z.number(), z.boolean()]).optional(),
    focused: z.boolean().optional(),
    options: z.array(Option).optional(),
  }),
);
export type Option = {
  name: string;
  type: number;
  value?: string | number | boolean | undefined;
  focused?: boolean | undefined;
  options?: Option[] | undefined;
};

export const Interaction = z.object({
  id: z.string(),
  token: z.string(),
  type: z.number(),
  guild_id: z.string().nullish(),
  guild: z.object({ id: z.string() }).nullish(),
  channel: z
    .object({ id: z.string(), type: z.number().nullish(), parent_id: z.string().nullish() })
    .nullish(),
  channel_id: z.string().nullish(),
  member: Member.nullish(),
  user: User.nullish(),
  /** What we may do in that channel. Bits. */
  app_permissions: z.string().nullish(),
  message: z
    .object({ id: z.string(), channel_id: z.string().nullish(), flags: z.number().nullish() })
    .nullish(),
  data: z
    .object({
      name: z.string().optional(),
      type: z.number().optional(),
      custom_id: z.string().optional(),
      values: z.array(z.string()).nullish(),
      components: z.unknown().optional(),
      target_id: z.string().optional(),
      options: z.array(Option).nullish(),
      resolved: z
        .object({
          messages: z.record(z.string(), z.unknown()).nullish(),
          attachments: z.record(z.string(), SharedFile).nullish(),
        })
        .nullish(),
    })
    .nullish(),
});
export type Interaction = z.infer<typeof Interaction>;

export type Person = { id: string; name: string; isFull: boolean; permissions: bigint };

/** Null for what comes from nobody. */
export function personOf({ member, user }: Interaction): Person | null {
  const who = member?.user ?? user;
  if (!who) return null;
  const permissions = /^\d+$/.test(member?.permissions ?? '') ? BigInt(member!.permissions!) : 0n;
  return { id: who.id, name: nameOf(who, member), isFull: !who.bot && !member?.pending, permissions };
}

export const permissionBits = {
  manageServer: 1n << 5n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  readHistory: 1n << 16n,
  sendInThreads: 1n << 38n,
} as const;

const isThread: readonly number[] = [10, 11, 12];

/** What we need to answer there and do not have, in Discord's words. */
export function missingPermissions({ app_permissions, channel, guild_id }: Interaction): string[] {
  if (!guild_id || !app_permissions || !/^\d+$/.test(app_permissions)) return [];
  const had = BigInt(app_permissions);
  if ((had & (1n << 3n)) !== 0n) return [];
  const inThread = isThread.includes(channel?.type ?? 0);
  const needed: [bigint, string][] = [
    [permissionBits.viewChannel, 'View Channel'],
    inThread
      ? [permissionBits.sendInThreads, 'Send Messages in Threads']
      : [permissionBits.sendMessages, 'Send Messages'],
  ];
  return needed.flatMap(([bit, name]) => ((had & bit) === 0n ? [name] : []));
}
