/** Presses: each is stored before it is acknowledged, and answered where a person can see it. */
import { drawNoticeCard } from '../../cards/notice-card.ts';
import type { Asked } from './asked.ts';
import { readId } from './custom-id.ts';
import type { OpenDesk } from './desk.ts';
import { openForm, openPage } from './fill.ts';
import { formOf } from './form.ts';
import { fileForumPost } from './forum.ts';
import { findChoice, findItem, type KeptCard } from './kept-cards.ts';
import type { Standing } from './presses.ts';
import { cardOfItem } from './render.ts';

/** A form is awaited while Discord still waits for us. */
const usualAnswerMs = 2000;

const stale =
  'This card has changed since. Look at the newest one, or ask for it again, for example "show the board".';
const foreign = 'This button is from another version of Docket. Nothing was changed.';

export async function takePress(desk: OpenDesk, asked: Asked): Promise<void> {
  const { interaction, person } = asked;
  const { custom_id = '', values } = interaction.data ?? {};
  const pressed = readId(values?.[0] ?? custom_id);
  if (!pressed) return void (await desk.responder.say(interaction, drawNoticeCard(foreign, 'warning')));
  const { kind, token } = pressed;
  switch (kind) {
    case 'do':
      return decide(desk, asked, token);
    case 'ask':
      return askAgain(desk, asked, token);
    case 'row':
      return openRow(desk, asked, token);
    case 'form': {
      const kept = await keptOf(desk, asked);
      return kept ? openForm(desk, asked, kept) : sayStale(desk, asked);
    }
    case 'next':
    case 'fix':
      return openPage(desk, asked, token);
    case 'file':
      return fileForumPost(desk, asked, token);
    case 'no':
      return void (await desk.responder.replace(interaction, drawNoticeCard('Nothing was done.')));
    case 'more':
    case 'fill':
      return desk.log.warn('a press of Discord could not be read', { person: person.id });
  }
}

/** Stored first; then a form opens, or the press is acknowledged and what comes of it is shown. */
async function decide(
  desk: OpenDesk,
  { interaction, person, thread, place }: Asked,
  action: string,
): Promise<void> {
  const { id, token, message } = interaction;
  const eventId = `press:${id}`;
  const isAside = ((message?.flags ?? 0) & 64) !== 0;
  const opens = desk.aside.has(action.split(':')[1] ?? '');
  const standing: Standing = opens ? 'opening' : isAside ? 'aside' : 'public';
  const press = { user: person.id, id, token, at: desk.clock.now().getTime(), standing, answered: false };
  await desk.presses.keep(eventId, press);
  await desk.accept({
    surface: 'discord',
    tenant: place.guild,
    eventId,
    thread,
    actor: { externalId: person.id, name: person.name },
    at: desk.clock.now().toISOString(),
    kind: 'choice',
    action,
    values: null,
  });
  if (!opens) return void (await desk.responder.acknowledge(interaction));
  const card = await desk.presses.awaitCard(eventId, desk.answerWithinMs ?? usualAnswerMs);
  if (!card) {
    await desk.presses.keep(eventId, { ...press, standing: 'private' });
    await desk.responder.promise(interaction);
  } else if (formOf(card)) await openForm(desk, { interaction, person, thread, place }, { card, thread });
  else {
    await desk.presses.keep(eventId, { ...press, standing: 'private', answered: true });
    await desk.responder.sayKept(interaction, { card, thread });
  }
}

/** Discord has no dialogue that asks again, so the question is a message for this person alone. */
async function askAgain(desk: OpenDesk, asked: Asked, action: string): Promise<void> {
  const kept = await keptOf(desk, asked);
  const choice = kept && findChoice(kept.card, action);
  if (!choice) return sayStale(desk, asked);
  const { confirm = '', label, style } = choice;
  const yes = confirm.length > 0 && label.length <= 40 ? `Yes: ${label}` : 'Yes, do it';
  await desk.responder.say(asked.interaction, {
    ...drawNoticeCard(confirm || `${label}?`, 'warning'),
    choices: [
      { label: yes, action, ...(style ? { style } : { style: 'primary' as const }) },
      { label: 'No', action: 'no!' },
    ],
  });
}

/** What else can be done with one line, for the one who opened it. */
async function openRow(desk: OpenDesk, asked: Asked, action: string): Promise<void> {
  const kept = await keptOf(desk, asked);
  const item = kept && findItem(kept.card, action);
  if (!item) return sayStale(desk, asked);
  await desk.responder.sayKept(asked.interaction, { card: cardOfItem(item), thread: asked.thread });
}

async function keptOf(desk: OpenDesk, { interaction, place }: Asked): Promise<KeptCard | null> {
  const { message } = interaction;
  if (!message) return null;
  const channel = message.channel_id ?? interaction.channel?.id ?? interaction.channel_id ?? place.channel;
  return desk.kept.of(`${channel}:${message.id}`);
}

async function sayStale(desk: OpenDesk, { interaction }: Asked): Promise<void> {
  await desk.responder.say(interaction, drawNoticeCard(stale, 'warning'));
}
