/** Interactions from the press to the last word: answered once in three seconds, and followed up for fifteen minutes. */
import { randomUUID } from 'node:crypto';
import type { Call, Endpoint } from './call.ts';
import { checkModal } from './check-modal.ts';
import { removeMessage } from './messages.ts';
import { oneFault, refuse, refuseForm } from './refusal.ts';
import { flag, toMessage } from './views.ts';
import type { DiscordMessage, Json, World } from './world.ts';
import { editMessage, writeMessage } from './write-message.ts';

/** Docs, interactions/receiving-and-responding. */
const answerMs = 3000;
const lifeMs = 15 * 60_000;
const longestChoices = 25;

export const interactionType = { command: 2, component: 3, autocomplete: 4, modal: 5 } as const;
export const callbackType = {
  message: 4,
  deferredMessage: 5,
  deferredUpdate: 6,
  update: 7,
  choices: 8,
  modal: 9,
} as const;

/** What the app answered at first. */
export type Answered = {
  /** By Discord's callback types. */
  type: number;
  data: Json | null;
  /** The message that was sent or changed, for what makes one. */
  message: DiscordMessage | null;
  tookMs: number;
};

export type Interaction = {
  id: string;
  token: string;
  type: number;
  user: string;
  channel: string;
  /** The message whose component was used; null for a command. */
  source: DiscordMessage | null;
  at: number;
  began: number;
  answered: Answered | null;
  /** What `@original` is. */
  original: DiscordMessage | null;
  /** Told once, when the app has answered. */
  onAnswer(answer: Answered): void;
};

export type Interactions = {
  open(
    of: Pick<Interaction, 'type' | 'user' | 'channel' | 'source'>,
    told: (answer: Answered) => void,
  ): Interaction;
  endpoints: Record<string, Endpoint>;
};

export function createInteractions(world: World): Interactions {
  const byToken = new Map<string, Interaction>();
  const alive = (token: string): Interaction => {
    const found = byToken.get(token);
    if (!found) throw refuse(10015);
    if (world.now().getTime() - found.at > lifeMs) throw refuse(50027);
    return found;
  };
  return {
    open(of, onAnswer) {
      const interaction: Interaction = {
        ...of,
        id: world.nextId(),
        token: randomUUID(),
        at: world.now().getTime(),
        began: performance.now(),
        answered: null,
        original: null,
        onAnswer,
      };
      byToken.set(interaction.token, interaction);
      return interaction;
    },
    endpoints: {
      create_interaction_response(call) {
        const found = byToken.get(call.parts.interaction_token!);
        if (!found || found.id !== call.parts.interaction_id) throw refuse(10062);
        if (found.answered) throw refuse(40060);
        if (world.now().getTime() - found.at > answerMs) throw refuse(10062);
        const answer = answerInteraction(world, found, call);
        const wantsBody = call.query.get('with_response') === 'true';
        found.onAnswer(answer);
        return wantsBody ? { status: 200, body: toCallback(world, found, answer) } : { status: 204 };
      },
      ...followUps(world, alive),
    },
  };
}

function answerInteraction(world: World, interaction: Interaction, call: Call): Answered {
  const type = Number(call.body.type);
  const data = (call.body.data ?? null) as Json | null;
  requireFitting(interaction, type);
  const message = actOn(world, interaction, { type, data: data ?? {}, uploads: call.uploads });
  const answer = { type, data, message, tookMs: performance.now() - interaction.began };
  interaction.answered = answer;
  interaction.original = message;
  return answer;
}

/** Which answer may follow which interaction. */
function requireFitting({ type, source }: Interaction, answer: number): void {
  const isAutocomplete = type === interactionType.autocomplete;
  const changes = answer === callbackType.update || answer === callbackType.deferredUpdate;
  const fits =
    (answer === callbackType.choices) === isAutocomplete &&
    !(answer === callbackType.modal && type === interactionType.modal) &&
    !(changes && source === null);
  if (!fits)
    throw oneFault('type', 'INTERACTION_CALLBACK_TYPE_INVALID', 'This interaction cannot be answered so.');
}

type Wish = { type: number; data: Json; uploads: Call['uploads'] };

