/** What Slack delivers, as the events the rest of Docket knows. Reads only; decides nothing. */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { SharedFile } from './files.ts';
import { readKept } from './modal.ts';
import { type Place, readThread } from './place.ts';
import type { Shared } from './shared-refs.ts';

const MessageEvent = z.object({
  type: z.enum(['app_mention', 'message']),
  subtype: z.string().optional(),
  user: z.string().optional(),
  bot_id: z.string().optional(),
  text: z.string().default(''),
  ts: z.string(),
  thread_ts: z.string().optional(),
  channel: z.string(),
  channel_type: z.string().optional(),
  files: z.array(SharedFile).default([]),
});

export type Said = {
  place: Place;
  user: string;
  text: string;
  ts: string;
  files: SharedFile[];
  /** Addressed to us; a reply in a thread may be between others. */
  toUs: boolean;
  isReply: boolean;
};

const Tenancy = z.object({
  authorizations: z.array(z.object({ team_id: z.string().nullish() })).nullish(),
  team_id: z.string().nullish(),
  view: z.object({ app_installed_team_id: z.string().nullish() }).nullish(),
  message: z.object({ team: z.string().nullish(), app_id: z.string().nullish() }).nullish(),
  api_app_id: z.string().nullish(),
  team: z.object({ id: z.string() }).nullish(),
});

/**
 * The team whose installation a delivery is for. In a channel shared by several teams that is not the team of the person
 * who wrote or pressed: an event names it in `authorizations`, a view in `app_installed_team_id`, and a press stands on a
 * message that the app itself wrote there.
 */
export function readTeam(body: unknown): string | null {
  const told = Tenancy.safeParse(body).data;
  if (!told) return null;
  const { authorizations, view, message, api_app_id } = told;
  const isOurs = message?.app_id && message.app_id === api_app_id;
  return (
    authorizations?.[0]?.team_id ??
    view?.app_installed_team_id ??
    (isOurs ? message.team : null) ??
    told.team?.id ??
    told.team_id ??
    null
  );
}

const readSubtypes = new Set([undefined, 'file_share', 'thread_broadcast']);

/** Null for what is not a person's message: our own, another app's, an edit, a join. */
export function readMessage(event: unknown, team: string, bot: string): Said | null {
  const parsed = MessageEvent.safeParse(event);
  if (!parsed.success) return null;
  const { type, subtype, user, bot_id, text, ts, thread_ts, channel, channel_type, files } = parsed.data;
  if (!user || user === bot || bot_id || !readSubtypes.has(subtype)) return null;
  const isDirect = channel_type === 'im';
  const mentions = type === 'app_mention' || text.includes(`<@${bot}>`);
  return {
    place: { team, channel, threadTs: thread_ts ?? ts },
    user,
    text: decode(text, bot),
    ts,
    files,
    toUs: isDirect || mentions,
    isReply: thread_ts !== undefined,
  };
}

/** A mention in a channel comes as two events with two ids; it is one message. */
export function idOfMessage({ place, ts }: Pick<Said, 'place' | 'ts'>): string {
  return `${place.channel}:${ts}`;
}

/** The files of a message, as the event keeps them. */
export function sharedOf(message: unknown): Shared[] {
  const { files = [] } = z.object({ files: z.array(SharedFile).nullish() }).parse(message);
  return (files ?? []).map((file) => ({ kind: 'file', ...file }));
}

