/** What people do in the sandbox's Slack, as the deliveries an app gets of it. */
import { chooseIn, elementsOf, findButton, stateOf } from './pressable.ts';
import type { Room, SlackFile, SlackMessage, SlackView } from './room.ts';
import type { Acknowledgement, Deliver } from './sockets.ts';

export type Say = {
  user?: string;
  channel?: string;
  threadTs?: string;
  files?: readonly { name: string; mediaType: string; text: string }[];
};

export type Press = { user?: string; ts?: string; seen?: SlackMessage };

export type People = {
  /** Writes a message; one that names the app is delivered twice, as Slack does. Gives its `ts`. */
  say(text: string, how?: Say): Promise<string>;
  /** The same events once more, as after a lost acknowledgement. */
  sayAgain(): Promise<void>;
  /** Presses the button, or chooses the option, with this label on the newest message that has one, or on `ts`. */
  press(label: string, how?: Press): Promise<Acknowledgement>;
  /** Presses a button on the home tab, or in the open dialogue, of this person. */
  pressIn(view: 'home' | 'dialogue', label: string, how?: { user?: string }): Promise<Acknowledgement>;
  /** Fills in the open dialogue of this person and submits it. */
  submit(values: Record<string, string>, how?: { user?: string }): Promise<Acknowledgement>;
  slash(text: string, how?: { user?: string; channel?: string }): Promise<Acknowledgement>;
  /** From anywhere in Slack. */
  globalShortcut(callbackId: string, how?: { user?: string }): Promise<Acknowledgement>;
  shortcut(callbackId: string, message: SlackMessage, how?: { user?: string }): Promise<Acknowledgement>;
  /** Opens the app, on its home unless another tab is named. */
  openHome(user?: string, tab?: 'home' | 'messages'): Promise<void>;
  /** The app is taken away from the workspace, as an admin does it. */
  uninstall(): Promise<void>;
  stopSession(channel: string, threadTs: string, user?: string): Promise<void>;
  dialogueOf(user?: string): SlackView | null;
};

const triggerMs = 3000;

type Desk = {
  room: Room;
  deliver: Deliver;
  base: string;
  now(): Date;
  /** The events of the last thing that was said. */
  last: Record<string, unknown>[];
};

export function createPeople(room: Room, deliver: Deliver, over: { base: string; now(): Date }): People {
  const desk: Desk = { room, deliver, ...over, last: [] };
  const dialogueOf = (user = 'U0ANA') =>
    [...room.views.values()].findLast((one) => one.user === user && one.isOpen) ?? null;
  return {
    dialogueOf,
    say: (text, how) => say(desk, text, how),
    async sayAgain() {
      for (const payload of desk.last) {
        await deliver('events_api', payload, { attempt: 1, reason: 'timeout' });
      }
    },
    press: (label, how) => press(desk, label, how),
    pressIn: (where, label, { user = 'U0ANA' } = {}) =>
      pressIn(desk, user, { where, label, open: dialogueOf(user) }),
    submit: (values, { user = 'U0ANA' } = {}) => submit(desk, dialogueOf(user), values),
    slash: (text, how) => slash(desk, text, how),
    globalShortcut: (callbackId, { user = 'U0ANA' } = {}) =>
      interact(desk, user, { type: 'shortcut', callback_id: callbackId, action_ts: room.nextTs() }),
    shortcut: (callbackId, message, { user = 'U0ANA' } = {}) =>
      interact(desk, user, {
        type: 'message_action',
        callback_id: callbackId,
        response_url: `${desk.base}/response/${desk.room.team}`,
        message_ts: message.ts,
        channel: { id: message.channel, name: 'general' },
        message: { ts: message.ts, user: message.user, text: message.text, type: 'message' },
        action_ts: room.nextTs(),
      }),
    async openHome(user = 'U0ANA', tab = 'home') {
      await send(desk, {
        type: 'app_home_opened',
        user,
        channel: `D0${user.slice(2)}`,
        tab,
        event_ts: room.nextTs(),
      });
    },
    async uninstall() {
      await send(desk, { type: 'tokens_revoked', tokens: { oauth: [], bot: [room.bot.id] } });
      await send(desk, { type: 'app_uninstalled' });
    },
    async stopSession(channel, threadTs, user = 'U0ANA') {
      const event = { type: 'agent_session_stopped', channel, thread_ts: threadTs, user };
      await send(desk, { ...event, event_ts: room.nextTs() });
    },
  };
}

function send({ room, deliver, now, last }: Desk, event: Record<string, unknown>): Promise<Acknowledgement> {
  const payload = {
    type: 'event_callback',
    team_id: room.team,
    api_app_id: 'A0DOCKET',
    event,
    event_id: room.nextId('Ev'),
    event_time: Math.floor(now().getTime() / 1000),
    authorizations: [{ team_id: room.team, user_id: room.bot.id, is_bot: true, enterprise_id: null }],
  };
  last.push(payload);
  return deliver('events_api', payload);
}

/** Good for one dialogue within three seconds. */
function newTrigger({ room, now }: Desk, user: string): string {
  const id = room.nextId('trigger.');
  room.triggers.set(id, { until: now().getTime() + triggerMs, user });
  return id;
}

