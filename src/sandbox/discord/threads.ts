/** Discord's endpoints for channels and threads, posts of a forum among them. */
import { type Call, type Endpoint, findChannel, findMessage, requirePermission } from './call.ts';
import { bits } from './permissions.ts';
import { oneFault, refuse } from './refusal.ts';
import { toChannel, toMessage, toThreadMember } from './views.ts';
import { type Channel, type Json, newChannel, type World } from './world.ts';
import { writeMessage } from './write-message.ts';

export const channelEndpoints: Record<string, Endpoint> = {
  get_channel: (call) => ({ status: 200, body: toChannel(call.world, findChannel(call)) }),
  update_channel: (call) => ({ status: 200, body: toChannel(call.world, updateChannel(call)) }),
  delete_channel(call) {
    const channel = findChannel(call);
    requirePermission(call.world, channel, channel.kind === 'thread' ? 'MANAGE_THREADS' : 'MANAGE_CHANNELS');
    const told = toChannel(call.world, channel);
    call.world.channels.delete(channel.id);
    const t = channel.kind === 'thread' ? 'THREAD_DELETE' : 'CHANNEL_DELETE';
    call.world.tell({ t, guild: channel.guild, d: told });
    return { status: 200, body: told };
  },
  create_thread: (call) => ({ status: 201, body: createThread(call) }),
  create_thread_from_message(call) {
    const { world, body } = call;
    const parent = findChannel(call);
    const message = findMessage(world, parent, call.parts.message_id!);
    requirePermission(world, parent, 'CREATE_PUBLIC_THREADS');
    if (world.channels.has(message.id)) throw refuse(160004);
    const thread = openThread(world, { parent, owner: world.bot.id, id: message.id, ...readThread(body) });
    return { status: 201, body: toChannel(world, thread) };
  },
  list_public_archived_threads(call) {
    const parent = findChannel(call);
    const all = [...call.world.channels.values()];
    const threads = all.filter(({ parent: of, archived }) => of === parent.id && archived);
    const told = threads.map((one) => toChannel(call.world, one));
    return { status: 200, body: { threads: told, members: [], has_more: false } };
  },
  join_thread(call) {
    const thread = findChannel(call);
    thread.people.add(call.world.bot.id);
    return { status: 204 };
  },
  create_dm(call) {
    const { world } = call;
    const other = String(call.body.recipient_id ?? '');
    if (!world.users.has(other)) throw refuse(10013);
    return { status: 200, body: toChannel(world, directChannel(world, other)) };
  },
};

/** The conversation of the bot and this person, opened when there is none. */
export function directChannel(world: World, person: string): Channel {
  const known = [...world.channels.values()].find((one) => one.kind === 'direct' && one.people.has(person));
  if (known) return known;
  const people = new Set([person, world.bot.id]);
  const made = newChannel({ id: world.nextId(), kind: 'direct', guild: null, name: '', people }, world.now);
  world.channels.set(made.id, made);
  world.tell({ t: 'CHANNEL_CREATE', guild: null, d: toChannel(world, made) });
  return made;
}

export type ThreadWish = {
  parent: Channel;
  owner: string;
  name: string;
  appliedTags?: string[];
  autoArchiveMinutes?: number;
  /** The message it hangs on; a new id when left out. */
  id?: string;
};

export function openThread(world: World, { parent, owner, id, ...wish }: ThreadWish): Channel {
  const { appliedTags = [], autoArchiveMinutes = 4320, name } = wish;
  const thread = newChannel(
    {
      id: id ?? world.nextId(),
      kind: 'thread',
      guild: parent.guild,
      name,
      parent: parent.id,
      owner,
      appliedTags,
      autoArchiveMinutes,
      people: new Set([owner]),
    },
    world.now,
  );
  world.channels.set(thread.id, thread);
  world.tell({
    t: 'THREAD_CREATE',
    guild: thread.guild,
    d: { ...toChannel(world, thread), newly_created: true },
  });
  return thread;
}

export function tellThread(world: World, thread: Channel, t: 'THREAD_UPDATE'): void {
  world.tell({ t, guild: thread.guild, d: toChannel(world, thread) });
}

function readThread(body: Json): { name: string; autoArchiveMinutes?: number } {
  const minutes = body.auto_archive_duration as number | null | undefined;
  return { name: String(body.name), ...(minutes ? { autoArchiveMinutes: minutes } : {}) };
}

