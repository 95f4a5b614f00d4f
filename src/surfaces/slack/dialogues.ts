/** Presses and dialogues that wait for what they came to, on a shelf that all instances share: any of them may answer. */
import { setTimeout as wait } from 'node:timers/promises';
import type { ModalView } from '@slack/types';
import type { Card } from '../../cards/card.ts';
import type { Shelf } from '../../ports/shelf.ts';
import { readFault, type SlackClients } from './clients.ts';
import { drawDialogue } from './modal.ts';
import type { UserOf } from './rich-text.ts';

export type Dialogues = {
  /** Who pressed, and the dialogue that was opened for it: what goes wrong is told to them alone. */
  keepPress(eventId: string, press: { user: string; viewId: string | null }): Promise<void>;
  presserOf(eventId: string): Promise<string | null>;
  /** A card with a form that was posted, so that its button can open it. */
  keepForm(ref: string, form: { card: Card; thread: string }): Promise<void>;
  formOf(ref: string): Promise<{ card: Card; thread: string } | null>;
  /** To be called before the form is handed over: what comes of it is shown in its dialogue. */
  expectFault(eventId: string): Promise<void>;
  /** The fault that a sent form came to; null when it did well, or when nothing was said in time. */
  awaitFault(eventId: string, withinMs: number): Promise<string | null>;
  /** Takes the card where a dialogue waits for it; null where none does and it is to be posted. */
  take(eventId: string, card: Card, thread: string): Promise<string | null>;
};

/** A press or dialogue that nobody answered is forgotten. */
const keptMs = 10 * 60_000;
/** People come back to a form after days. */
const formKeptMs = 14 * 24 * 60 * 60_000;
/** How often it is looked whether a sent form was answered, maybe by another instance. */
const lookEveryMs = 60;

/** `filled`: what its dialogue shows. */
type Press = { user: string; viewId: string | null; filled?: string };
type Sent = { fault: string | null } | 'waiting';

export function createDialogues(deps: { clients: SlackClients; userOf: UserOf; shelf: Shelf }): Dialogues {
  const { clients, userOf, shelf } = deps;
  /** Null when the person has closed it. */
  const fill = async (viewId: string, view: ModalView) => {
    try {
      await clients.interactive.views.update({ view_id: viewId, view });
      return `view:${viewId}`;
    } catch (error) {
      if (readFault(error).kind === 'refused') return null;
      throw error;
    }
  };
  return {
    keepPress: async (eventId, press) => void (await shelf.set(pressKey(eventId), press, keptMs)),
    presserOf: async (eventId) => (await shelf.get<Press>(pressKey(eventId)))?.user ?? null,
    keepForm: async (ref, form) => void (await shelf.set(`form ${ref}`, form, formKeptMs)),
    formOf: async (ref) => (await shelf.get<{ card: Card; thread: string }>(`form ${ref}`)) ?? null,
    expectFault: async (eventId) => void (await shelf.set(sentKey(eventId), 'waiting', keptMs)),
    async awaitFault(eventId, withinMs) {
      const until = performance.now() + withinMs;
      for (;;) {
        const sent = await shelf.get<Sent>(sentKey(eventId));
        if (sent && sent !== 'waiting') return sent.fault;
        if (performance.now() >= until) break;
        await wait(lookEveryMs);
      }
      // From now on it is too late for the dialogue, and what is said is posted.
      await shelf.delete(sentKey(eventId));
      return null;
    },
    async take(eventId, card, thread) {
      const press = await shelf.get<Press>(pressKey(eventId));
      // The same again after a crash: the person may be typing in it, or has sent it already.
      if (press?.viewId && press.filled === card.summary) return `view:${press.viewId}`;
      if (press?.viewId && press.filled === undefined) {
        const filled = await fill(press.viewId, drawDialogue(card, thread, userOf));
        await shelf.set(pressKey(eventId), { ...press, filled: card.summary }, keptMs);
        return filled;
      }
      const sent = await shelf.get<Sent>(sentKey(eventId));
      if (sent !== 'waiting') return null;
      const fault = card.tone === 'danger' ? card.summary : null;
      await shelf.set(sentKey(eventId), { fault }, keptMs);
      return fault === null ? null : `fault:${eventId}`;
    },
  };
}

const pressKey = (eventId: string) => `press ${eventId}`;
const sentKey = (eventId: string) => `sent ${eventId}`;
