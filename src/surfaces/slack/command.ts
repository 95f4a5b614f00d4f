/** What is asked with `/docket`, which has no thread of its own. */
import type { SlashCommand } from '@slack/bolt';
import { drawNoticeCard } from '../../cards/notice-card.ts';
import { findDecider } from './decider.ts';
import type { OpenDesk, SlackDesk } from './desk.ts';
import { nameThread, type Place } from './place.ts';

type Command = Pick<SlashCommand, 'user_id' | 'channel_id' | 'text' | 'trigger_id'>;

/** What was asked is said in the channel, and answered below it. */
export async function takeCommand(desk: OpenDesk, command: Command, again: boolean): Promise<void> {
  const text = `/docket ${command.text}`.trim();
  const channel: Place = { team: desk.self.team, channel: command.channel_id, threadTs: null };
  const actor = await findDecider(desk, command.user_id, channel);
  if (!actor) return;
  const eventId = `command:${command.trigger_id}`;
  const once = { key: eventId, again };
  const place = await sayAsked(desk, channel, {
    user: command.user_id,
    said: `${actor.name}: ${text}`,
    once,
  });
  await desk.accept({
    surface: 'slack',
    eventId,
    thread: nameThread(place),
    actor,
    at: desk.clock.now().toISOString(),
    kind: 'message',
    text: command.text.trim() === '' ? 'help' : text,
    attachments: [],
  });
}

/** A person cannot be answered where nothing was asked: it is said first, and in person where we are not in the channel. */
export async function sayAsked(
  desk: OpenDesk,
  place: Place,
  { user, said, once }: { user: string; said: string; once: { key: string; again: boolean } },
): Promise<Place> {
  const sayIn = async (where: Place): Promise<Place> => {
    const ts = await desk.poster.post(where, desk.draw(drawNoticeCard(said, 'neutral')), once);
    return { ...where, threadTs: where.threadTs ?? ts };
  };
  try {
    return await sayIn(place);
  } catch {
    return sayIn(await findDirect(desk, user));
  }
}

export async function findDirect({ clients, self }: SlackDesk, user: string): Promise<Place> {
  const { channel } = await clients.background.conversations.open({ users: user });
  return { team: self.team, channel: channel!.id!, threadTs: null };
}
