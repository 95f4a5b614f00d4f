/** Interactions that wait for what they came to: a modal, an answer for one person alone, or nothing but a sign of life. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Card } from '../../cards/card.ts';
import { drawNoticeCard } from '../../cards/notice-card.ts';
import type { Shelf } from '../../ports/shelf.ts';
import type { KeptCard } from './kept-cards.ts';
import type { Responder } from './respond.ts';

/**
 * How an interaction was answered so far. `opening`: not yet, since a modal has to be the first answer. `filling`: not yet, since
 * a form may have to be filled in again. `private`: with a promise that only this person sees. `aside`: silently, in a
 * message that only this person sees. `public`: silently.
 */
export type Standing = 'opening' | 'filling' | 'private' | 'aside' | 'public';

/** `token` lets whoever holds it answer for a quarter of an hour, so this stands on an encrypted shelf. */
export type WaitingPress = {
  user: string;
  id: string;
  token: string;
  at: number;
  standing: Standing;
  answered: boolean;
};

export type Presses = {
  keep(eventId: string, press: WaitingPress): Promise<void>;
  /** Null when nothing came until it was `late`; from then on the answer is no longer held back for it. */
  awaitCard(eventId: string, late: AbortSignal): Promise<Card | null>;
  /** Takes a card where its interaction can show it to the one who pressed; false where it is to be posted. */
  take(eventId: string, kept: KeptCard, options: { isPrivate: boolean }): Promise<boolean>;
  /** Says where the press was made what it came to, for what is shown elsewhere. */
  tell(eventId: string, kept: KeptCard): Promise<void>;
};

/** Tokens of interactions last fifteen minutes. */
const lastsMs = 14 * 60_000;
const lookEveryMs = 25;
/** Between taking the mark away and laying the answer down. */
const givenWithinMs = 5000;

export function createPresses(deps: { shelf: Shelf; responder: Responder; now(): number }): Presses {
  const { shelf, responder, now } = deps;
  const find = async (eventId: string) => {
    const press = await shelf.get<WaitingPress>(pressKey(eventId));
    return press && now() - press.at < lastsMs ? press : null;
  };
  const note = (eventId: string, press: WaitingPress) =>
    shelf.set(pressKey(eventId), { ...press, answered: true }, lastsMs);
  const show = async (eventId: string, press: WaitingPress, kept: KeptCard) => {
    const replaces = !press.answered && press.standing !== 'public';
    const shown = await (replaces ? responder.edit(press, kept) : responder.whisper(press, kept));
    if (shown && !press.answered) await note(eventId, press);
    return shown;
  };
  /** True where somebody waited for it. */
  const give = async (eventId: string, press: WaitingPress, card: Card) => {
    if (!(await shelf.delete(openingKey(eventId)))) return false;
    await note(eventId, press);
    await shelf.set(answerKey(eventId), card, lastsMs);
    return true;
  };
  return {
    keep: async (eventId, press) => {
      await shelf.set(pressKey(eventId), press, lastsMs);
      if (press.standing === 'opening' || press.standing === 'filling')
        await shelf.set(openingKey(eventId), true, lastsMs);
    },
    awaitCard: (eventId, late) => awaitCard(shelf, eventId, late),
    async take(eventId, kept, { isPrivate }) {
      const press = await find(eventId);
      if (!press) return false;
      const { card } = kept;
      const isTheirs = isPrivate || card.tone === 'danger';
      if (press.standing === 'filling' && !isTheirs) return false;
      if (await give(eventId, press, card)) return true;
      const isPromised = press.standing === 'private' || press.standing === 'opening';
      return isTheirs || isPromised ? show(eventId, press, kept) : false;
    },
    async tell(eventId, { card: { summary, tone, title }, thread }) {
      const press = await find(eventId);
      if (!press || press.answered) return;
      const card = { ...drawNoticeCard(summary, tone), title: isSaid(title, summary) ? '' : title };
      if (await give(eventId, press, card)) return;
      if (press.standing !== 'public') await show(eventId, press, { card, thread });
    },
  };
}

/** "BUG-2026-001: It broke" above "BUG-2026-001 was created: It broke." says the same twice. */
function isSaid(title: string, summary: string): boolean {
  const [name = '', rest = ''] = title.split(/: (.*)/s);
  return title === summary || (summary.startsWith(name) && summary.includes(rest));
}

async function awaitCard(shelf: Shelf, eventId: string, late: AbortSignal): Promise<Card | null> {
  let untilMs = Number.POSITIVE_INFINITY;
  while (performance.now() < untilMs) {
    const card = await shelf.get<Card>(answerKey(eventId));
    if (card) return card;
    // Whoever takes the mark away decides, so that an answer is neither lost nor given twice.
    if (late.aborted && untilMs === Number.POSITIVE_INFINITY) {
      if (await shelf.delete(openingKey(eventId))) return null;
      untilMs = performance.now() + givenWithinMs;
    }
    await wait(lookEveryMs);
  }
  return null;
}

const pressKey = (eventId: string) => `press ${eventId}`;
const openingKey = (eventId: string) => `opening ${eventId}`;
const answerKey = (eventId: string) => `answer ${eventId}`;
