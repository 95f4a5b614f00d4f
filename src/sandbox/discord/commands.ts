/** Commands as people enter them: by slash, with suggestions while they type, and from the menu of a message. */
import { enterOptions } from './command-options.ts';
import { commandsIn } from './guilds.ts';
import { interact, type PeopleDesk, placeOf } from './interact.ts';
import { type Answered, interactionType } from './interactions.ts';
import type { UploadedFile } from './pressable.ts';
import { toAttachment, toMessage } from './views.ts';
import { type Command, type DiscordMessage, ids, type Json } from './world.ts';
import { keepUpload } from './write-message.ts';

type At = { user?: string; channel?: string };
export type Slash = At & { files?: Record<string, UploadedFile> };

function findCommand(
  { world }: PeopleDesk,
  name: string,
  type: number,
  { user, channel }: Required<At>,
): Command {
  const place = placeOf(world, user, channel);
  const found = commandsIn(world, place.guild).find((one) => one.name === name && one.type === type);
  if (!found) throw new Error(`no command "${name}" is registered here`);
  const contexts = (found.contexts ?? null) as number[] | null;
  if (contexts && !contexts.includes(place.guild === null ? 1 : 0))
    throw new Error(`"${name}" is not offered here`);
  const wanted = found.default_member_permissions as string | null;
  if (wanted && place.guild !== null && (world.may(user, place) & BigInt(wanted)) !== BigInt(wanted)) {
    throw new Error(`"${name}" is not offered to this person`);
  }
  return found;
}

function commandData(command: Command): Json {
  const { id, name, type, guild_id } = command;
  return { id, name, type, ...(guild_id ? { guild_id } : {}) };
}

export async function slash(
  desk: PeopleDesk,
  entered: string,
  options: Record<string, string | number | boolean> = {},
  { user = ids.ana, channel = ids.general, files = {} }: Slash = {},
): Promise<Answered> {
  const [name = '', ...path] = entered.split(' ');
  const command = findCommand(desk, name, 1, { user, channel });
  const place = placeOf(desk.world, user, channel);
  const uploaded = Object.entries(files).map(([option, file]) => {
    const bytes = Buffer.from(file.text, 'utf8');
    return [option, keepUpload(desk.world, place.id, { ...file, bytes })] as const;
  });
  const values = { ...options, ...Object.fromEntries(uploaded.map(([option, { id }]) => [option, id])) };
  const attachments = Object.fromEntries(
    uploaded.map(([, one]) => [one.id, { ...toAttachment(one), ephemeral: true }]),
  );
  const data = {
    ...commandData(command),
    options: enterOptions((command.options ?? []) as never, { path, values }),
    ...(uploaded.length > 0 ? { resolved: { attachments } } : {}),
  };
  return interact(desk, { type: interactionType.command, user, channel: place.id, source: null }, data);
}

export async function suggest(
  desk: PeopleDesk,
  entered: string,
  { option, typed, user = ids.ana, channel = ids.general }: At & { option: string; typed: string },
): Promise<{ name: string; value: unknown }[]> {
  const [name = '', ...path] = entered.split(' ');
  const command = findCommand(desk, name, 1, { user, channel });
  const values = { [option]: typed };
  const options = enterOptions((command.options ?? []) as never, { path, values, typed: option });
  const about = {
    type: interactionType.autocomplete,
    user,
    channel: placeOf(desk.world, user, channel).id,
    source: null,
  };
  const answer = await interact(desk, about, { ...commandData(command), options });
  return (answer.data?.choices ?? []) as { name: string; value: unknown }[];
}

export async function useOnMessage(
  desk: PeopleDesk,
  name: string,
  { message, user }: { message: DiscordMessage; user: string },
): Promise<Answered> {
  const { channel } = message;
  const command = findCommand(desk, name, 3, { user, channel });
  const { world } = desk;
  const resolved = { messages: { [message.id]: toMessage(world, message) } };
  const data = { ...commandData(command), target_id: message.id, resolved };
  return interact(desk, { type: interactionType.command, user, channel, source: null }, data);
}
