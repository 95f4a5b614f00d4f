/** What is asked of us without a thread of its own: `/docket` and the shortcuts. */
import type { MessageShortcut, SlashCommand } from '@slack/bolt';
import { drawNoticeCard } from '../../cards/notice-card.ts';
import { findDecider } from './decider.ts';
import type { OpenDesk, SlackDesk } from './desk.ts';
import { nameThread, type Place } from './place.ts';

type Command = Pick<SlashCommand, 'user_id' | 'channel_id' | 'text' | 'trigger_id'>;

/** What was asked is said in the channel, and answered below it. */
export async function takeCommand(desk: OpenDesk, command: Command): Promise<void> {
  const text = `/docket ${command.text}`.trim();
  const channel: Place = { team: desk.self.team, channel: command.channel_id, threadTs: null };
  const actor = await findDecider(desk, command.user_id, channel);
  if (!actor) return;
  const place = await desk.poster
    .post(channel, desk.draw(drawNoticeCard(`${actor.name}: ${text}`, 'neutral')))
    .then((ts): Place => ({ ...channel, threadTs: ts }))
    .catch(() => findDirect(desk, command.user_id));
  await desk.accept({
    surface: 'slack',
    eventId: `command:${command.trigger_id}`,
    thread: nameThread(place),
    actor,
    at: desk.clock.now().toISOString(),
    kind: 'message',
    text: command.text.trim() === '' ? 'help' : text,
    attachments: [],
  });
}

/** Where we are not in the channel, we answer in person. */
async function findDirect({ clients, self }: SlackDesk, user: string): Promise<Place> {
  const { channel } = await clients.background.conversations.open({ users: user });
  return { team: self.team, channel: channel!.id!, threadTs: null };
}

/** "Create tickets from this": the message is a document, and none of its words an order. */
export async function draftFrom(desk: OpenDesk, shortcut: MessageShortcut): Promise<void> {
  const { user, channel, message, trigger_id } = shortcut;
  const threadTs = (message as { thread_ts?: string }).thread_ts ?? message.ts;
  const place: Place = { team: desk.self.team, channel: channel.id, threadTs };
  const actor = await findDecider(desk, user.id, place);
  if (!actor) return;
  await desk.accept({
    surface: 'slack',
    eventId: `shortcut:${trigger_id}`,
    thread: nameThread(place),
    actor,
    at: desk.clock.now().toISOString(),
    kind: 'message',
    text: 'Generate tickets from the attached document.',
    attachments: [
      {
        name: 'message.md',
        mediaType: 'text/markdown',
        base64: Buffer.from(message.text ?? '', 'utf8').toString('base64'),
        pasted: 'document',
      },
    ],
  });
}
