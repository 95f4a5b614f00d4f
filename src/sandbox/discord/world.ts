/** What the sandbox's Discord holds: servers ("guilds"), people, channels, posts, messages, commands and interactions. */
import { bits, type Overwrite, type Permission, permissionsOf, sum } from './permissions.ts';

export type Json = Record<string, unknown>;

export type DiscordUser = { id: string; name: string; isBot: boolean };
export type Role = { id: string; name: string; permissions: bigint; mentionable: boolean };
export type Member = { user: string; roles: string[]; nick: string | null };
export type Guild = {
  id: string;
  name: string;
  owner: string;
  roles: Map<string, Role>;
  members: Map<string, Member>;
};

export type Tag = { id: string; name: string; moderated: boolean };
export type Channel = {
  id: string;
  kind: 'text' | 'forum' | 'thread' | 'direct';
  /** Null in a direct conversation. */
  guild: string | null;
  name: string;
  topic: string | null;
  parent: string | null;
  overwrites: Overwrite[];
  /** Of a forum: what its posts may be tagged with. */
  tags: Tag[];
  /** Of a thread. */
  owner: string | null;
  appliedTags: string[];
  archived: boolean;
  locked: boolean;
  archivedAt: string;
  autoArchiveMinutes: number;
  /** Of a direct conversation, and of a thread who joined it. */
  people: Set<string>;
};

/** Whom a message really notifies, by its text and its `allowed_mentions`. */
export type Pings = { everyone: boolean; users: string[]; roles: string[] };

export type Attachment = { id: string; name: string; mediaType: string; bytes: Buffer; url: string };

export type DiscordMessage = {
  id: string;
  channel: string;
  author: string;
  content: string;
  components: Json[];
  embeds: Json[];
  attachments: Attachment[];
  flags: number;
  nonce: string | number | null;
  /** The message it replies to. */
  replyTo: string | null;
  pings: Pings;
  /** Seen by this person only. */
  ephemeralTo: string | null;
  /** The interaction it answers. */
  interaction: { id: string; type: number; user: string } | null;
  /** Its deferred answer has not come yet. */
  isLoading: boolean;
  at: string;
  editedAt: string | null;
  edits: number;
  pinned: boolean;
};

export type Command = Json & { id: string; name: string; type: number; guild_id?: string };

export type GatewayEvent = {
  t: string;
  d: Json;
  /** Null for a direct conversation. */
  guild: string | null;
  /** The message it tells of, whose content is hidden from those who may not read it. */
  message?: DiscordMessage;
};

export const ids = {
  application: '1100000000000000001',
  guild: '1200000000000000001',
  otherGuild: '1200000000000000002',
  general: '1300000000000000001',
  engineering: '1300000000000000002',
  bugs: '1300000000000000003',
  otherGeneral: '1300000000000000004',
  ana: '1400000000000000001',
  ben: '1400000000000000002',
  gus: '1400000000000000003',
  eve: '1400000000000000004',
  botRole: '1500000000000000001',
  team: '1500000000000000002',
  admins: '1500000000000000003',
} as const;

/** What the invitation of a bot asks for, as the reference for the bot's setup lists it. */
export const granted: readonly Permission[] = [
  'VIEW_CHANNEL',
  'SEND_MESSAGES',
  'SEND_MESSAGES_IN_THREADS',
  'CREATE_PUBLIC_THREADS',
  'MANAGE_THREADS',
  'EMBED_LINKS',
  'ATTACH_FILES',
  'READ_MESSAGE_HISTORY',
  'ADD_REACTIONS',
  'USE_APPLICATION_COMMANDS',
];

const memberMay: readonly Permission[] = [
  'VIEW_CHANNEL',
  'SEND_MESSAGES',
  'SEND_MESSAGES_IN_THREADS',
  'CREATE_PUBLIC_THREADS',
  'EMBED_LINKS',
  'ATTACH_FILES',
  'READ_MESSAGE_HISTORY',
  'ADD_REACTIONS',
  'USE_APPLICATION_COMMANDS',
];

/** Privileged intents that are switched on for the app in the developer portal. */
export type Portal = { messageContent: boolean; guildMembers: boolean; presences: boolean };

export type World = {
  bot: DiscordUser;
  portal: Portal;
  users: Map<string, DiscordUser>;
  guilds: Map<string, Guild>;
  channels: Map<string, Channel>;
  /** In the order they were written; deleted ones are gone. */
  messages: DiscordMessage[];
  /** Everything uploaded, by its id. */
  files: Map<string, Attachment>;
  /** When messages over an hour old were edited, by channel. */
  oldEdits: Map<string, number[]>;
  /** Of everything written or edited so far, who was notified by it. */
  pinged: { message: string; by: string; pings: Pings }[];
  /** Global ones under the application's id, else by guild. */
  commands: Map<string, Command[]>;
  now(): Date;
  nextId(): string;
  base(): string;
  tell(event: GatewayEvent): void;
  /** What this member may do there. */
  may(user: string, channel: Channel): bigint;
};

