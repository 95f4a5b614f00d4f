/** What the intake and the house tell each other; all of it can be handed from one thread to another. */
import type { Card } from '../../cards/card.ts';
import type { Asks, Told } from '../../messenger/asking.ts';
import type { End, HouseWord, IntakeWord } from '../../messenger/ends.ts';
import type { Inbound } from '../../ports/surface.ts';
import type { ForumPost, Said, SharedFile } from './inbound.ts';
import type { Draft, KeptCard } from './kept-cards.ts';
import type { WaitingPress } from './presses.ts';
import type { DiscordSettings } from './settings.ts';

/** A `/docket` command as people are offered it. */
export type CommandHint = { verb: string; usage: string; does: string };

export type DiscordStart = {
  settings: DiscordSettings;
  /** Discord tells each of its servers to one of them. */
  shard: { id: number; count: number };
  /** Verbs whose press is answered with a form, or for the presser alone. */
  aside: readonly string[];
  commands: readonly CommandHint[];
  /** Channels that are threads in which a conversation was held; null where others may hold some that are not known here. */
  threads: readonly string[] | null;
  /** Whether the house alone changes cards, so that those it tells of need not be asked for. */
  isAlone: boolean;
  answerWithinMs?: number;
};

/** What came in, as it lies in the journal. */
export type Entry =
  /** `parent` is the channel of the thread it was said in. What is `late` was said while nobody listened. */
  | { kind: 'message'; said: Said; parent: string | null; late: boolean }
  /** A new post in a forum. */
  | { kind: 'post'; post: ForumPost }
  /** What a person pressed, sent or commanded, and by what they are answered. */
  | { kind: 'event'; event: Inbound; press: WaitingPress | null }
  /** For the thread of a report. `key` names this very sharing. */
  | { kind: 'files'; thread: string; files: SharedFile[]; by: string; key: string }
  /** A form that a person fills in. */
  | { kind: 'draft'; id: string; draft: Draft };

/** `again`: it may have been worked off before. */
export type Delivered = { id: number; entry: Entry; again: boolean };

export type FromIntake =
  | IntakeWord
  | Asks
  /** Who we are; before it says that it listens. */
  | { say: 'self'; user: string; app: string }
  | ({ say: 'delivered' } & Delivered)
  /** A card that stands in Discord now. */
  | { say: 'shown'; ref: string; kept: KeptCard }
  /** Nobody waits for what this press came to any more: they were promised it. */
  | { say: 'late'; eventId: string }
  /** All that was said before this moment has been taken in. Milliseconds. */
  | { say: 'heard'; until: number };

export type ToIntake =
  | HouseWord
  | Told
  /** From now on what is said in this thread is ours. */
  | { say: 'called'; thread: string }
  /** A card that stands in Discord now. */
  | { say: 'stands'; ref: string; kept: KeptCard }
  /** What a press came to whose interaction waits for it. */
  | { say: 'answer'; eventId: string; card: Card };

export type HouseEnd = End<ToIntake, FromIntake>;
export type IntakeEnd = End<FromIntake, ToIntake>;

/** What only the house knows. */
export type HouseAnswers = {
  isLinked(guild: string): Promise<boolean>;
  guildOf(user: string): Promise<string | null>;
  card(ref: string): Promise<KeptCard | null>;
  draft(id: string, user: string): Promise<Draft | null>;
  tickets(guild: string, user: string, typed: string): Promise<{ key: string; title: string }[]>;
  link(guild: { id: string; name: string }, by: Inbound['actor'], code: string): Promise<string>;
  /** Begins or stops to offer to file the posts of a forum, and says which. */
  watch(guild: string, forum: string): Promise<string>;
  /** What is under way in the thread ends, and what of a push was not sent yet stays unsent. */
  stop(guild: string, thread: string, how: { by: Inbound['actor']; event: string }): Promise<void>;
  /** Up to when everything was taken in when we listened last; null for the first time. */
  heardUntil(): Promise<number | null>;
};
