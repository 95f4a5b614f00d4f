/** Writes and edits messages as Discord does: checked, with its attachments, and counted whom it notifies. */
import type { Call, Upload } from './call.ts';
import { checkComponents, numberComponents } from './check-components.ts';
import { type AllowedMentions, checkAllowedMentions, evaluateMentions, textsOf } from './mentions.ts';
import { type FormFault, refuse, refuseForm } from './refusal.ts';
import { flag, toMember, toMessage } from './views.ts';
import type { Attachment, Channel, DiscordMessage, Json, World } from './world.ts';

type Body = {
  content?: string | null;
  components?: Json[] | null;
  embeds?: Json[] | null;
  flags?: number | null;
  attachments?: { id: string | number; filename?: string }[] | null;
  allowed_mentions?: AllowedMentions | null;
  poll?: unknown;
  sticker_ids?: unknown[];
};

export type Written = Pick<Call, 'uploads'> & { body: Json };

const longest = 2000;

type Kept = { content: string; components: Json[]; embeds: Json[]; attachments: Attachment[]; flags: number };

/** Throws Invalid Form Body, or that there is nothing in it. */
function checkContent(kept: Kept, body: Body): void {
  const isV2 = (kept.flags & flag.componentsV2) !== 0;
  const given = (['content', 'embeds', 'poll', 'sticker_ids'] as const).filter((name) => {
    const value = body[name];
    return value !== undefined && value !== null && value !== '' && (value as unknown[]).length !== 0;
  });
  const old: FormFault[] = isV2
    ? given.map((at) => ({
        at,
        code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
        message: `The '${at}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
      }))
    : [];
  const faults = [
    ...old,
    ...(kept.content.length > longest
      ? [{ at: 'content', code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${longest} or fewer in length.` }]
      : []),
    ...checkComponents(kept.components, { isV2, attached: kept.attachments.map(({ name }) => name) }),
    ...checkAllowedMentions(body.allowed_mentions),
  ];
  if (faults.length > 0) throw refuseForm(faults);
  const something = [kept.content, kept.components, kept.embeds, kept.attachments].some(
    (one) => one.length > 0,
  );
  if (!something && !body.poll) throw refuse(50006);
  if (isV2 && kept.components.length === 0) throw refuse(50006);
}

/** `attachments` names what an edit keeps, and what the uploads are called. */
function takeAttachments(
  world: World,
  channel: Channel,
  { body, uploads }: Written,
  before: readonly Attachment[],
): Attachment[] {
  const listed = (body as Body).attachments;
  const kept = listed ? before.filter((one) => listed.some(({ id }) => String(id) === one.id)) : before;
  const fresh = uploads.map((upload) => keepUpload(world, channel.id, nameUpload(upload, listed)));
  return [...kept, ...fresh];
}

function nameUpload(upload: Upload, listed: Body['attachments']): Upload {
  const index = /^files\[(\d+)\]$/.exec(upload.field)?.[1];
  const said = listed?.find(({ id }) => String(id) === index)?.filename;
  return said ? { ...upload, name: said } : upload;
}

export function keepUpload(world: World, channel: string, upload: Omit<Upload, 'field'>): Attachment {
  const id = world.nextId();
  const url = `${world.base()}/attachments/${channel}/${id}/${encodeURIComponent(upload.name)}`;
  const kept = { id, name: upload.name, mediaType: upload.mediaType, bytes: upload.bytes, url };
  world.files.set(id, kept);
  return kept;
}

export type Sent = {
  channel: Channel;
  author: string;
  through: 'message' | 'interaction';
  interaction: DiscordMessage['interaction'];
  ephemeralTo: string | null;
  replyTo?: DiscordMessage | null;
  /** The id it gets; a new one when left out. */
  id?: string;
};

/** Throws what Discord answers for a message that does not do; then nothing is written. */
export function writeMessage(world: World, written: Written, how: Sent): DiscordMessage {
  const body = written.body as Body & { nonce?: string | number };
  const kept = {
    content: body.content ?? '',
    components: body.components ?? [],
    embeds: body.embeds ?? [],
    attachments: takeAttachments(world, how.channel, written, []),
    flags: (body.flags ?? 0) & ~flag.loading,
  };
  checkContent(kept, body);
  const repliedTo = how.replyTo?.author ?? null;
  const pings = evaluateMentions(textsOf(kept.content, kept.components), body.allowed_mentions, {
    through: how.through,
    repliedTo,
  });
  const message: DiscordMessage = {
    ...kept,
    id: how.id ?? world.nextId(),
    channel: how.channel.id,
    author: how.author,
    components: numberComponents(kept.components),
    nonce: body.nonce ?? null,
    replyTo: how.replyTo?.id ?? null,
    pings,
    ephemeralTo: how.ephemeralTo,
    interaction: how.interaction,
    isLoading: false,
    at: world.now().toISOString(),
    editedAt: null,
    edits: 0,
    pinned: false,
  };
  world.messages.push(message);
  world.pinged.push({ message: message.id, by: message.author, pings });
  announce(world, message, 'MESSAGE_CREATE');
  return message;
}

/** An edit that says nothing of mentions is read with the default again: docs, resources/message, Edit Message. */
export function editMessage(
  world: World,
  message: DiscordMessage,
  written: Written,
  through: Sent['through'],
): DiscordMessage {
  const body = written.body as Body;
  const channel = world.channels.get(message.channel)!;
  // The flag can be set once and never taken away.
  const flags = message.flags | ((body.flags ?? 0) & flag.componentsV2);
  const kept = {
    content: body.content === undefined ? message.content : (body.content ?? ''),
    components: body.components === undefined ? message.components : (body.components ?? []),
    embeds: body.embeds === undefined ? message.embeds : (body.embeds ?? []),
    attachments: takeAttachments(world, channel, written, message.attachments),
    flags,
  };
  checkContent(kept, { ...body, content: kept.content, embeds: kept.embeds });
  const replied = world.messages.find(({ id }) => id === message.replyTo);
  const pings = evaluateMentions(textsOf(kept.content, kept.components), body.allowed_mentions, {
    through,
    repliedTo: replied?.author ?? null,
  });
  Object.assign(message, kept, {
    components: numberComponents(kept.components),
    pings,
    isLoading: false,
    edits: message.edits + 1,
    editedAt: world.now().toISOString(),
  });
  world.pinged.push({ message: message.id, by: message.author, pings });
  announce(world, message, 'MESSAGE_UPDATE');
  return message;
}

/** Who sees it is told; of one that is for one person alone nobody is. */
export function announce(world: World, message: DiscordMessage, t: string): void {
  if (message.ephemeralTo !== null) return;
  const channel = world.channels.get(message.channel)!;
  const { guild } = channel;
  const member = guild === null ? undefined : world.guilds.get(guild)!.members.get(message.author);
  const { user: _author, ...who } = member ? toMember(world, member) : {};
  const where =
    guild === null
      ? { channel_type: 1 }
      : { guild_id: guild, channel_type: channel.kind === 'thread' ? 11 : 0 };
  world.tell({
    t,
    guild,
    message,
    d: { ...toMessage(world, message), ...where, ...(member ? { member: who } : {}) },
  });
}
