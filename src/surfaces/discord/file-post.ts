/** A post of a forum, filed as a bug by whoever takes the offer. */
import { setTimeout as wait } from 'node:timers/promises';
import { Routes } from 'discord.js';
import { drawBugFormCard } from '../../cards/bug-form-card.ts';
import type { Asked } from './asked.ts';
import { openForm } from './fill.ts';
import { decode, Message } from './inbound.ts';
import type { IntakeDesk } from './intake-desk.ts';

/** A modal opens for three seconds only. */
const patienceMs = 1200;

/** A form with what the post says, as far as Discord shows it to us. */
export async function fileForumPost(desk: IntakeDesk, asked: Asked, post: string): Promise<void> {
  const { place, thread } = asked;
  const text = await Promise.race([readFirst(desk, post), wait(patienceMs, '', { ref: false })]);
  const source = `https://discord.com/channels/${place.guild}/${post}/${post}`;
  await openForm(desk, asked, { card: drawBugFormCard(text), thread }, { values: { source } });
}

/** Its title and, where we may read it, what stands below. */
async function readFirst({ channels, client, self }: IntakeDesk, post: string): Promise<string> {
  const { name } = await channels.find(post).catch(() => ({ name: '' }));
  const raw = await client.rest.get(Routes.channelMessage(post, post)).catch(() => null);
  const message = Message.safeParse(raw).data;
  return [name, message ? decode(message.content, self().user, message.mentions) : '']
    .filter(Boolean)
    .join('\n');
}
