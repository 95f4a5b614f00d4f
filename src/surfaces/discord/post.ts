/** Puts messages into Discord once, and changes them: what may stand there already is looked up before it is sent again. */
import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type APIMessage, type REST, Routes } from 'discord.js';
import type { Card } from '../../cards/card.ts';
import { createEditBudget, type EditBudget } from '../../messenger/edit-budget.ts';
import type { IdSource } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { PostOptions } from '../../ports/surface.ts';
import { codes, isRefused, readFault } from './client.ts';
import type { DiscordMessage } from './components.ts';
import { channelOf, type MessageName, type Place } from './place.ts';
import { openThread } from './threads.ts';

export type Poster = {
  /** `draw` gets the mark to leave on the message. Throws when Discord refuses it. */
  post(place: Place, drawing: Drawing, once?: PostOptions['once']): Promise<MessageName>;
  /** False when there is no such message any more, or when it is too old to be edited. */
  update(name: MessageName, message: DiscordMessage): Promise<boolean>;
  /** Handed over as a message of its own. */
  upload(place: Place, handed: Handed, once?: PostOptions['once']): Promise<void>;
};

/** `text` stands above the files, and is safe. */
export type Handed = { text: string; files: { name: string; mediaType: string; bytes: Buffer }[] };

export type Drawing = { card: Card; draw(mark: number): DiscordMessage; title?: string };

const mostTries = 4;
/** Discord takes five edits in five seconds in a channel. */
const editRate = { perMinute: 55, atOnce: 4, apartMs: 1500 };
const mostBudgets = 500;

type Deps = { rest: REST; ids: IdSource; log: Log; self(): string };

export function createPoster(deps: Deps): Poster {
  const budgets = new Map<string, EditBudget>();
  const budgetOf = (channel: string) => {
    if (budgets.size > mostBudgets) budgets.clear();
    const budget = budgets.get(channel) ?? createEditBudget(editRate);
    budgets.set(channel, budget);
    return budget;
  };
  return {
    post: (place, drawing, once) => postOnce(deps, place, drawing, once),
    async update({ channel, message }, body) {
      let found = true;
      await budgetOf(channel).edit(message, async () => {
        found = await edit(deps, { channel, message }, body);
      });
      return found;
    },
    async upload(place, { text, files: handed }, once) {
      const { nonce } = nameOnce(deps.ids, once && { ...once, key: `${once.key} file` });
      const files = handed.map(({ name, mediaType: contentType, bytes: data }) => ({
        name,
        data,
        contentType,
      }));
      const body = { content: text, nonce, enforce_nonce: true, allowed_mentions: { parse: [] } };
      await inPlace(deps, place, handed[0]!.name, (channel) => send(deps, channel, { body, files }));
    },
  };
}

/** Discord keeps a nonce for some minutes only, so a mark that stays is left on the message too. */
export function nameOnce(ids: IdSource, once: PostOptions['once']): { nonce: string; mark: number } {
  const hash = createHash('sha256')
    .update(once?.key ?? ids.next())
    .digest();
  return { nonce: hash.toString('base64url').slice(0, 25), mark: hash.readUInt32BE(0) & 0x7fffffff || 1 };
}

async function postOnce(
  deps: Deps,
  place: Place,
  { card, draw, title }: Drawing,
  once: PostOptions['once'],
): Promise<MessageName> {
  const { nonce, mark } = nameOnce(deps.ids, once);
  const standing = once?.again ? await findPosted(deps, place, mark) : null;
  if (standing) return standing;
  const body = { ...draw(mark), nonce, enforce_nonce: true };
  return inPlace(deps, place, title ?? (card.title || card.summary), (channel) =>
    send(deps, channel, { body }),
  );
}

/** In its thread, which is opened by the first message in it; in the channel where none can be opened. */
async function inPlace(
  { rest, log }: Deps,
  place: Place,
  title: string,
  put: (channel: string) => Promise<MessageName>,
): Promise<MessageName> {
  try {
    return await put(channelOf(place));
  } catch (error) {
    if (!place.thread || !isRefused(error, codes.unknownChannel)) throw error;
    const opened = await openThread(rest, place, title).catch((cause: unknown) => {
      log.warn('a thread could not be opened in Discord', { fault: readFault(cause) });
      return false;
    });
    return put(opened ? place.thread : place.channel);
  }
}

type Sent = { body: unknown; files?: { name: string; data: Buffer; contentType: string }[] };

/** The nonce makes it safe to send again: Discord answers with the message that stands there. */
async function send({ rest, log }: Deps, channel: string, sent: Sent): Promise<MessageName> {
  for (let attempt = 1; ; attempt++) {
    try {
      const { id } = (await rest.post(Routes.channelMessages(channel), sent)) as APIMessage;
      return { channel, message: id };
    } catch (error) {
      const fault = readFault(error);
      if (fault.kind === 'refused' || attempt === mostTries) throw error;
      log.warn('Discord did not confirm a message', { attempt });
      await wait(300 * 2 ** attempt);
    }
  }
}

/** The same edit again changes nothing, so a lost answer needs no looking up. */
async function edit(
  { rest }: Deps,
  { channel, message }: MessageName,
  body: DiscordMessage,
): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    try {
      await rest.patch(Routes.channelMessage(channel, message), { body });
      return true;
    } catch (error) {
      const { unknownMessage, unknownChannel, tooManyOldEdits, threadArchived } = codes;
      if (isRefused(error, unknownMessage, unknownChannel, tooManyOldEdits)) return false;
      const isArchived = isRefused(error, threadArchived);
      if ((readFault(error).kind === 'refused' && !isArchived) || attempt === mostTries) throw error;
      if (isArchived) await rest.patch(Routes.channel(channel), { body: { archived: false } });
      else await wait(300 * 2 ** attempt);
    }
  }
}

/** Null where it cannot be told; the message is posted again then, which is better than never. */
async function findPosted({ rest, self }: Deps, place: Place, mark: number): Promise<MessageName | null> {
  for (const channel of new Set([channelOf(place), place.channel])) {
    try {
      const query = new URLSearchParams({ limit: '100' });
      const messages = (await rest.get(Routes.channelMessages(channel), { query })) as APIMessage[];
      const mine = messages.find(
        ({ author, components }) => author.id === self() && components?.some(({ id }) => id === mark),
      );
      if (mine) return { channel, message: mine.id };
    } catch {
      // A thread that was not opened yet holds nothing.
    }
  }
  return null;
}
