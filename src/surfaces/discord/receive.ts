/** What people press, send and command in Discord: each is stored, answered within three seconds, and never ignored. */
import { drawErrorCard } from '../../cards/error-card.ts';
import { drawNoticeCard } from '../../cards/notice-card.ts';
import { isDocketError } from '../../domain/errors.ts';
import { takeFiles } from './add-files.ts';
import type { Asked } from './asked.ts';
import { suggest } from './autocomplete.ts';
import { readFault } from './client.ts';
import { takeCommand } from './command.ts';
import { draftCommand, reportCommand } from './commands.ts';
import { readId } from './custom-id.ts';
import { takePage } from './fill.ts';
import { notLinked } from './hear.ts';
import { Interaction, missingPermissions, personOf } from './inbound.ts';
import type { IntakeDesk } from './intake-desk.ts';
import { draftFrom, reportBug } from './message-commands.ts';
import { nameThread, type Place } from './place.ts';
import { takePress } from './press.ts';
import { broken } from './taking.ts';
import { placeIn } from './threads.ts';

const onlyMembers =
  'Only full members of this server can decide here; bots and people who have not accepted its rules cannot. Nothing was changed.';

/** Beyond what an answer is awaited. */
const promiseAfterMs = 200;

const kinds = { command: 2, component: 3, autocomplete: 4, modal: 5 } as const;

/** Never throws: what goes wrong is said to the one who pressed. */
export async function receive(desk: IntakeDesk, raw: unknown): Promise<void> {
  const parsed = Interaction.safeParse(raw);
  const interaction = parsed.data;
  if (!interaction) return desk.log.warn('an interaction of Discord could not be read', {});
  // Whatever it still waits for then, it is answered: what comes after takes the place of the promise.
  const promise = () => interaction.type !== kinds.autocomplete && desk.responder.promise(interaction);
  const timer = setTimeout(promise, desk.answerWithinMs + promiseAfterMs);
  try {
    await answer(desk, interaction);
  } catch (error) {
    const fault = readFault(error);
    if (!isDocketError(error))
      desk.log.error('an interaction of Discord could not be taken in', { error: sayError(error), fault });
    const card = isDocketError(error) ? drawErrorCard(error) : drawNoticeCard(broken, 'danger');
    if (interaction.type !== kinds.autocomplete) await desk.responder.say(interaction, card);
  } finally {
    clearTimeout(timer);
  }
}

/** Errors of Discord's client hold tokens in their addresses. */
function sayError(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}

async function answer(desk: IntakeDesk, interaction: Interaction): Promise<void> {
  const person = personOf(interaction);
  if (!person) return;
  if (interaction.type === kinds.autocomplete) return suggest(desk, interaction, person);
  const refuse = async (text: string) =>
    void (await desk.responder.say(interaction, drawNoticeCard(text, 'warning')));
  const linking = interaction.type === kinds.command && interaction.data?.options?.[0]?.name === 'link';
  const guild = interaction.guild_id ?? (await desk.ask('guildOf', person.id));
  if (!guild) return refuse('I work in servers: use me in one that I am in.');
  if (!linking && !(await desk.isLinked(guild))) return refuse(notLinked);
  if (!person.isFull) return refuse(onlyMembers);
  const missing = missingPermissions(interaction);
  if (missing.length > 0) {
    return refuse(`I cannot answer here: I lack ${missing.join(' and ')} in this channel. Nothing was done.`);
  }
  const place = await placeOf(desk, interaction, guild);
  if (!place) return refuse('This came from no channel that I know. Nothing was done.');
  await route(desk, { interaction, person, place, thread: nameThread(place) });
}

async function placeOf(desk: IntakeDesk, interaction: Interaction, guild: string): Promise<Place | null> {
  const { channel, guild_id } = interaction;
  const id = channel?.id ?? interaction.channel_id;
  if (!id) return null;
  if (!guild_id) return { guild, channel: id, thread: null };
  const isThread = [10, 11, 12].includes(channel?.type ?? -1);
  if (isThread && channel?.parent_id) return { guild, channel: channel.parent_id, thread: id };
  return channel?.type == null ? placeIn(desk.channels, guild, id) : { guild, channel: id, thread: null };
}

async function route(desk: IntakeDesk, asked: Asked): Promise<void> {
  const { type, data } = asked.interaction;
  if (type === kinds.component) return takePress(desk, asked);
  if (type === kinds.modal) {
    const id = readId(data?.custom_id ?? '');
    return id?.kind === 'added' ? takeFiles(desk, asked, id.token) : takePage(desk, asked, id);
  }
  if (type !== kinds.command) return;
  if (data?.name === reportCommand) return reportBug(desk, asked);
  if (data?.name === draftCommand) return draftFrom(desk, asked);
  return takeCommand(desk, asked);
}