/** In a forum a post, which begins with a message; elsewhere an empty thread. */
function createThread(call: Call): Json {
  const { world, body, uploads } = call;
  const parent = findChannel(call);
  if (parent.kind !== 'forum') {
    requirePermission(world, parent, 'CREATE_PUBLIC_THREADS');
    return toChannel(world, openThread(world, { parent, owner: world.bot.id, ...readThread(body) }));
  }
  requirePermission(world, parent, 'SEND_MESSAGES');
  const first = body.message as Json | undefined;
  if (!first) throw oneFault('message', 'BASE_TYPE_REQUIRED', 'This field is required');
  const appliedTags = (body.applied_tags ?? []) as string[];
  checkTags(parent, appliedTags);
  const thread = openThread(world, { parent, owner: world.bot.id, appliedTags, ...readThread(body) });
  try {
    const message = writeMessage(
      world,
      { body: first, uploads },
      {
        id: thread.id,
        channel: thread,
        author: world.bot.id,
        through: 'message',
        interaction: null,
        ephemeralTo: null,
      },
    );
    const { thread: _own, ...told } = toMessage(world, message);
    return { ...toChannel(world, thread), message: told, member: toThreadMember(world, thread) };
  } catch (error) {
    // A post whose message does not do is not made at all.
    world.channels.delete(thread.id);
    throw error;
  }
}

function checkTags({ tags }: Channel, applied: readonly string[]): void {
  if (applied.length > 5)
    throw oneFault('applied_tags', 'BASE_TYPE_BAD_LENGTH', 'Must be 5 or fewer in length.');
  const known = new Set(tags.map(({ id }) => id));
  const unknown = applied.findIndex((id) => !known.has(id));
  if (unknown >= 0) throw oneFault(`applied_tags/${unknown}`, 'CHANNEL_INVALID_TAG', 'Unknown tag');
}

/** What one may change of a thread that one began, and what takes the right to manage threads or channels. */
function updateChannel(call: Call): Channel {
  const { world, body } = call;
  const channel = findChannel(call);
  if (channel.kind === 'thread') updateThread(world, channel, body);
  else updatePlace(world, channel, body);
  world.tell({
    t: channel.kind === 'thread' ? 'THREAD_UPDATE' : 'CHANNEL_UPDATE',
    guild: channel.guild,
    d: toChannel(world, channel),
  });
  return channel;
}

function updateThread(world: World, thread: Channel, body: Json): void {
  const manages = (world.may(world.bot.id, thread) & bits.MANAGE_THREADS) !== 0n;
  const isOwn = thread.owner === world.bot.id;
  const wish = body as { name?: string; archived?: boolean; locked?: boolean; applied_tags?: string[] };
  if (!manages && (!isOwn || wish.locked !== undefined)) throw refuse(50013);
  const opens = wish.archived === false;
  if (thread.archived && !opens) throw refuse(50083);
  const parent = world.channels.get(thread.parent!)!;
  if (wish.applied_tags) checkTags(parent, wish.applied_tags);
  thread.name = wish.name ?? thread.name;
  thread.appliedTags = wish.applied_tags ?? thread.appliedTags;
  thread.locked = wish.locked ?? thread.locked;
  if (wish.archived !== undefined && wish.archived !== thread.archived) {
    thread.archived = wish.archived;
    thread.archivedAt = world.now().toISOString();
  }
  const minutes = body.auto_archive_duration as number | undefined;
  thread.autoArchiveMinutes = minutes ?? thread.autoArchiveMinutes;
}

function updatePlace(world: World, channel: Channel, body: Json): void {
  requirePermission(world, channel, 'MANAGE_CHANNELS');
  channel.name = (body.name as string | undefined) ?? channel.name;
  channel.topic = (body.topic as string | undefined) ?? channel.topic;
  const tags = body.available_tags as { id?: string | null; name: string; moderated?: boolean }[] | undefined;
  if (!tags) return;
  if (tags.length > 20)
    throw oneFault('available_tags', 'BASE_TYPE_BAD_LENGTH', 'Must be 20 or fewer in length.');
  channel.tags = tags.map(({ id, name, moderated }) => ({
    id: id ?? world.nextId(),
    name,
    moderated: moderated ?? false,
  }));
}
