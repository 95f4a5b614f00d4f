/** Posts of forums in which bugs are reported: each gets the offer to be filed, and nothing happens without a press. */
import { setTimeout as wait } from 'node:timers/promises';
import { Routes } from 'discord.js';
import * as z from 'zod';
import { drawBugFormCard } from '../../cards/bug-form-card.ts';
import type { Card } from '../../cards/card.ts';
import { DocketError } from '../../domain/errors.ts';
import type { Asked } from './asked.ts';
import { readFault } from './client.ts';
import type { OpenDesk } from './desk.ts';
import { openForm } from './fill.ts';
import { decode, Message } from './inbound.ts';

const ThreadCreated = z.object({
  id: z.string(),
  guild_id: z.string(),
  parent_id: z.string(),
  newly_created: z.literal(true),
});

const watchedKey = (guild: string) => `forums ${guild}`;
/** A modal opens for three seconds only. */
const patienceMs = 1200;

/** Begins or stops to offer it, and says which. Throws INVALID_INPUT for what is no forum. */
export async function watchForum(desk: OpenDesk, guild: string, channel: string): Promise<string> {
  if (!(await desk.channels.isForum(channel).catch(() => false))) {
    throw new DocketError('INVALID_INPUT', {
      message: 'That is no forum that I can see. Nothing was changed.',
      remedy: 'Choose a forum, and give me View Channel in it.',
    });
  }
  const watched = (await desk.shelf.get<string[]>(watchedKey(guild))) ?? [];
  const isWatched = watched.includes(channel);
  await desk.shelf.set(
    watchedKey(guild),
    isWatched ? watched.filter((one) => one !== channel) : [...watched, channel],
  );
  return isWatched
    ? 'I no longer offer to file posts of that forum.'
    : 'From now on I offer to file each new post of that forum as a bug.';
}

/** A post that could not be answered is logged; people can still use "Report as bug". */
export async function offerToFile(desk: OpenDesk, raw: unknown): Promise<void> {
  const created = ThreadCreated.safeParse(raw).data;
  if (!created) return;
  const { id, guild_id: guild, parent_id: channel } = created;
  const watched = (await desk.shelf.get<string[]>(watchedKey(guild))) ?? [];
  if (!watched.includes(channel) || !(await desk.isLinked(guild))) return;
  const card = drawOffer(id);
  const draw = await desk.draw(guild, card);
  const once = { key: `offer ${id}`, again: false };
  await desk.poster.post({ guild, channel, thread: id }, { card, draw }, once).catch((error: unknown) => {
    desk.log.warn('a post of a forum could not be answered', { fault: readFault(error) });
  });
}

function drawOffer(post: string): Card {
  const said = 'Shall this become a bug ticket? I look first whether it is known.';
  return {
    title: '',
    tone: 'info',
    blocks: [{ kind: 'text', text: said }],
    choices: [{ label: 'File this as a bug', action: `file!${post}`, style: 'primary' }],
    summary: said,
  };
}

/** A form with what the post says, as far as Discord shows it to us. */
export async function fileForumPost(desk: OpenDesk, asked: Asked, post: string): Promise<void> {
  const { place, thread } = asked;
  const text = await Promise.race([readPost(desk, post), wait(patienceMs, '', { ref: false })]);
  const source = `https://discord.com/channels/${place.guild}/${post}/${post}`;
  await openForm(desk, asked, { card: drawBugFormCard(text), thread }, { source });
}

/** Its title and, where we may read it, what stands below. */
async function readPost({ channels, client, self }: OpenDesk, post: string): Promise<string> {
  const { name } = await channels.find(post).catch(() => ({ name: '' }));
  const raw = await client.rest.get(Routes.channelMessage(post, post)).catch(() => null);
  const message = Message.safeParse(raw).data;
  return [name, message ? decode(message.content, self().user, message.mentions) : '']
    .filter(Boolean)
    .join('\n');
}
