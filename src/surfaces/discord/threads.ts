/** Threads of Discord: the one opened on a message, and the channel a thread belongs to. */
import { type APIChannel, ChannelType, type Client, type REST, Routes } from 'discord.js';
import { cutPlain } from '../../cards/cut-text.ts';
import { makeSafeLine } from '../../messenger/safe-text.ts';
import { codes, isRefused } from './client.ts';
import type { Place } from './place.ts';

const longestName = 100;
/** A week. Minutes. */
const archivedAfter = 10_080;

/** Opened on the message whose id it has; true also when it was open before. Throws what Discord refuses. */
export async function openThread(rest: REST, { channel, thread }: Place, title: string): Promise<boolean> {
  const name = cutPlain(makeSafeLine(title), longestName) || 'Docket';
  try {
    const body = { name, auto_archive_duration: archivedAfter };
    await rest.post(Routes.threads(channel, thread!), { body });
  } catch (error) {
    if (!isRefused(error, codes.threadExists)) throw error;
  }
  return true;
}

export type ChannelKind = {
  /** The channel or forum a thread belongs to; null for what is no thread. */
  parent: string | null;
  /** Who opened the thread. */
  owner: string | null;
  isForumPost: boolean;
  name: string;
};

const threadTypes: readonly number[] = [
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
];
const forumTypes: readonly number[] = [ChannelType.GuildForum, ChannelType.GuildMedia];

export type Channels = {
  /** Throws while Discord does not say. */
  find(id: string): Promise<ChannelKind>;
  isForum(id: string): Promise<boolean>;
};

/** From what the gateway told, or else from Discord. */
export function createChannels(client: Client): Channels {
  const typeOf = async (id: string): Promise<number> =>
    client.channels.cache.get(id)?.type ?? ((await client.rest.get(Routes.channel(id))) as APIChannel).type;
  const isForum = async (id: string) => forumTypes.includes(await typeOf(id));
  return {
    isForum,
    async find(id) {
      const known = client.channels.cache.get(id);
      if (known?.isThread()) {
        const { parentId, ownerId, name } = known;
        return { parent: parentId, owner: ownerId, name, isForumPost: await isForumOf(isForum, parentId) };
      }
      if (known)
        return {
          parent: null,
          owner: null,
          isForumPost: false,
          name: 'name' in known ? (known.name ?? '') : '',
        };
      const channel = (await client.rest.get(Routes.channel(id))) as APIChannel & {
        parent_id?: string;
        owner_id?: string;
      };
      const parent = threadTypes.includes(channel.type) ? (channel.parent_id ?? null) : null;
      const isForumPost = await isForumOf(isForum, parent);
      return { parent, owner: channel.owner_id ?? null, isForumPost, name: channel.name ?? '' };
    },
  };
}

async function isForumOf(isForum: (id: string) => Promise<boolean>, parent: string | null): Promise<boolean> {
  return parent !== null && (await isForum(parent).catch(() => false));
}

/** Where a channel of a guild stands. */
export async function placeIn(channels: Channels, guild: string, channel: string): Promise<Place> {
  const { parent } = await channels.find(channel);
  return parent ? { guild, channel: parent, thread: channel } : { guild, channel, thread: null };
}
