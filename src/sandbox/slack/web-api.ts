/** The methods of Slack's Web API that the sandbox answers, refused where Slack refuses. */
import { checkBlocks, checkView } from './check-blocks.ts';
import type { Room, SlackMessage, SlackView } from './room.ts';

export type Arguments = Record<string, unknown>;
export type Reply = { ok: boolean; error?: string; [field: string]: unknown };

const botToken = 'xoxb-docket-sandbox';
const appToken = 'xapp-docket-sandbox';
export const tokens = { botToken, appToken };

type Deps = { room: Room; base: string; socketUrl(): string; now(): Date };

const sessionStatuses = new Set(['active', 'processing', 'suspended', 'closed']);
/** Slack cuts at 40,000 and asks for no more than 4,000. */
const longestText = 4000;

const refuse = (error: string, more: object = {}): Reply => ({ ok: false, error, ...more });

/** By name; a method that is missing is `unknown_method`, as at Slack. */
export function createMethods(deps: Deps): Record<string, (args: Arguments) => Reply> {
  const { room } = deps;
  return {
    'auth.test': () => ({
      ok: true,
      team_id: room.team,
      team: 'Sandbox',
      url: `${deps.base}/`,
      user_id: room.bot.id,
      user: room.bot.name,
      bot_id: 'B0DOCKET',
    }),
    'apps.connections.open': () => ({ ok: true, url: deps.socketUrl() }),
    ...messageMethods(room),
    ...readMethods(room),
    ...viewMethods(deps),
    'users.info': ({ user }) => {
      const found = room.users.get(String(user));
      return found ? { ok: true, user: toUser(found) } : refuse('user_not_found');
    },
    'conversations.open': ({ users }) => {
      const id = `D0${String(users).replace(/^U0/, '')}`;
      room.channels.set(id, { id, isDirect: true, members: new Set([String(users), room.bot.id]) });
      return { ok: true, channel: { id } };
    },
    ...agentMethods(room),
    'conversations.info': ({ channel }) => {
      const found = room.channels.get(String(channel));
      if (!found || (found.isPrivate && !found.members.has(room.bot.id))) return refuse('channel_not_found');
      return {
        ok: true,
        channel: { id: found.id, is_private: found.isPrivate ?? false, is_im: found.isDirect },
      };
    },
    'conversations.members': ({ channel }) => {
      const found = room.channels.get(String(channel));
      return found ? { ok: true, members: [...found.members] } : refuse('channel_not_found');
    },
    'chat.getPermalink': ({ channel, message_ts }) => {
      const found = room.messages.find((one) => one.channel === channel && one.ts === message_ts);
      const address = `https://sandbox.slack.com/archives/${channel}/p${String(message_ts).replace('.', '')}`;
      return found ? { ok: true, channel, permalink: address } : refuse('message_not_found');
    },
    ...fileMethods(deps),
  };
}

function toUser(user: { id: string; name: string; team: string; isBot: boolean; isGuest: boolean }) {
  return {
    id: user.id,
    name: user.name.toLowerCase(),
    real_name: user.name,
    team_id: user.team,
    is_bot: user.isBot,
    is_restricted: user.isGuest,
    is_ultra_restricted: false,
    deleted: false,
    profile: { display_name: user.name, real_name: user.name },
  };
}

function messageMethods(room: Room): Record<string, (args: Arguments) => Reply> {
  const write = (args: Arguments, ephemeralTo: string | null): Reply => {
    const channel = room.channels.get(String(args.channel));
    if (!channel) return refuse('channel_not_found');
    if (!channel.members.has(room.bot.id)) return refuse('not_in_channel');
    const blocks = (args.blocks ?? []) as Record<string, unknown>[];
    const faults = checkBlocks(blocks, 50);
    if (faults.length > 0) return refuse('invalid_blocks', { response_metadata: { messages: faults } });
    const text = String(args.text ?? '');
    if (blocks.length === 0 && text === '') return refuse('no_text');
    if (text.length > longestText) return refuse('msg_too_long');
    const message: SlackMessage = {
      channel: channel.id,
      ts: room.nextTs(),
      threadTs: args.thread_ts ? String(args.thread_ts) : null,
      user: room.bot.id,
      text,
      blocks,
      metadata: args.metadata ?? null,
      ephemeralTo,
      edits: 0,
    };
    room.messages.push(message);
    return { ok: true, channel: channel.id, ts: message.ts, message_ts: message.ts };
  };
  return {
    'chat.postMessage': (args) => write(args, null),
    'chat.postEphemeral': (args) => write(args, String(args.user)),
    'chat.update': (args) => {
      const found = room.messages.find(({ channel, ts }) => channel === args.channel && ts === args.ts);
      if (!found || found.ephemeralTo !== null) return refuse('message_not_found');
      const blocks = (args.blocks ?? []) as Record<string, unknown>[];
      const faults = checkBlocks(blocks, 50);
      if (faults.length > 0) return refuse('invalid_blocks', { response_metadata: { messages: faults } });
      const { text = '', metadata = found.metadata } = args;
      Object.assign(found, { blocks, text: String(text), metadata, edits: found.edits + 1 });
      return { ok: true, channel: found.channel, ts: found.ts };
    },
    'chat.delete': ({ channel, ts }) => {
      const at = room.messages.findIndex((one) => one.channel === channel && one.ts === ts);
      if (at < 0) return refuse('message_not_found');
      if (room.messages[at]!.user !== room.bot.id) return refuse('cant_delete_message');
      room.messages.splice(at, 1);
      return { ok: true, channel, ts };
    },
  };
}

