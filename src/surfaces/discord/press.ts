/** Presses: each is stored before it is acknowledged, and answered where a person can see it. */
import { drawNoticeCard } from '../../cards/notice-card.ts';
import type { Inbound } from '../../ports/surface.ts';
import { openUpload } from './add-files.ts';
import { type Asked, eventOf, waitingFor } from './asked.ts';
import { readId } from './custom-id.ts';
import { fileForumPost } from './file-post.ts';
import { openForm, openPage } from './fill.ts';
import { formOf } from './form.ts';
import type { IntakeDesk } from './intake-desk.ts';
import { findChoice, findItem, type KeptCard } from './kept-cards.ts';
import type { Standing } from './presses.ts';
import { cardOfItem } from './render.ts';

const stale =
  'This card has changed since. Look at the newest one, or ask for it again, for example "show the board".';
const foreign = 'This button is from another version of Docket. Nothing was changed.';

export async function takePress(desk: IntakeDesk, asked: Asked): Promise<void> {
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
    case 'add':
      return openUpload(desk, asked, token);
    case 'halt':
      return halt(desk, asked, token);
    case 'no':
      return void (await desk.responder.replace(interaction, drawNoticeCard('Nothing was done.')));
    case 'more':
    case 'added':
    case 'fill':
      return desk.log.warn('a press of Discord could not be read', { person: person.id });
  }
}

/** Stored first; then a form opens, or the press is acknowledged and what comes of it is shown. */
async function decide(desk: IntakeDesk, asked: Asked, action: string): Promise<void> {
  const { interaction, thread } = asked;
  const { responder } = desk;
  const opens = desk.aside.has(action.split(':')[1] ?? '');
  const at = desk.clock.now();
  const event: Inbound = {
    ...eventOf(asked, { eventId: `press:${interaction.id}`, thread, at }),
    kind: 'choice',
    action,
    values: null,
  };
  await desk.accept(event, waitingFor(asked, at, standingOf(desk, asked, opens)));
  if (!opens) return void (await responder.acknowledge(interaction));
  const isShown = await desk.whenAnswered(event.eventId, (card) =>
    formOf(card) ? openForm(desk, asked, { card, thread }) : responder.sayKept(interaction, { card, thread }),
  );
  if (!isShown) await responder.promise(interaction);
}

function standingOf({ responder }: IntakeDesk, { interaction }: Asked, opens: boolean): Standing {
  if (opens) return 'opening';
  if (responder.isPromised(interaction)) return 'private';
  return ((interaction.message?.flags ?? 0) & 64) !== 0 ? 'aside' : 'public';
}

/** At once: what is under way there ends before anything that waits behind it. */
async function halt(desk: IntakeDesk, { interaction, person, place }: Asked, thread: string): Promise<void> {
  const by = { externalId: person.id, name: person.name };
  await desk.responder.replace(interaction, drawNoticeCard(`${person.name} has stopped it.`));
  await desk.ask('stop', place.guild, thread, { by, event: interaction.id });
}

/** Discord has no dialogue that asks again, so the question is a message for this person alone. */
async function askAgain(desk: IntakeDesk, asked: Asked, action: string): Promise<void> {
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
async function openRow(desk: IntakeDesk, asked: Asked, action: string): Promise<void> {
  const kept = await keptOf(desk, asked);
  const item = kept && findItem(kept.card, action);
  if (!item) return sayStale(desk, asked);
  await desk.responder.sayKept(asked.interaction, { card: cardOfItem(item), thread: asked.thread });
}

async function keptOf(desk: IntakeDesk, { interaction, place }: Asked): Promise<KeptCard | null> {
  const { message } = interaction;
  if (!message) return null;
  const channel = message.channel_id ?? interaction.channel?.id ?? interaction.channel_id ?? place.channel;
  return desk.kept.of(`${channel}:${message.id}`);
}

async function sayStale(desk: IntakeDesk, { interaction }: Asked): Promise<void> {
  await desk.responder.say(interaction, drawNoticeCard(stale, 'warning'));
}
