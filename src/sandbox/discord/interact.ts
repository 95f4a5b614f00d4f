/** One interaction of a person with the bot, from what they did to the bot's first answer. */
import { type Answered, callbackType, type Interaction, type Interactions } from './interactions.ts';
import { directChannel } from './threads.ts';
import { toChannel, toMember, toMessage, toUser } from './views.ts';
import type { Channel, DiscordMessage, Json, World } from './world.ts';

/** A modal that stands open before a person. */
export type OpenModal = { user: string; channel: string; source: DiscordMessage | null; modal: Json };

/** What stands on the desk of everybody who does something. */
export type PeopleDesk = {
  world: World;
  interactions: Interactions;
  /** How long a person waits for an answer. */
  ackMs: number;
  acknowledged(tookMs: number): void;
  modals: Map<string, OpenModal>;
  last: DiscordMessage | null;
};

export function placeOf(world: World, user: string, channel: string): Channel {
  return channel === 'direct' ? directChannel(world, user) : world.channels.get(channel)!;
}

type About = Pick<Interaction, 'type' | 'user' | 'channel' | 'source'>;

/** Resolves with the first answer; rejects as the client shows "This interaction failed" when none came in time. */
export function interact(desk: PeopleDesk, about: About, data: Json): Promise<Answered> {
  const { world, interactions } = desk;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error('This interaction failed: it was not answered in time')),
      desk.ackMs,
    );
    const interaction = interactions.open(about, (answer) => {
      clearTimeout(timer);
      desk.acknowledged(answer.tookMs);
      if (answer.type === callbackType.modal) {
        const { user, channel, source } = about;
        desk.modals.set(user, { user, channel, source, modal: answer.data! });
      }
      resolve(answer);
    });
    const channel = world.channels.get(about.channel)!;
    world.tell({ t: 'INTERACTION_CREATE', guild: channel.guild, d: toInteraction(world, interaction, data) });
  });
}

function toInteraction(
  world: World,
  { id, token, type, user, channel: at, source }: Interaction,
  data: Json,
): Json {
  const channel = world.channels.get(at)!;
  const { guild } = channel;
  const who = toUser(world.users.get(user)!);
  const member = guild === null ? null : toMember(world, world.guilds.get(guild)!.members.get(user)!);
  return {
    id,
    application_id: world.bot.id,
    token,
    type,
    version: 1,
    data,
    channel_id: at,
    channel: { ...toChannel(world, channel), permissions: String(world.may(user, channel)) },
    app_permissions: String(world.may(world.bot.id, channel)),
    locale: 'en-US',
    entitlements: [],
    context: guild === null ? 1 : 0,
    authorizing_integration_owners: guild === null ? { 0: '0' } : { 0: guild },
    attachment_size_limit: 10_485_760,
    ...(guild === null
      ? { user: who }
      : {
          guild_id: guild,
          guild_locale: 'en-US',
          guild: { id: guild, locale: 'en-US', features: [] },
          member: { ...member, permissions: String(world.may(user, channel)) },
        }),
    ...(source ? { message: toMessage(world, source) } : {}),
  };
}
