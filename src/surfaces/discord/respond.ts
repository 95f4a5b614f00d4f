/** Answers interactions: once within three seconds, and by their token for a quarter of an hour after it. */
import {
  type APIMessage,
  type REST,
  type RESTPostAPIInteractionCallbackWithResponseResult,
  Routes,
} from 'discord.js';
import type { Card } from '../../cards/card.ts';
import type { Log } from '../../ports/log.ts';
import { codes, isRefused, readFault } from './client.ts';
import { type DiscordMessage, ephemeral } from './components.ts';
import type { Modal } from './form.ts';
import type { KeptCard, KeptCards } from './kept-cards.ts';
import { renderMessage } from './render.ts';

/** What it takes to answer. */
export type Answerable = { id: string; token: string };

export type Responder = {
  /** Says nothing, and lets the message stand as it is. */
  acknowledge(to: Answerable): Promise<boolean>;
  /** Promises an answer that only this person will see. */
  promise(to: Answerable): Promise<boolean>;
  open(to: Answerable, modal: Modal): Promise<boolean>;
  /** To this person alone. */
  say(to: Answerable, card: Card): Promise<boolean>;
  /** As above, for a card on which more can be opened. */
  sayKept(to: Answerable, kept: KeptCard): Promise<boolean>;
  /** To everybody in the channel. */
  announce(to: Answerable, card: Card): Promise<boolean>;
  /** In the place of the message that was pressed. */
  replace(to: Answerable, card: Card): Promise<boolean>;
  suggest(to: Answerable, choices: readonly { name: string; value: string }[]): Promise<boolean>;
  /** The first answer, changed; of a press, the message it was made on. */
  edit(to: Answerable, kept: KeptCard): Promise<boolean>;
  /** One more answer, to this person alone. */
  whisper(to: Answerable, kept: KeptCard): Promise<boolean>;
};

type Deps = { rest: REST; app(): string; kept: KeptCards; log: Log };

/** All resolve with false where Discord no longer takes an answer, and throw nothing. */
export function createResponder({ rest, app, kept, log }: Deps): Responder {
  const guard = async (send: () => Promise<unknown>): Promise<boolean> => {
    try {
      await send();
      return true;
    } catch (error) {
      // Somebody answered it before: an instance, or an attempt whose own answer was lost.
      if (isRefused(error, codes.alreadyAcknowledged)) return true;
      log.warn('an interaction of Discord could not be answered', { fault: readFault(error) });
      return false;
    }
  };
  const send = ({ id, token }: Answerable, body: object, query?: URLSearchParams) =>
    rest.post(Routes.interactionCallback(id, token), { auth: false, body, ...(query ? { query } : {}) });
  const answer = (to: Answerable, type: number, data?: unknown) =>
    guard(() => send(to, { type, ...(data ? { data } : {}) }));
  const keep = (message: { id?: string; channel_id?: string } | undefined, card: KeptCard) =>
    kept.keep(`${message?.channel_id}:${message?.id}`, card);
  return {
    acknowledge: (to) => answer(to, 6),
    promise: (to) => answer(to, 5, { flags: ephemeral }),
    open: (to, modal) => answer(to, 9, modal),
    say: (to, card) => answer(to, 4, toOne(renderMessage(card))),
    announce: (to, card) => answer(to, 4, renderMessage(card)),
    replace: (to, card) => answer(to, 7, renderMessage(card)),
    suggest: (to, choices) => answer(to, 8, { choices }),
    sayKept: (to, one) =>
      guard(async () => {
        const query = new URLSearchParams({ with_response: 'true' });
        const body = { type: 4, data: toOne(renderMessage(one.card)) };
        const { resource } = (await send(
          to,
          body,
          query,
        )) as RESTPostAPIInteractionCallbackWithResponseResult;
        await keep(resource?.message, one);
      }),
    edit: ({ token }, one) =>
      guard(async () => {
        const sent = { auth: false, body: renderMessage(one.card) };
        await keep((await rest.patch(Routes.webhookMessage(app(), token), sent)) as APIMessage, one);
      }),
    whisper: ({ token }, one) =>
      guard(async () => {
        const sent = {
          auth: false,
          body: toOne(renderMessage(one.card)),
          query: new URLSearchParams({ wait: 'true' }),
        };
        await keep((await rest.post(Routes.webhook(app(), token), sent)) as APIMessage, one);
      }),
  };
}

function toOne(message: DiscordMessage): DiscordMessage {
  return { ...message, flags: message.flags | ephemeral };
}