function readMethods(room: Room): Record<string, (args: Arguments) => Reply> {
  return {
    'conversations.replies': ({ channel, ts }) => {
      if (!room.channels.get(String(channel))?.members.has(room.bot.id)) return refuse('not_in_channel');
      return tell(
        room.messages.filter((one) => one.channel === channel && (one.threadTs === ts || one.ts === ts)),
      );
    },
    'conversations.history': ({ channel }) =>
      tell(room.messages.filter((one) => one.channel === channel && one.threadTs === null).toReversed()),
  };
}

function agentMethods(room: Room): Record<string, (args: Arguments) => Reply> {
  return {
    'agents.sessions.setStatus': ({ channel_id, thread_ts, status }) => {
      // Sessions are of threads, also in direct messages.
      if (!thread_ts || !room.channels.has(String(channel_id))) return refuse('invalid_arguments');
      if (!sessionStatuses.has(String(status))) return refuse('invalid_status');
      room.sessions.push({
        channel: String(channel_id),
        threadTs: String(thread_ts),
        status: String(status),
      });
      return { ok: true };
    },
    'assistant.threads.setSuggestedPrompts': ({ channel_id, prompts }) => {
      const wanted = (prompts ?? []) as { title: string; message: string }[];
      if (wanted.length > 4 || wanted.some(({ title, message }) => !title || !message)) {
        return refuse('invalid_arguments');
      }
      room.prompts.set(String(channel_id), wanted);
      return { ok: true };
    },
  };
}

/** What one person alone saw is told to nobody. */
function tell(found: readonly SlackMessage[]): Reply {
  const messages = found
    .filter(({ ephemeralTo }) => ephemeralTo === null)
    .map(({ ts, threadTs, user, text, metadata }) => ({ ts, thread_ts: threadTs, user, text, metadata }));
  return { ok: true, messages, has_more: false };
}

function viewMethods({ room, now }: Deps): Record<string, (args: Arguments) => Reply> {
  const keep = (id: string, user: string, view: Record<string, unknown>): SlackView => {
    const kept = { id, user, view, hash: room.nextId('h'), isOpen: true };
    room.views.set(id, kept);
    return kept;
  };
  const told = ({ id, hash, view }: SlackView) => ({ ok: true, view: { ...view, id, hash } });
  const check = (view: unknown): Reply | null => {
    const faults = checkView(view as Record<string, unknown>);
    return faults.length > 0
      ? refuse('invalid_arguments', { response_metadata: { messages: faults } })
      : null;
  };
  return {
    'views.open': ({ trigger_id, view }) => {
      const trigger = room.triggers.get(String(trigger_id));
      if (!trigger) return refuse('exchanged_trigger_id');
      room.triggers.delete(String(trigger_id));
      if (now().getTime() > trigger.until) return refuse('expired_trigger_id');
      return check(view) ?? told(keep(room.nextId('V'), trigger.user, view as Record<string, unknown>));
    },
    'views.update': ({ view_id, view, hash }) => {
      const known = room.views.get(String(view_id));
      if (!known?.isOpen) return refuse('not_found');
      if (hash !== undefined && hash !== known.hash) return refuse('hash_conflict');
      return check(view) ?? told(keep(known.id, known.user, view as Record<string, unknown>));
    },
    'views.publish': ({ user_id, view }) => {
      const fault = check(view);
      if (fault) return fault;
      room.homes.set(String(user_id), view as Record<string, unknown>);
      return { ok: true, view: {} };
    },
  };
}

/** A canvas is a file of its own kind. */
function fileMethods({ room, base }: Deps): Record<string, (args: Arguments) => Reply> {
  return {
    'files.info': ({ file }) => {
      const found = room.files.get(String(file));
      if (!found) return refuse('file_not_found');
      const { id, name, mediaType, bytes, user, channels = [] } = found;
      const url = `${base}/files/${id}`;
      const of = (isPrivate: boolean) =>
        channels.filter((one) => Boolean(room.channels.get(one)?.isPrivate) === isPrivate);
      const told = {
        id,
        name,
        title: name,
        mimetype: mediaType,
        size: bytes.length,
        url_private_download: url,
      };
      return { ok: true, file: { ...told, user, channels: of(false), groups: of(true), ims: [] } };
    },
    'canvases.getContent': ({ canvas_id }) => {
      const found = room.files.get(String(canvas_id));
      if (!room.scopes.includes('canvases:read')) return refuse('missing_scope');
      return found ? { ok: true, content: found.bytes.toString('utf8') } : refuse('canvas_not_found');
    },
    'files.getUploadURLExternal': ({ filename }) => {
      const id = room.nextId('F');
      room.files.set(id, { id, name: String(filename), mediaType: 'text/plain', bytes: Buffer.alloc(0) });
      return { ok: true, file_id: id, upload_url: `${base}/upload/${id}` };
    },
    'files.completeUploadExternal': ({ files, channel_id, thread_ts }) => {
      const listed = (files ?? []) as { id: string; title?: string }[];
      const found = listed.flatMap(({ id }) => room.files.get(id) ?? []);
      room.messages.push({
        channel: String(channel_id),
        ts: room.nextTs(),
        threadTs: thread_ts ? String(thread_ts) : null,
        user: room.bot.id,
        text: found.map(({ name }) => `[file ${name}]`).join(' '),
        blocks: [],
        metadata: null,
        ephemeralTo: null,
        edits: 0,
      });
      return { ok: true, files: found.map(({ id, name }) => ({ id, name })) };
    },
  };
}
