/** What is said to us in Discord: stored as it came, with its files still at Discord. */
import { drawNoticeCard } from '../../cards/notice-card.ts';
import { readFault } from './client.ts';
import type { OpenDesk } from './desk.ts';
import type { Said } from './inbound.ts';
import type { Entry } from './intake-link.ts';
import { nameThread, type Place } from './place.ts';

/** Said where a server has not been linked. */
export const notLinked =
  'This server works in no Docket workspace yet. Somebody who may manage the server runs /docket link with the code that Docket prints when it starts.';

const notInPerson =
  'I do not know yet which workspace you work in. Talk to me in a server that I am in first, or ask its owner to add you as a member.';

const cannotRead =
  'I cannot read messages here unless they mention me: mention me, answer one of my messages, or use /docket.';

const sayAgainAfterMs = 24 * 60 * 60_000;

/**
 * Resolves once the message is stored, or is none of ours. Throws where it could not be stored. What is `late` gets no hint:
 * nobody waits for it any more.
 */
export async function hear(
  desk: OpenDesk,
  { said, parent, late }: Extract<Entry, { kind: 'message' }>,
): Promise<void> {
  const place = await findPlace(desk, said, parent);
  if (!place) return;
  if (said.toUs) return keep(desk, place, said);
  if (!(await isOurs(desk, place))) return;
  if (said.text !== '' || said.files.length > 0) return keep(desk, place, said);
  if (!late) await sayOnce(desk, place, cannotRead);
}

/** Null where nothing can come of it, which is said where somebody asked. */
async function findPlace(desk: OpenDesk, said: Said, parent: string | null): Promise<Place | null> {
  const { guild, channel, id, toUs, user } = said;
  if (guild === null) {
    const home = await desk.guildOf(user);
    if (home) return { guild: home, channel, thread: null };
    await sayOnce(desk, { guild: 'none', channel, thread: null }, notInPerson);
    return null;
  }
  const place = parent ? { guild, channel: parent, thread: channel } : { guild, channel, thread: id };
  if (await desk.isLinked(guild)) return place;
  if (toUs) await sayOnce(desk, { guild, channel, thread: null }, notLinked);
  return null;
}

/** One that we opened, or were called into before. */
function isOurs(desk: OpenDesk, place: Place): Promise<boolean> {
  return desk.knows(place.guild, nameThread(place));
}

/** Once a day at most in one place: nobody wants to read it below each message. */
async function sayOnce(desk: OpenDesk, place: Place, text: string): Promise<void> {
  const key = `said ${place.thread ?? place.channel} ${text.slice(0, 20)}`;
  if (await desk.shelf.get(key)) return;
  await desk.shelf.set(key, true, sayAgainAfterMs);
  const card = drawNoticeCard(text);
  const draw = await desk.draw(place.guild, card);
  // Two messages at once are answered by one.
  const once = { key, again: false };
  await desk.poster.post(place, { card, draw }, once).catch((error: unknown) => {
    desk.log.warn('people could not be told in Discord', { fault: readFault(error) });
  });
}

async function keep(desk: OpenDesk, place: Place, { text, files, ...said }: Said): Promise<void> {
  await desk.accept({
    surface: 'discord',
    tenant: place.guild,
    eventId: `${said.channel}:${said.id}`,
    thread: nameThread(place),
    actor: { externalId: said.user, name: said.name },
    at: said.at,
    kind: 'message',
    text: text || (files.length > 0 ? 'Read the attached document.' : 'help'),
    attachments: [],
    ...(files.length > 0 ? { shared: files } : {}),
  });
}