/** Slack's own marks as a person would type them; our own name is how we were called, not what was said. */
export function decode(text: string, bot: string): string {
  return text
    .replaceAll(`<@${bot}>`, '')
    .replace(/<(https?:[^|>]+)(?:\|[^>]*)?>/g, '$1')
    .replace(/<mailto:[^|>]+\|([^>]+)>/g, '$1')
    .replace(/<#([A-Z0-9]+)(?:\|([^>]*))?>/g, (_mark, id: string, name?: string) => `#${name || id}`)
    .replace(/<@([A-Z0-9]+)(?:\|([^>]*))?>/g, (_mark, id: string, name?: string) => `@${name ?? id}`)
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();
}

const Press = z.object({
  user: z.object({ id: z.string() }),
  trigger_id: z.string(),
  container: z.object({
    message_ts: z.string().optional(),
    thread_ts: z.string().optional(),
    is_ephemeral: z.boolean().optional(),
  }),
  channel: z.object({ id: z.string() }).optional(),
  /** Set for a press in a dialogue or on the home tab. */
  view: z.object({ id: z.string(), type: z.string(), private_metadata: z.string() }).optional(),
  message: z.object({ thread_ts: z.string().optional() }).optional(),
  actions: z.array(
    z.object({
      value: z.string().optional(),
      /** Of a menu, and of what is folded away. */
      selected_option: z.object({ value: z.string() }).nullish(),
      action_id: z.string(),
      action_ts: z.string(),
    }),
  ),
});

export type Pressed = {
  place: Place;
  /** The dialogue it was made in. */
  dialogue: string | null;
  /** Made on what opens a form. */
  isForm: boolean;
  user: string;
  action: string;
  triggerId: string;
  ts: string;
  eventId: string;
};

/** Null for a press that is none of our choices, such as one on a link. A direct message is one conversation. */
export function readPress(body: unknown, team: string): Pressed | null {
  const parsed = Press.safeParse(body);
  const action = parsed.data?.actions[0];
  const token = action?.value ?? action?.selected_option?.value;
  if (!parsed.success || !action || !token) return null;
  const { user, trigger_id, container, view } = parsed.data;
  const place = view ? placeOfView(view.private_metadata) : placeOfMessage(parsed.data, team);
  if (!place) return null;
  return {
    place,
    dialogue: view?.type === 'modal' ? view.id : null,
    isForm: action.action_id.startsWith('dk1:f'),
    user: user.id,
    action: token,
    triggerId: trigger_id,
    ts: container.message_ts ?? '',
    eventId: `press:${user.id}:${action.action_ts}:${token}`,
  };
}

function placeOfMessage({ container, channel, message }: z.infer<typeof Press>, team: string): Place | null {
  if (!channel) return null;
  const { message_ts, thread_ts, is_ephemeral } = container;
  // What one person alone sees is no message that could be answered below.
  const ownTs = channel.id.startsWith('D') || is_ephemeral ? null : (message_ts ?? null);
  return { team, channel: channel.id, threadTs: message?.thread_ts ?? thread_ts ?? ownTs };
}

function placeOfView(metadata: string): Place | null {
  const kept = readKept(metadata);
  return kept && readThread(kept.thread);
}

const Submission = z.object({
  user: z.object({ id: z.string() }),
  view: z.object({
    id: z.string(),
    hash: z.string().optional(),
    private_metadata: z.string(),
    blocks: z.array(z.object({ type: z.string(), block_id: z.string().optional() }).loose()),
    state: z.object({ values: z.unknown() }),
  }),
});

export type Submitted = {
  user: string;
  metadata: string;
  values: unknown;
  eventId: string;
  /** Where an error is shown. */
  firstInput: string | null;
};

export function readSubmission(body: unknown): Submitted | null {
  const parsed = Submission.safeParse(body);
  if (!parsed.success) return null;
  const { user, view } = parsed.data;
  const first = view.blocks.find(({ type }) => type === 'input')?.block_id ?? null;
  // A form that is sent again after an error is another event.
  const filled = createHash('sha256').update(JSON.stringify(view.state.values)).digest('hex').slice(0, 12);
  return {
    user: user.id,
    metadata: view.private_metadata,
    values: view.state.values,
    eventId: `form:${view.id}:${view.hash ?? ''}:${filled}`,
    firstInput: first,
  };
}

/** When a message was written; Slack's `ts` is seconds with microseconds. */
export function timeOf(ts: string): string {
  const ms = Number(ts) * 1000;
  return new Date(Number.isFinite(ms) && ms > 0 ? ms : Date.now()).toISOString();
}
