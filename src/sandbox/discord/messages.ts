/** Discord's endpoints for messages: read, written, edited, deleted, and reacted to. */
import { type Call, type Endpoint, findChannel, findMessage, isReadable, requirePermission } from './call.ts';
import { bits } from './permissions.ts';
import { oneFault, Refusal, refuse } from './refusal.ts';
import { tellThread } from './threads.ts';
import { flag, toMessage } from './views.ts';
import type { Channel, DiscordMessage, World } from './world.ts';
import { editMessage, writeMessage } from './write-message.ts';

const nonceMs = 5 * 60_000;
const hourMs = 3_600_000;
/** How often messages that are over an hour old may be edited, in a channel; seen from outside, said nowhere. */
const oldEdits = { most: 3, withinMs: 20_000 };

export const messageEndpoints: Record<string, Endpoint> = {
  create_message: (call) => ({ status: 200, body: tell(call, createMessage(call)) }),
  get_message(call) {
    const channel = findChannel(call);
    requirePermission(call.world, channel, 'READ_MESSAGE_HISTORY');
    return { status: 200, body: tell(call, findMessage(call.world, channel, call.parts.message_id!)) };
  },
  list_messages: (call) => ({ status: 200, body: listMessages(call).map((one) => tell(call, one)) }),
  update_message(call) {
    const { world } = call;
    const channel = findChannel(call);
    const message = findMessage(world, channel, call.parts.message_id!);
    if (message.author !== world.bot.id) throw refuse(50005);
    if (channel.archived) throw refuse(50083);
    takeOldEdit(world, message);
    return { status: 200, body: tell(call, editMessage(world, message, call, 'message')) };
  },
  delete_message(call) {
    const { world } = call;
    const channel = findChannel(call);
    const message = findMessage(world, channel, call.parts.message_id!);
    if (message.author !== world.bot.id) requirePermission(world, channel, 'MANAGE_MESSAGES');
    removeMessage(world, message);
    return { status: 204 };
  },
  add_my_message_reaction(call) {
    const channel = findChannel(call);
    findMessage(call.world, channel, call.parts.message_id!);
    requirePermission(call.world, channel, 'ADD_REACTIONS');
    return { status: 204 };
  },
  delete_my_message_reaction(call) {
    findMessage(call.world, findChannel(call), call.parts.message_id!);
    return { status: 204 };
  },
  trigger_typing_indicator(call) {
    requireWriting(call.world, findChannel(call));
    return { status: 204 };
  },
};

function tell({ world }: Call, message: DiscordMessage) {
  return toMessage(world, message, isReadable(world, message));
}

/** Throws what keeps the bot from writing there. A post opens an archived thread again, unless it is locked. */
export function requireWriting(world: World, channel: Channel): void {
  if (channel.kind === 'forum') throw refuse(50008);
  const may = world.may(world.bot.id, channel);
  const wanted = channel.kind === 'thread' ? bits.SEND_MESSAGES_IN_THREADS : bits.SEND_MESSAGES;
  if (!(may & wanted)) throw refuse(50013);
  if (channel.locked && !(may & bits.MANAGE_THREADS)) throw refuse(160005);
  if (channel.kind === 'thread' && channel.archived) {
    channel.archived = false;
    tellThread(world, channel, 'THREAD_UPDATE');
  }
}

function createMessage(call: Call): DiscordMessage {
  const { world, body, uploads } = call;
  const channel = findChannel(call);
  requireWriting(world, channel);
  if (uploads.length > 0) requirePermission(world, channel, 'ATTACH_FILES');
  const { nonce, enforce_nonce, flags } = body as {
    nonce?: unknown;
    enforce_nonce?: boolean;
    flags?: number;
  };
  const first = enforce_nonce && nonce !== undefined ? findByNonce(world, channel, nonce) : undefined;
  if (first) return first;
  if ((flags ?? 0) & flag.ephemeral)
    throw oneFault('flags', 'BASE_TYPE_CHOICES', 'Only an answer to an interaction can be ephemeral.');
  return writeMessage(world, call, {
    channel,
    author: world.bot.id,
    through: 'message',
    interaction: null,
    ephemeralTo: null,
    replyTo: findReplied(call, channel),
  });
}

/** The same author's message of the past few minutes: docs, resources/message, Create Message, enforce_nonce. */
function findByNonce(world: World, channel: Channel, nonce: unknown): DiscordMessage | undefined {
  const since = world.now().getTime() - nonceMs;
  return world.messages.find(
    (one) =>
      one.channel === channel.id &&
      one.author === world.bot.id &&
      String(one.nonce) === String(nonce) &&
      Date.parse(one.at) > since,
  );
}

function findReplied({ world, body }: Call, channel: Channel): DiscordMessage | null {
  const wanted = body.message_reference as
    | { message_id?: string; fail_if_not_exists?: boolean }
    | null
    | undefined;
  if (!wanted?.message_id) return null;
  const found = world.messages.find((one) => one.id === wanted.message_id && one.channel === channel.id);
  if (found) return found;
  if (wanted.fail_if_not_exists === false) return null;
  throw oneFault('message_reference', 'REPLIES_UNKNOWN_MESSAGE', 'Unknown message');
}

function listMessages(call: Call): DiscordMessage[] {
  const { world, query } = call;
  const channel = findChannel(call);
  if (!(world.may(world.bot.id, channel) & bits.READ_MESSAGE_HISTORY)) return [];
  const limit = Number(query.get('limit') ?? 50);
  const [before, after] = [query.get('before'), query.get('after')];
  const seen = world.messages.filter(
    (one) =>
      one.channel === channel.id &&
      one.ephemeralTo === null &&
      !one.isLoading &&
      (before === null || BigInt(one.id) < BigInt(before)) &&
      (after === null || BigInt(one.id) > BigInt(after)),
  );
  return (after === null ? seen.slice(-limit) : seen.slice(0, limit)).toReversed();
}

/** Throws 30046, which says when to come back. */
function takeOldEdit(world: World, message: DiscordMessage): void {
  const now = world.now().getTime();
  if (now - Date.parse(message.at) <= hourMs) return;
  const recent = (world.oldEdits.get(message.channel) ?? []).filter((at) => now - at < oldEdits.withinMs);
  if (recent.length >= oldEdits.most) {
    throw new Refusal(
      429,
      30046,
      'Maximum number of edits to messages older than 1 hour reached. Try again later.',
    );
  }
  world.oldEdits.set(message.channel, [...recent, now]);
}

export function removeMessage(world: World, message: DiscordMessage): void {
  world.messages.splice(world.messages.indexOf(message), 1);
  const { guild } = world.channels.get(message.channel)!;
  if (message.ephemeralTo !== null) return;
  const d = { id: message.id, channel_id: message.channel, ...(guild ? { guild_id: guild } : {}) };
  world.tell({ t: 'MESSAGE_DELETE', guild, d });
}
