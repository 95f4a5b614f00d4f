/** What the planner understood of a message. */
import type { Intent } from './intent.ts';
import type { Offer } from './offers.ts';

export type Understood = {
  intents: Intent[];
  confidence: number;
  /** What a person can choose from where the planner asks, the likeliest first; empty where it does not ask. */
  offers: Offer[];
  /** Why an irreversible deed is not done, or null. */
  vetoed: 'held' | 'question' | null;
  /** What else the message asks for, and what a question about one of its deeds holds up. */
  heldUp?: Intent[];
  /** Too little certainty to act: the person chooses. */
  unsure: boolean;
};

/** Without any doubt. */
export function sure(intents: Intent[]): Understood {
  return { intents, confidence: 1, offers: [], vetoed: null, unsure: false };
}
