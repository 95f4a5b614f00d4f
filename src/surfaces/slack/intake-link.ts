/** What the intake and the house tell each other; all of it can be handed from one thread to another. */
import type { End, HouseWord, IntakeWord } from '../../messenger/ends.ts';
import type { SlackSettings } from './settings.ts';

/** A team and the token that is used there. */
export type Front = { team: string; token: string; bot: string; botId: string | undefined };

export type IntakeStart = {
  settings: SlackSettings;
  /** Verbs whose press is answered in a dialogue. */
  aside: readonly string[];
  /** All threads we were called into; null where other instances may be called into some that are not known here. */
  threads: readonly string[] | null;
  /** The one team by whose token we work; null where teams install the app. */
  front: Front | null;
  reconnectMs?: number;
};

/** A delivery as it came, less what is secret in it. */
export type Delivered = {
  id: number;
  body: Record<string, unknown>;
  /** It may have been worked off before. */
  again: boolean;
  /** When it came in. Milliseconds. */
  at: number;
  /** What the intake does about it meanwhile, and tells of with `acted`. */
  acting: 'opens' | 'signs' | null;
};

export type FromIntake =
  | IntakeWord
  | ({ say: 'delivered' } & Delivered)
  /** The id of the dialogue that was opened, or the `ts` of the first message; null where there is none for certain. */
  | { say: 'acted'; id: number; made: string | null }
  | { say: 'asks'; team: string };

export type ToIntake =
  | HouseWord
  /** What is wrong with a sent form, by input. */
  | { say: 'answers'; id: number; errors: Record<string, string> | null }
  /** From now on replies in this thread are ours. */
  | { say: 'called'; thread: string }
  /** Null where the app is not installed, or not any more. */
  | { say: 'front'; team: string; front: Front | null };

export type HouseEnd = End<ToIntake, FromIntake>;
export type IntakeEnd = End<FromIntake, ToIntake>;
