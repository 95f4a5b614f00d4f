/** The sandbox's Discord as it stands on the wire. */
import type {
  Attachment,
  Channel,
  DiscordMessage,
  DiscordUser,
  Guild,
  Json,
  Member,
  Role,
  World,
} from './world.ts';

export const channelType = { text: 0, direct: 1, thread: 11, forum: 15 } as const;
/** Message flags of Discord's. */
export const flag = { suppressEmbeds: 4, ephemeral: 64, loading: 128, componentsV2: 1 << 15 } as const;

const joinedAt = '2026-01-05T09:00:00.000000+00:00';

export function toUser({ id, name, isBot }: DiscordUser): Json {
  return {
    id,
    username: name.toLowerCase(),
    global_name: isBot ? null : name,
    discriminator: isBot ? '0001' : '0',
    avatar: null,
    public_flags: 0,
    flags: 0,
    primary_guild: null,
    ...(isBot ? { bot: true } : {}),
  };
}

export function toMember(world: World, { user, roles, nick }: Member): Json {
  return {
    user: toUser(world.users.get(user)!),
    roles,
    nick,
    avatar: null,
    banner: null,
    communication_disabled_until: null,
    flags: 0,
    joined_at: joinedAt,
    pending: false,
    premium_since: null,
    mute: false,
    deaf: false,
  };
}

export function toRole({ id, name, permissions, mentionable }: Role, guild: string): Json {
  return {
    id,
    name,
    permissions: String(permissions),
    position: id === guild ? 0 : 1,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: false,
    mentionable,
    icon: null,
    unicode_emoji: null,
    flags: 0,
  };
}

export function toChannel(world: World, channel: Channel): Json {
  const { id, kind, guild, name, topic, parent } = channel;
  if (kind === 'direct') {
    const recipients = [...channel.people].filter((one) => one !== world.bot.id);
    return {
      id,
      type: channelType.direct,
      flags: 0,
      last_message_id: lastMessage(world, id),
      recipients: recipients.map((one) => toUser(world.users.get(one)!)),
    };
  }
  const common = {
    id,
    type: channelType[kind],
    guild_id: guild!,
    name,
    parent_id: parent,
    flags: 0,
    last_message_id: lastMessage(world, id),
    rate_limit_per_user: 0,
  };
  if (kind === 'thread') return { ...common, ...threadFields(world, channel) };
  return {
    ...common,
    topic,
    position: 0,
    nsfw: false,
    permission_overwrites: channel.overwrites.map(({ allow, deny, ...one }) => ({
      ...one,
      allow: String(allow),
      deny: String(deny),
    })),
    ...(kind === 'forum'
      ? {
          available_tags: channel.tags.map((tag) => ({ ...tag, emoji_id: null, emoji_name: null })),
          default_reaction_emoji: null,
          default_sort_order: null,
          default_forum_layout: 0,
        }
      : {}),
  };
}

function threadFields(world: World, channel: Channel): Json {
  const written = world.messages.filter((one) => one.channel === channel.id).length;
  const isPost = world.channels.get(channel.parent!)?.kind === 'forum';
  return {
    owner_id: channel.owner,
    thread_metadata: {
      archived: channel.archived,
      archive_timestamp: channel.archivedAt,
      auto_archive_duration: channel.autoArchiveMinutes,
      locked: channel.locked,
      create_timestamp: channel.archivedAt,
    },
    message_count: written,
    member_count: channel.people.size,
    total_message_sent: written,
    ...(isPost ? { applied_tags: channel.appliedTags } : {}),
    ...(channel.people.has(world.bot.id) ? { member: toThreadMember(world, channel) } : {}),
  };
}

export function toThreadMember(world: World, { id, archivedAt }: Channel): Json {
  return { id, user_id: world.bot.id, join_timestamp: archivedAt, flags: 0 };
}

function lastMessage(world: World, channel: string): string | null {
  const last = world.messages.findLast((one) => one.channel === channel && one.ephemeralTo === null);
  return last?.id ?? null;
}

