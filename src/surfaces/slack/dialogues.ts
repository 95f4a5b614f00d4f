/** Dialogues that wait for what a press or a sent form came to: what is shown for it goes into them. */
import type { ModalView } from '@slack/types';
import type { Card } from '../../cards/card.ts';
import type { SlackClients } from './clients.ts';
import { drawModal, drawSaying } from './modal.ts';
import type { UserOf } from './rich-text.ts';

export type Dialogues = {
  /** What is shown for this event goes into this open dialogue. */
  expectForm(eventId: string, viewId: string): void;
  /** Resolves with the fault that a sent form came to; null when it did well, or when nothing was said in time. */
  awaitFault(eventId: string, withinMs: number): Promise<string | null>;
  /** Takes the card where a dialogue waits for it; null where none does and it is to be posted. */
  take(eventId: string, card: Card, thread: string): Promise<string | null>;
};

/** A dialogue that nobody answered is forgotten. */
const keptMs = 10 * 60_000;

export function createDialogues({ clients, userOf }: { clients: SlackClients; userOf: UserOf }): Dialogues {
  const forms = new Map<string, string>();
  const waiting = new Map<string, (fault: string | null) => void>();
  const update = async (viewId: string, view: ModalView) => {
    await clients.interactive.views.update({ view_id: viewId, view });
    return `view:${viewId}`;
  };
  return {
    expectForm(eventId, viewId) {
      forms.set(eventId, viewId);
      setTimeout(() => forms.delete(eventId), keptMs).unref();
    },
    awaitFault(eventId, withinMs) {
      return new Promise((resolve) => {
        const settle = (fault: string | null) => {
          clearTimeout(timer);
          waiting.delete(eventId);
          resolve(fault);
        };
        const timer = setTimeout(() => settle(null), withinMs);
        waiting.set(eventId, settle);
      });
    },
    async take(eventId, card, thread) {
      const viewId = forms.get(eventId);
      if (viewId) {
        forms.delete(eventId);
        return update(viewId, drawModal(card, thread, userOf) ?? drawSaying(card.title, card.summary));
      }
      const settle = waiting.get(eventId);
      settle?.(card.tone === 'danger' ? card.summary : null);
      return settle && card.tone === 'danger' ? `fault:${eventId}` : null;
    },
  };
}
