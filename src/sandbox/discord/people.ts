/** What people do in the sandbox's Discord, as the events an app gets of it. */
import { type Slash, slash, suggest, useOnMessage } from './commands.ts';
import { interact, type OpenModal, type PeopleDesk, placeOf } from './interact.ts';
import { type Answered, interactionType } from './interactions.ts';
import { bits } from './permissions.ts';
import { type Filled, fillModal, findPressable, type UploadedFile, type Used } from './pressable.ts';
import { openThread } from './threads.ts';
import { toOpenGuild } from './views.ts';
import { type Channel, type DiscordMessage, ids, type Json } from './world.ts';
import { announce, writeMessage } from './write-message.ts';

type At = { user?: string; channel?: string };
export type Say = At & { replyTo?: DiscordMessage; files?: readonly UploadedFile[] };
export type Press = {
  user?: string;
  message?: DiscordMessage /** As the person saw it, older than it is now. */;
  seen?: DiscordMessage;
};
export type Post = At & { tags?: readonly string[]; files?: readonly UploadedFile[] };

export type People = {
  /** Writes a message, in #general when no other place is named; `direct` is the private talk with the bot. */
  say(text: string, how?: Say): Promise<DiscordMessage>;
  /** Posts into a forum; gives the thread, whose first message has its id. */
  post(title: string, text: string, how?: Post): Promise<Channel>;
  openThread(name: string, how?: At): Promise<Channel>;
  /** The last message event once more, as after a resume that repeats. */
  sayAgain(): void;
  /** Presses the button, or chooses the option, with this label on the newest message the person sees that has one. */
  press(label: string, how?: Press): Promise<Answered>;
  /** Chooses people, roles or channels in the select with this placeholder. */
  choose(placeholder: string, values: readonly string[], how?: Press): Promise<Answered>;
  /** Enters a slash command, as `docket bug`; files are named by their option. */
  slash(command: string, options?: Record<string, string | number | boolean>, how?: Slash): Promise<Answered>;
  /** What is suggested for an option while it is typed. */
  suggestions(
    command: string,
    option: string,
    typed: string,
    how?: At,
  ): Promise<{ name: string; value: unknown }[]>;
  /** A command of the menu of a message, as "Report as bug". */
  useOnMessage(command: string, message: DiscordMessage, how?: { user?: string }): Promise<Answered>;
  /** Fills in the open modal of this person and sends it. Throws what the client would say of a form that does not do. */
  submit(values: Filled, how?: { user?: string }): Promise<Answered>;
  modalOf(user?: string): OpenModal | null;
  /** The bot is invited to a server, and thrown out of one. */
  invite(guild: string): void;
  remove(guild: string): void;
};

export function createPeople(over: Omit<PeopleDesk, 'modals' | 'last'>): People {
  const desk: PeopleDesk = { ...over, modals: new Map(), last: null };
  const { world } = desk;
  return {
    say: async (text, how) => say(desk, text, how),
    post: async (title, text, how) => post(desk, title, { text, ...how }),
    async openThread(name, { user = ids.ana, channel = ids.general } = {}) {
      return openThread(world, { parent: world.channels.get(channel)!, owner: user, name });
    },
    sayAgain() {
      if (desk.last) announce(world, desk.last, 'MESSAGE_CREATE');
    },
    press: (label, how) => press(desk, label, how),
    choose: (placeholder, values, how) => choose(desk, placeholder, { values, ...how }),
    slash: (command, options, how) => slash(desk, command, options, how),
    suggestions: (command, option, typed, how) => suggest(desk, command, { option, typed, ...how }),
    useOnMessage: (command, message, { user = ids.ana } = {}) =>
      useOnMessage(desk, command, { message, user }),
    submit: (values, { user = ids.ana } = {}) => submit(desk, user, values),
    modalOf: (user = ids.ana) => desk.modals.get(user) ?? null,
    invite(guild) {
      const found = world.guilds.get(guild)!;
      found.members.set(world.bot.id, { user: world.bot.id, roles: [ids.botRole], nick: null });
      world.tell({ t: 'GUILD_CREATE', guild, d: toOpenGuild(world, found) });
    },
    remove(guild) {
      world.tell({ t: 'GUILD_DELETE', guild, d: { id: guild } });
      world.guilds.get(guild)!.members.delete(world.bot.id);
    },
  };
}