const discordEpoch = 1_420_070_400_000;

export type Hands = { now(): Date; base(): string; tell(event: GatewayEvent): void };

export function createWorld({ now, base, tell }: Hands): World {
  let last = 0n;
  const user = (id: string, name: string, isBot = false): DiscordUser => ({ id, name, isBot });
  const bot = user(ids.application, 'docket', true);
  const people = [
    bot,
    user(ids.ana, 'Ana'),
    user(ids.ben, 'Ben'),
    user(ids.gus, 'Gus'),
    user(ids.eve, 'Eve'),
  ];
  const guilds = [seedGuild(ids.guild, 'Sandbox', ids.ana), seedGuild(ids.otherGuild, 'Other', ids.eve)];
  const channels = seedChannels(now);
  const world: World = {
    bot,
    portal: { messageContent: false, guildMembers: false, presences: false },
    users: new Map(people.map((one) => [one.id, one])),
    guilds: new Map(guilds.map((one) => [one.id, one])),
    channels: new Map(channels.map((one) => [one.id, one])),
    messages: [],
    files: new Map(),
    oldEdits: new Map(),
    pinged: [],
    commands: new Map(),
    now,
    base,
    tell,
    nextId() {
      const wanted = BigInt(now().getTime() - discordEpoch) << 22n;
      last = wanted > last ? wanted : last + 1n;
      return String(last);
    },
    may: (member, channel) => standingOf(world, member, channel),
  };
  return world;
}

function standingOf(world: World, user: string, channel: Channel): bigint {
  const place = channel.kind === 'thread' ? world.channels.get(channel.parent!)! : channel;
  if (place.guild === null) return place.people.has(user) ? sum(memberMay) : 0n;
  const guild = world.guilds.get(place.guild)!;
  const member = guild.members.get(user);
  if (!member) return 0n;
  const roles = [guild.id, ...member.roles].map((id) => guild.roles.get(id)!);
  return permissionsOf({ member: user, isOwner: guild.owner === user, roles }, guild.id, place.overwrites);
}

function seedGuild(id: string, name: string, owner: string): Guild {
  const role = (of: string, title: string, permissions: bigint): [string, Role] => [
    of,
    { id: of, name: title, permissions, mentionable: false },
  ];
  const member = (user: string, roles: string[] = []): [string, Member] => [
    user,
    { user, roles, nick: null },
  ];
  const isMain = id === ids.guild;
  return {
    id,
    name,
    owner,
    roles: new Map([
      role(id, '@everyone', sum(memberMay)),
      role(ids.botRole, 'Docket', sum(granted)),
      role(ids.team, 'Team', 0n),
      role(ids.admins, 'Admins', bits.MANAGE_GUILD),
    ]),
    members: new Map(
      isMain
        ? [
            member(ids.application, [ids.botRole]),
            member(ids.ana, [ids.team, ids.admins]),
            member(ids.ben, [ids.team]),
            member(ids.gus),
          ]
        : [member(ids.application, [ids.botRole]), member(ids.eve, [ids.admins])],
    ),
  };
}

/** A channel with everything that most channels leave empty. */
export function newChannel(
  over: Pick<Channel, 'id' | 'kind' | 'guild' | 'name'> & Partial<Channel>,
  now: () => Date,
): Channel {
  return {
    topic: null,
    parent: null,
    overwrites: [],
    tags: [],
    owner: null,
    appliedTags: [],
    archived: false,
    locked: false,
    archivedAt: now().toISOString(),
    autoArchiveMinutes: 4320,
    people: new Set(),
    ...over,
  };
}

function seedChannels(now: () => Date): Channel[] {
  const tagNames = ['bug', 'triage', 'filed', 'fixed', 'wontfix'];
  const tags = tagNames.map((name, at) => ({ id: `160000000000000000${at + 1}`, name, moderated: false }));
  const text = (id: string, guild: string, name: string) =>
    newChannel({ id, kind: 'text', guild, name }, now);
  return [
    text(ids.general, ids.guild, 'general'),
    text(ids.engineering, ids.guild, 'engineering'),
    newChannel({ id: ids.bugs, kind: 'forum', guild: ids.guild, name: 'bugs', tags }, now),
    text(ids.otherGeneral, ids.otherGuild, 'general'),
  ];
}
