/** Presses whose interaction waits to be answered with what they came to. */
import type { Card } from '../../cards/card.ts';

type Show = (card: Card) => Promise<unknown>;

export type Awaiting = {
  /** True once it is shown; false when it was not there in time, and it is shown should it come later. */
  whenAnswered(eventId: string, show: Show): Promise<boolean>;
  answer(eventId: string, card: Card): void;
};

/** Tokens of interactions last fifteen minutes, and few answers take as long. */
const overdueMs = 60_000;

export function createAwaiting(withinMs: number, sayLate: (eventId: string) => void): Awaiting {
  const waiting = new Map<string, (card: Card) => void>();
  return {
    async whenAnswered(eventId, show) {
      const given = Promise.withResolvers<Card | null>();
      waiting.set(eventId, given.resolve);
      const timer = setTimeout(given.resolve, withinMs, null);
      const card = await given.promise;
      clearTimeout(timer);
      waiting.delete(eventId);
      if (card) {
        await show(card);
        return true;
      }
      waiting.set(eventId, (late) => void show(late));
      setTimeout(() => waiting.delete(eventId), overdueMs).unref();
      sayLate(eventId);
      return false;
    },
    answer: (eventId, card) => waiting.get(eventId)?.(card),
  };
}
