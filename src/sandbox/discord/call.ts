/** One request to the sandbox's Discord as its endpoints get it, and what they answer. */

import type { Permission } from './permissions.ts';
import { bits } from './permissions.ts';
import { refuse } from './refusal.ts';
import type { Channel, DiscordMessage, Json, World } from './world.ts';

export type Upload = { field: string; name: string; mediaType: string; bytes: Buffer };

export type Call = {
  world: World;
  parts: Record<string, string>;
  query: URLSearchParams;
  body: Json;
  uploads: readonly Upload[];
};

/** Nothing is sent back where `body` is left out, not even that it is JSON. */
export type Result = { status: number; body?: unknown };
export type Endpoint = (call: Call) => Result;

/** Throws what Discord answers for a channel that is not there or not seen. */
export function findChannel(
  { world, parts }: Pick<Call, 'world' | 'parts'>,
  id = parts.channel_id!,
): Channel {
  const channel = world.channels.get(id);
  if (!channel) throw refuse(10003);
  if (!(world.may(world.bot.id, channel) & bits.VIEW_CHANNEL)) throw refuse(50001);
  return channel;
}

/** Throws Missing Permissions. */
export function requirePermission(world: World, channel: Channel, permission: Permission): void {
  if (!(world.may(world.bot.id, channel) & bits[permission])) throw refuse(50013);
}

/** Throws for one that is not there, or that one person alone saw. */
export function findMessage(world: World, channel: Channel, id: string): DiscordMessage {
  const found = world.messages.find((one) => one.id === id && one.channel === channel.id);
  if (!found || found.ephemeralTo !== null || found.isLoading) throw refuse(10008);
  return found;
}

/** Whether the app may read what stands in it: docs, topics/gateway, message content intent. */
export function isReadable(world: World, { author, channel, pings }: DiscordMessage): boolean {
  const isOwn = author === world.bot.id || pings.users.includes(world.bot.id);
  return world.portal.messageContent || isOwn || world.channels.get(channel)?.guild === null;
}