type Wrote = { author: string; channel: Channel; text: string; files: readonly UploadedFile[]; id?: string };

function writeAs(
  desk: PeopleDesk,
  { author, channel, text, files, id }: Wrote,
  replyTo?: DiscordMessage,
): DiscordMessage {
  const uploads = files.map((file, at) => ({
    field: `files[${at}]`,
    name: file.name,
    mediaType: file.mediaType,
    bytes: Buffer.from(file.text, 'utf8'),
  }));
  const how = { channel, author, through: 'message' as const, interaction: null, ephemeralTo: null };
  const sent = { ...how, ...(replyTo ? { replyTo } : {}), ...(id ? { id } : {}) };
  // No right to name everyone, but to name each.
  const allowed = { parse: ['users', 'roles'], replied_user: true };
  const body = { content: text, allowed_mentions: allowed };
  desk.last = writeMessage(desk.world, { body, uploads }, sent);
  return desk.last;
}

function say(
  desk: PeopleDesk,
  text: string,
  { user = ids.ana, channel = ids.general, replyTo, files = [] }: Say = {},
) {
  const place = placeOf(desk.world, user, channel);
  return writeAs(desk, { author: user, channel: place, text, files }, replyTo);
}

function post(
  desk: PeopleDesk,
  title: string,
  { text, user = ids.ana, channel = ids.bugs, tags = [], files = [] }: Post & { text: string },
): Channel {
  const { world } = desk;
  const parent = world.channels.get(channel)!;
  const appliedTags = parent.tags.filter(({ name }) => tags.includes(name)).map(({ id }) => id);
  const thread = openThread(world, { parent, owner: user, name: title, appliedTags });
  writeAs(desk, { author: user, channel: thread, text, files, id: thread.id });
  return thread;
}

/** Everything in the order in which this person sees it. */
function seenBy({ world }: PeopleDesk, user: string, { message, seen }: Press): DiscordMessage[] {
  if (seen) return [seen];
  if (message) return [message];
  return world.messages.filter(
    ({ ephemeralTo, channel }) =>
      (ephemeralTo === null || ephemeralTo === user) &&
      (world.may(user, world.channels.get(channel)!) & bits.VIEW_CHANNEL) !== 0n,
  );
}

async function press(
  desk: PeopleDesk,
  label: string,
  { user = ids.ana, ...how }: Press = {},
): Promise<Answered> {
  const found = findPressable(seenBy(desk, user, how), label);
  if (!found) throw new Error(`no button says "${label}"`);
  return useComponent(desk, user, found);
}

async function choose(
  desk: PeopleDesk,
  placeholder: string,
  { values, user = ids.ana, ...how }: Press & { values: readonly string[] },
): Promise<Answered> {
  for (const message of seenBy(desk, user, how).toReversed()) {
    const all = JSON.stringify(message.components);
    const select = findSelect(JSON.parse(all), placeholder);
    if (!select) continue;
    const used = {
      component_type: Number(select.type),
      custom_id: String(select.custom_id),
      values: [...values],
    };
    return useComponent(desk, user, { message, used });
  }
  throw new Error(`no select says "${placeholder}"`);
}

function findSelect(value: unknown, placeholder: string): Json | null {
  if (typeof value !== 'object' || value === null) return null;
  if ((value as Json).placeholder === placeholder) return value as Json;
  for (const one of Object.values(value)) {
    const found = findSelect(one, placeholder);
    if (found) return found;
  }
  return null;
}

function useComponent(
  desk: PeopleDesk,
  user: string,
  { message, used }: { message: DiscordMessage; used: Used },
): Promise<Answered> {
  const living = desk.world.messages.find(({ id }) => id === message.id) ?? message;
  const place = { user, channel: message.channel, source: living };
  return interact(desk, { type: interactionType.component, ...place }, { ...used, id: 1 });
}

async function submit(desk: PeopleDesk, user: string, values: Filled): Promise<Answered> {
  const open = desk.modals.get(user);
  if (!open) throw new Error('no modal is open');
  const { channel, source, modal } = open;
  const { components, resolved } = fillModal(desk.world, channel, modal, values);
  desk.modals.delete(user);
  const data = { custom_id: modal.custom_id, components, resolved };
  return interact(desk, { type: interactionType.modal, user, channel, source }, data);
}
