/** The message that a surface opens a turn with: the first answer takes its place, and it never outlives the turn. */
import type { Card } from '../cards/card.ts';
import type { Thread } from '../domain/conversation.ts';
import type { Inbound, Opening, Surface } from '../ports/surface.ts';
import { sayText } from './faults.ts';
import type { Outbox } from './outbox.ts';

export type OpenedTurn = {
  show: Outbox['show'];
  /** To be called once everything is shown. */
  end(surface: Surface | undefined, thread: Thread): Promise<void>;
};

/** `again`: a process that died may have shown something of this turn before. */
export function openTurn(
  outbox: Pick<Outbox, 'show'>,
  { eventId, opening }: Pick<Inbound, 'eventId' | 'opening'>,
  turn: { id: string; again: boolean },
): OpenedTurn {
  let left: Opening | null = opening === undefined ? null : { eventId, ref: opening, again: turn.again };
  let shownElsewhere: Card | null = null;
  const takeOpening = () => {
    const taken = left;
    left = null;
    return taken;
  };
  return {
    async show(thread, shown, options) {
      if (shown.living) shownElsewhere = shown.card;
      await outbox.show(thread, shown, { ...options, turn, takeOpening });
    },
    async end(surface, { external }) {
      if (!left) return;
      // What changed stands further up in the thread, where nobody looks.
      const said = shownElsewhere && sayText(shownElsewhere.summary, shownElsewhere.tone);
      await surface?.endOpening?.(external, left, said);
    },
  };
}