function interact(desk: Desk, user: string, payload: Record<string, unknown>): Promise<Acknowledgement> {
  const { room } = desk;
  return desk.deliver('interactive', {
    team: { id: room.users.get(user)?.team ?? room.team, domain: 'sandbox' },
    user: { id: user, username: user.toLowerCase(), team_id: room.users.get(user)?.team ?? room.team },
    api_app_id: 'A0DOCKET',
    token: 'unused',
    trigger_id: newTrigger(desk, user),
    ...payload,
  });
}

async function say(
  desk: Desk,
  text: string,
  { user = 'U0ANA', channel = 'C0GENERAL', threadTs, files = [] }: Say = {},
): Promise<string> {
  const { room } = desk;
  desk.last.length = 0;
  const ts = room.nextTs();
  const shared = files.map((file) => keepFile(room, desk.base, file));
  const isDirect = room.channels.get(channel)!.isDirect;
  room.messages.push({ ...blank, channel, ts, threadTs: threadTs ?? null, user, text });
  const common = {
    user,
    text,
    ts,
    channel,
    team: room.users.get(user)!.team,
    ...(threadTs ? { thread_ts: threadTs } : {}),
    ...(shared.length > 0 ? { files: shared } : {}),
  };
  const mentions = !isDirect && text.includes(`<@${room.bot.id}>`);
  if (mentions) await send(desk, { type: 'app_mention', ...common });
  await send(desk, {
    type: 'message',
    channel_type: isDirect ? 'im' : 'channel',
    ...(shared.length > 0 ? { subtype: 'file_share' } : {}),
    ...common,
  });
  return ts;
}

function press(
  desk: Desk,
  label: string,
  { user = 'U0ANA', ts, seen }: Press = {},
): Promise<Acknowledgement> {
  const found = findButton(seen ? [seen] : desk.room.messages, label, ts);
  if (!found) throw new Error(`no button says "${label}"`);
  const { message, button } = found;
  const inThread = message.threadTs ? { thread_ts: message.threadTs } : {};
  return interact(desk, user, {
    type: 'block_actions',
    response_url: `${desk.base}/response/${desk.room.team}`,
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: message.channel,
      is_ephemeral: message.ephemeralTo !== null,
      ...inThread,
    },
    channel: { id: message.channel, name: 'general' },
    message: {
      ts: message.ts,
      text: message.text,
      blocks: message.blocks,
      team: desk.room.team,
      app_id: 'A0DOCKET',
      ...inThread,
    },
    actions: [{ ...button, block_id: 'b', action_ts: desk.room.nextTs() }],
  });
}

function pressIn(
  desk: Desk,
  user: string,
  { where, label, open }: { where: 'home' | 'dialogue'; label: string; open: SlackView | null },
): Promise<Acknowledgement> {
  const home = desk.room.homes.get(user);
  const view =
    where === 'home' ? home && { ...home, id: `V0HOME${user}` } : open && { ...open.view, id: open.id };
  const element =
    view &&
    elementsOf((view as { blocks?: Record<string, unknown>[] }).blocks ?? []).flatMap((one) =>
      chooseIn(one, label),
    )[0];
  if (!element) throw new Error(`no button on the ${where} of ${user} says "${label}"`);
  return interact(desk, user, {
    type: 'block_actions',
    container: { type: 'view', view_id: (view as { id: string }).id },
    view,
    actions: [{ ...element, block_id: 'b', action_ts: desk.room.nextTs() }],
  });
}

/** The dialogue closes unless the app names a fault. */
async function submit(
  desk: Desk,
  open: SlackView | null,
  values: Record<string, string>,
): Promise<Acknowledgement> {
  if (!open) throw new Error('no dialogue is open');
  const answer = await interact(desk, open.user, {
    type: 'view_submission',
    view: {
      ...open.view,
      id: open.id,
      hash: open.hash,
      app_installed_team_id: desk.room.team,
      state: { values: stateOf(open, values) },
    },
    response_urls: [],
  });
  const refused = (answer.payload as { response_action?: string } | null)?.response_action;
  if (!refused) open.isOpen = false;
  return answer;
}

function slash(
  desk: Desk,
  text: string,
  { user = 'U0ANA', channel = 'C0GENERAL' }: { user?: string; channel?: string } = {},
): Promise<Acknowledgement> {
  return desk.deliver('slash_commands', {
    command: '/docket',
    text,
    user_id: user,
    user_name: user.toLowerCase(),
    channel_id: channel,
    team_id: desk.room.team,
    trigger_id: newTrigger(desk, user),
    response_url: `${desk.base}/response/${desk.room.team}`,
    api_app_id: 'A0DOCKET',
  });
}

const blank = { blocks: [], metadata: null, ephemeralTo: null, edits: 0 };

function keepFile(room: Room, base: string, file: { name: string; mediaType: string; text: string }) {
  const kept: SlackFile = {
    id: room.nextId('F'),
    name: file.name,
    mediaType: file.mediaType,
    bytes: Buffer.from(file.text, 'utf8'),
  };
  room.files.set(kept.id, kept);
  return {
    id: kept.id,
    name: kept.name,
    mimetype: kept.mediaType,
    ...(kept.mediaType === 'application/vnd.slack-docs' ? { filetype: 'quip' } : {}),
    size: kept.bytes.length,
    url_private_download: `${base}/files/${kept.id}`,
  };
}
