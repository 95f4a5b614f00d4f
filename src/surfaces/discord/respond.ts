/** Answers interactions: once within three seconds, and by their token for a quarter of an hour after it. */
import {
  type APIMessage,
  type REST,
  type RESTPostAPIInteractionCallbackWithResponseResult,
  Routes,
} from 'discord.js';
import type { Card } from '../../cards/card.ts';
import { drawNoticeCard } from '../../cards/notice-card.ts';
import type { Log } from '../../ports/log.ts';
import { codes, isRefused, readFault } from './client.ts';
import { type DiscordMessage, ephemeral } from './components.ts';
import { readId } from './custom-id.ts';
import { createFirstAnswers } from './first-answers.ts';
import type { Modal } from './form.ts';
import type { KeptCard, KeptCards } from './kept-cards.ts';
import { renderMessage } from './render.ts';

/** What it takes to answer. */
export type Answerable = { id: string; token: string };

export type Responder = {
  /** Whether an answer was promised, so that one has to follow. */
  isPromised(to: Answerable): boolean;
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

/**
 * All resolve with false where Discord no longer takes an answer, and throw nothing. What was promised before is answered
 * in the place of the promise, and what was answered before is followed up.
 */
export function createResponder(deps: Deps): Responder {
  const firsts = createFirstAnswers();
  const { send, sendKept, edit, whisper } = createSender(deps);
  const show = (to: Answerable, card: Card, type: number, data: unknown) => {
    const one = { card, thread: '' };
    const later = { replace: () => edit(to, one), follow: () => whisper(to, one) };
    return firsts.give(to.id, () => send(to, { type, data }), later);
  };
  return {
    isPromised: ({ id }) => firsts.isPromised(id),
    acknowledge: (to) => firsts.begin(to.id, { isPromise: false }, () => send(to, { type: 6 })),
    promise: (to) =>
      firsts.begin(to.id, { isPromise: true }, () => send(to, { type: 5, data: { flags: ephemeral } })),
    open: (to, modal) => show(to, drawReady(modal), 9, modal),
    say: (to, card) => show(to, card, 4, toOne(renderMessage(card))),
    announce: (to, card) => show(to, card, 4, renderMessage(card)),
    replace: (to, card) => show(to, card, 7, renderMessage(card)),
    suggest: (to, choices) => send(to, { type: 8, data: { choices } }),
    sayKept(to, one) {
      const later = { replace: () => edit(to, one), follow: () => whisper(to, one) };
      return firsts.give(to.id, () => sendKept(to, one), later);
    },
    edit,
    whisper,
  };
}

type Sender = Pick<Responder, 'edit' | 'whisper'> & {
  send(to: Answerable, body: object): Promise<boolean>;
  /** To this person alone. */
  sendKept(to: Answerable, one: KeptCard): Promise<boolean>;
};

function createSender({ rest, app, kept, log }: Deps): Sender {
  const guard = async (sending: () => Promise<unknown>): Promise<boolean> => {
    try {
      await sending();
      return true;
    } catch (error) {
      // Somebody answered it before: an instance, or an attempt whose own answer was lost.
      if (isRefused(error, codes.alreadyAcknowledged)) return true;
      log.warn('an interaction of Discord could not be answered', { fault: readFault(error) });
      return false;
    }
  };
  const post = ({ id, token }: Answerable, body: object, query?: URLSearchParams) =>
    rest.post(Routes.interactionCallback(id, token), { auth: false, body, ...(query ? { query } : {}) });
  const keep = (message: { id?: string; channel_id?: string } | undefined, card: KeptCard) =>
    kept.keep(`${message?.channel_id}:${message?.id}`, card);
  return {
    send: (to, body) => guard(() => post(to, body)),
    sendKept: (to, one) =>
      guard(async () => {
        const query = new URLSearchParams({ with_response: 'true' });
        const body = { type: 4, data: toOne(renderMessage(one.card)) };
        const answered = await post(to, body, query);
        await keep((answered as RESTPostAPIInteractionCallbackWithResponseResult).resource?.message, one);
      }),
    edit: ({ token }, one) =>
      guard(async () => {
        const sent = { auth: false, body: renderMessage(one.card) };
        await keep((await rest.patch(Routes.webhookMessage(app(), token), sent)) as APIMessage, one);
      }),
    whisper: ({ token }, one) =>
      guard(async () => {
        const query = new URLSearchParams({ wait: 'true' });
        const sent = { auth: false, body: toOne(renderMessage(one.card)), query };
        await keep((await rest.post(Routes.webhook(app(), token), sent)) as APIMessage, one);
      }),
  };
}

/** A modal has to be the first answer, so one that comes too late for that waits for a press. */
function drawReady({ title, custom_id }: Modal): Card {
  const { token = '' } = readId(custom_id) ?? {};
  return {
    ...drawNoticeCard(`That took me a moment. Here it is: ${title}`, 'info'),
    choices: [{ label: 'Open it', action: `fix!${token}`, style: 'primary' }],
  };
}

function toOne(message: DiscordMessage): DiscordMessage {
  return { ...message, flags: message.flags | ephemeral };
}
