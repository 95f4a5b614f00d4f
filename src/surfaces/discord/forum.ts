/** Posts of forums in which bugs are reported: each gets the offer to be filed, and nothing happens without a press. */
import type { Card } from '../../cards/card.ts';
import { readFault } from './client.ts';
import type { DiscordDesk } from './desk.ts';
import type { ForumPost } from './inbound.ts';

const watchedKey = (guild: string) => `forums ${guild}`;

/** Begins or stops to offer it in a forum, and says which. */
export async function watchForum(desk: DiscordDesk, guild: string, channel: string): Promise<string> {
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
export async function offerToFile(
  desk: DiscordDesk,
  { id, guild, channel }: ForumPost,
  again: boolean,
): Promise<void> {
  const watched = (await desk.shelf.get<string[]>(watchedKey(guild))) ?? [];
  if (!watched.includes(channel) || !(await desk.isLinked(guild))) return;
  const card = drawOffer(id);
  const draw = await desk.draw(guild, card);
  const once = { key: `offer ${id}`, again };
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
