/** The commands on a message: tickets from it, or a bug report that says what it says. */
import { drawBugFormCard } from '../../cards/bug-form-card.ts';
import { drawNoticeCard } from '../../cards/notice-card.ts';
import { asDocument, draftWords } from '../../messenger/as-document.ts';
import type { Inbound } from '../../ports/surface.ts';
import { type Asked, eventOf } from './asked.ts';
import { openForm } from './fill.ts';
import { decode, Message, type SharedFile } from './inbound.ts';
import type { IntakeDesk } from './intake-desk.ts';
import { nameThread } from './place.ts';

type Target = { id: string; channel: string; text: string; files: SharedFile[] };

/** Null for a message that Discord does not show us. */
function targetOf(desk: IntakeDesk, { interaction: { data } }: Asked): Target | null {
  const id = data?.target_id ?? '';
  const message = Message.safeParse(data?.resolved?.messages?.[id]).data;
  if (!message) return null;
  const { channel_id, content, mentions, attachments } = message;
  return { id, channel: channel_id, text: decode(content, desk.self().user, mentions), files: attachments };
}

/** "Report as bug": a form with what the message says, which is sent with the way back to it. */
export async function reportBug(desk: IntakeDesk, asked: Asked): Promise<void> {
  const target = targetOf(desk, asked);
  const { place } = asked;
  if (!target) return sayUnreadable(desk, asked);
  const attached = target.files.map(({ filename }) => `Attached there: ${filename}`);
  const text = [target.text, ...attached].filter(Boolean).join('\n');
  const thread = nameThread(place.thread ? place : { ...place, thread: target.id });
  const source = `https://discord.com/channels/${place.guild}/${target.channel}/${target.id}`;
  await openForm(desk, asked, { card: drawBugFormCard(text), thread }, { values: { source } });
}

/** "Create tickets from this": the message is a document, and none of its words an order. */
export async function draftFrom(desk: IntakeDesk, asked: Asked): Promise<void> {
  const target = targetOf(desk, asked);
  const { interaction, place } = asked;
  if (!target || (target.text === '' && target.files.length === 0)) return sayUnreadable(desk, asked);
  const inThread = place.thread ? place : { ...place, thread: target.id };
  const event: Inbound = {
    ...eventOf(asked, {
      eventId: `draft:${interaction.id}`,
      thread: nameThread(inThread),
      at: desk.clock.now(),
    }),
    kind: 'message',
    text: draftWords,
    attachments: target.text === '' ? [] : [asDocument(target.text)],
    ...(target.files.length > 0 ? { shared: target.files } : {}),
  };
  await desk.accept(event, null);
  const where = place.thread ? 'here' : 'in a thread on that message';
  await desk.responder.say(interaction, drawNoticeCard(`I draft tickets from it, ${where}.`, 'info'));
}

async function sayUnreadable(desk: IntakeDesk, { interaction }: Asked): Promise<void> {
  const text = 'There is nothing in this message that I can read. Copy its words into /docket ask instead.';
  await desk.responder.say(interaction, drawNoticeCard(text, 'warning'));
}
