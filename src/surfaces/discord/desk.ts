/** What the surface is given, and what every deed in Discord works with. */
import type { REST } from 'discord.js';
import type { Card } from '../../cards/card.ts';
import type { Clock, IdSource } from '../../ports/clock.ts';
import type { Journal } from '../../ports/journal.ts';
import type { Log } from '../../ports/log.ts';
import type { Shelf } from '../../ports/shelf.ts';
import type { Inbound } from '../../ports/surface.ts';
import type { DiscordMessage } from './components.ts';
import type { CommandHint, DiscordStart, HouseEnd } from './intake-link.ts';
import type { KeptCard, KeptCards } from './kept-cards.ts';
import type { Poster } from './post.ts';
import type { Presses } from './presses.ts';
import type { Responder } from './respond.ts';
import type { DiscordSettings } from './settings.ts';

export type DiscordDeps = {
  log: Log;
  /** Says something to whoever starts Docket and waits for it to listen. */
  print(text: string): void;
  clock: Clock;
  ids: IdSource;
  /** Whether a conversation was held in this thread before. */
  knows(guild: string, thread: string): Promise<boolean>;
  /** Verbs whose press is answered with a form, or for the presser alone. */
  aside: ReadonlySet<string>;
  /** Whether the guild works in a workspace. */
  isLinked(guild: string): Promise<boolean>;
  /** Lets a guild work in the workspace that gave the code; says in a sentence what came of it, or throws a DocketError. */
  link(guild: { id: string; name: string }, by: Inbound['actor'], code: string): Promise<string>;
  /**
   * A person pressed stop: what is worked off in the thread ends, and what of a push was not sent yet stays unsent. `event`
   * tells a second press of the same.
   */
  stop(guild: string, thread: string, how: { by: Inbound['actor']; event: string }): Promise<void>;
  /** The guild in whose workspace a person's direct messages are; null for somebody who is in none. */
  guildOf(user: string): Promise<string | null>;
  /** The user of Discord behind a member. */
  userOf(guild: string, memberId: string): Promise<string | null>;
  /** Tickets whose key or title has these words, for somebody who types. */
  tickets(guild: string, user: string, typed: string): Promise<{ key: string; title: string }[]>;
  commands: readonly CommandHint[];
  /** What all instances know of cards and forms. */
  shelf: Shelf;
  /** And of open presses, which are answered by tokens: encrypted. */
  vault: Shelf;
  /** True for one process at a time, which listens to the gateway; it is asked again until it is this one's turn. */
  hold(): Promise<boolean>;
  /** How long a press waits to be answered with a form; Discord itself waits three seconds. */
  answerWithinMs?: number;
  /** How long something is under way before it can be stopped by a button. */
  stopAfterMs?: number;
  /** Between two shards that begin. */
  beginEveryMs?: number;
  /** All threads in which a conversation was held; null where other instances may hold some unknown here. */
  threads(): Promise<readonly string[] | null>;
  /** Where a shard keeps what comes in before it is answered; null where `accept` itself stores it before. */
  journal: ((shard: number) => Journal) | null;
  /** What shards beyond these have kept, from when there were more. */
  leftBeyond?(shards: number): readonly Journal[];
  /** Takes in what one shard is told in a thread of its own, with that journal; in this one when absent. */
  openIntake?(start: DiscordStart): HouseEnd;
};

export type DiscordDesk = DiscordDeps & {
  settings: DiscordSettings;
  rest: REST;
  poster: Poster;
  kept: KeptCards;
  presses: Presses;
  responder: Responder;
  draw(guild: string, card: Card): Promise<(mark?: number) => DiscordMessage>;
  /** Ours, as far as the token says it or Discord has told. */
  self(): { user: string; app: string };
  know(self: { user: string; app: string }): void;
  /** To be told of each card on which more can be opened, as it stands in Discord now. */
  onKept(listener: (ref: string, kept: KeptCard) => void): void;
};

/** Once it listens: `accept` has stored the event when it resolves. */
export type OpenDesk = DiscordDesk & { accept(event: Inbound): Promise<void> };