function actOn(world: World, interaction: Interaction, { type, data, uploads }: Wish): DiscordMessage | null {
  switch (type) {
    case callbackType.message:
      return write(world, interaction, { body: data, uploads });
    case callbackType.deferredMessage:
      return defer(world, interaction, data);
    case callbackType.deferredUpdate:
      return interaction.source;
    case callbackType.update:
      return editMessage(world, interaction.source!, { body: data, uploads }, 'interaction');
    case callbackType.modal: {
      const faults = checkModal(data);
      if (faults.length > 0) throw refuseForm(faults);
      return null;
    }
    case callbackType.choices: {
      const choices = (data.choices ?? []) as unknown[];
      if (choices.length > longestChoices)
        throw oneFault('data/choices', 'BASE_TYPE_BAD_LENGTH', 'Must be 25 or fewer in length.');
      return null;
    }
    default:
      throw oneFault('type', 'BASE_TYPE_CHOICES', `No answer has type ${type}.`);
  }
}

function write(
  world: World,
  interaction: Interaction,
  written: { body: Json; uploads: Call['uploads'] },
): DiscordMessage {
  const isEphemeral = (Number(written.body.flags ?? 0) & flag.ephemeral) !== 0;
  return writeMessage(world, written, {
    channel: world.channels.get(interaction.channel)!,
    author: world.bot.id,
    through: 'interaction',
    interaction: { id: interaction.id, type: interaction.type, user: interaction.user },
    ephemeralTo: isEphemeral ? interaction.user : null,
  });
}

/** "docket is thinking…": only whether it is ephemeral can be said, and that for good. */
function defer(world: World, interaction: Interaction, data: Json): DiscordMessage {
  const flags = Number(data.flags ?? 0);
  if (flags & ~flag.ephemeral)
    throw oneFault('data/flags', 'BASE_TYPE_CHOICES', 'Only EPHEMERAL can be set when deferring.');
  const message = write(world, interaction, { body: { content: '…', flags }, uploads: [] });
  return Object.assign(message, { content: '', isLoading: true });
}

function toCallback(
  world: World,
  { id, type, channel }: Interaction,
  { type: callback, message }: Answered,
): Json {
  const about = message && callback !== callbackType.deferredUpdate;
  const guild = world.channels.get(channel)?.guild;
  return {
    interaction: {
      id,
      type,
      channel_id: channel,
      ...(guild ? { guild_id: guild } : {}),
      ...(message
        ? {
            response_message_id: message.id,
            response_message_loading: message.isLoading,
            response_message_ephemeral: message.ephemeralTo !== null,
          }
        : {}),
    },
    ...(about ? { resource: { type: callback, message: toMessage(world, message) } } : {}),
  };
}

function followUps(world: World, alive: (token: string) => Interaction): Record<string, Endpoint> {
  const originalOf = (call: Call): DiscordMessage => {
    const { original, answered } = alive(call.parts.webhook_token!);
    if (!answered) throw refuse(10015);
    if (!original || !world.messages.includes(original)) throw refuse(10008);
    return original;
  };
  const byId = (call: Call): DiscordMessage => {
    const { id } = alive(call.parts.webhook_token!);
    const found = world.messages.find(
      (one) => one.id === call.parts.message_id && one.interaction?.id === id,
    );
    if (!found) throw refuse(10008);
    return found;
  };
  const edit = (call: Call, message: DiscordMessage) => ({
    status: 200,
    body: toMessage(world, editMessage(world, message, call, 'interaction')),
  });
  const remove = (message: DiscordMessage) => {
    removeMessage(world, message);
    return { status: 204 };
  };
  return {
    execute_webhook(call) {
      const interaction = alive(call.parts.webhook_token!);
      if (!interaction.answered) throw refuse(10015);
      // The first of them takes the place of "is thinking…".
      const { original } = interaction;
      if (original?.isLoading) return edit(call, original);
      return { status: 200, body: toMessage(world, write(world, interaction, call)) };
    },
    get_original_webhook_message: (call) => ({ status: 200, body: toMessage(world, originalOf(call)) }),
    update_original_webhook_message: (call) => edit(call, originalOf(call)),
    delete_original_webhook_message: (call) => remove(originalOf(call)),
    get_webhook_message: (call) => ({ status: 200, body: toMessage(world, byId(call)) }),
    update_webhook_message: (call) => edit(call, byId(call)),
    delete_webhook_message: (call) => remove(byId(call)),
  };
}