/** `readable` is false for who may not read the content of messages. */
export function toMessage(world: World, message: DiscordMessage, readable = true): Json {
  const { id, channel, author, pings, flags, interaction, replyTo, isLoading } = message;
  const hide = !readable;
  const replied = replyTo === null ? null : world.messages.find((one) => one.id === replyTo);
  return {
    id,
    channel_id: channel,
    type: replyTo === null ? (interaction?.type === 2 ? 20 : 0) : 19,
    author: toUser(world.users.get(author)!),
    content: hide ? '' : message.content,
    components: hide ? [] : message.components,
    embeds: hide ? [] : message.embeds,
    attachments: hide ? [] : message.attachments.map(toAttachment),
    mentions: pings.users.map((one) => toUser(world.users.get(one)!)),
    mention_roles: pings.roles,
    mention_everyone: pings.everyone,
    flags: flags | (isLoading ? flag.loading : 0),
    timestamp: message.at,
    edited_timestamp: message.editedAt,
    pinned: message.pinned,
    tts: false,
    ...(message.nonce === null ? {} : { nonce: message.nonce }),
    ...(author === world.bot.id ? { application_id: world.bot.id } : {}),
    ...(interaction ? answered(world, interaction) : {}),
    ...(replyTo === null ? {} : reference(world, channel, replyTo)),
    ...(replied ? { referenced_message: toMessage(world, replied, readable) } : {}),
    ...(world.channels.get(id)?.kind === 'thread'
      ? { thread: toChannel(world, world.channels.get(id)!) }
      : {}),
  };
}

function answered(world: World, interaction: NonNullable<DiscordMessage['interaction']>): Json {
  return {
    webhook_id: world.bot.id,
    interaction_metadata: {
      id: interaction.id,
      type: interaction.type,
      user: toUser(world.users.get(interaction.user)!),
      authorizing_integration_owners: {},
    },
  };
}

function reference(world: World, channel: string, message: string): Json {
  const guild = world.channels.get(channel)?.guild;
  return {
    message_reference: {
      type: 0,
      channel_id: channel,
      message_id: message,
      ...(guild ? { guild_id: guild } : {}),
    },
  };
}

export function toAttachment({ id, name, mediaType, bytes, url }: Attachment): Json {
  return { id, filename: name, size: bytes.length, url, proxy_url: url, content_type: mediaType };
}

export function toGuild(guild: Guild): Json {
  return {
    id: guild.id,
    name: guild.name,
    owner_id: guild.owner,
    icon: null,
    description: null,
    home_header: null,
    splash: null,
    discovery_splash: null,
    banner: null,
    features: [],
    region: 'deprecated',
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: null,
    system_channel_flags: 0,
    widget_enabled: false,
    widget_channel_id: null,
    verification_level: 1,
    default_message_notifications: 1,
    explicit_content_filter: 0,
    mfa_level: 0,
    nsfw: false,
    nsfw_level: 0,
    premium_tier: 0,
    premium_subscription_count: 0,
    premium_progress_bar_enabled: false,
    preferred_locale: 'en-US',
    rules_channel_id: null,
    safety_alerts_channel_id: null,
    public_updates_channel_id: null,
    vanity_url_code: null,
    application_id: null,
    incidents_data: null,
    max_presences: null,
    max_members: 500_000,
    max_stage_video_channel_users: 50,
    max_video_channel_users: 25,
    roles: [...guild.roles.values()].map((one) => toRole(one, guild.id)),
    emojis: [],
    stickers: [],
    approximate_member_count: guild.members.size,
    approximate_presence_count: 1,
  };
}

/** What GUILD_CREATE tells beyond the guild itself. */
export function toOpenGuild(world: World, guild: Guild): Json {
  const all = [...world.channels.values()].filter((one) => one.guild === guild.id);
  const living = all.filter(({ kind, archived }) => kind === 'thread' && !archived);
  return {
    ...toGuild(guild),
    joined_at: joinedAt,
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    voice_states: [],
    members: [toMember(world, guild.members.get(world.bot.id)!)],
    channels: all.filter(({ kind }) => kind !== 'thread').map((one) => toChannel(world, one)),
    threads: living.map((one) => toChannel(world, one)),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}
