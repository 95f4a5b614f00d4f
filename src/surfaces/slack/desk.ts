/** What the surface is given, and what every deed in one workspace of Slack works with. */
import type { Card } from '../../cards/card.ts';
import type { Clock, IdSource } from '../../ports/clock.ts';
import type { Journal } from '../../ports/journal.ts';
import type { Log } from '../../ports/log.ts';
import type { Shelf } from '../../ports/shelf.ts';
import type { Inbound } from '../../ports/surface.ts';
import type { SlackClients } from './clients.ts';
import type { Dialogues } from './dialogues.ts';
import type { Home } from './home.ts';
import type { HouseEnd, IntakeStart } from './intake-link.ts';
import type { Openings } from './openings.ts';
import type { People } from './people.ts';
import type { Poster } from './post.ts';
import type { SlackMessage } from './render.ts';
import type { UserOf } from './rich-text.ts';
import type { SlackSettings } from './settings.ts';

/** A workspace of Slack, and who put the app there. */
export type SlackTeam = { id: string; name: string; installer: { id: string; name: string } };

export type SlackDeps = {
  log: Log;
  clock: Clock;
  ids: IdSource;
  /** Whether this thread is one we were called into before; a reply in any other is none of ours. */
  knows(team: string, thread: string): Promise<boolean>;
  /** All threads we were called into; null where other instances may be called into some unknown here. */
  threads(): Promise<readonly string[] | null>;
  /** Verbs whose press is answered in a dialogue. */
  aside: ReadonlySet<string>;
  /**
   * A person pressed stop: what is worked off in the thread ends, and what of a push was not sent yet stays unsent. `event`
   * tells a second delivery of the same press.
   */
  stop(team: string, thread: string, how: { by: Inbound['actor'] | null; event: string }): Promise<void>;
  /** What all instances know of open dialogues. */
  shelf: Shelf;
  /** Where installations are kept, encrypted; null where one token is given. */
  vault: Shelf | null;
  /** A team installs the app: it gets its place here, or is refused with a DocketError before its token is kept. */
  welcome(team: SlackTeam): Promise<void>;
  /** How long a sent form waits to be answered in its place; Slack itself waits three seconds. */
  answerWithinMs?: number;
  /** How long after a lost connection another is opened. */
  reconnectMs?: number;
  /** Where what comes in is kept before it is acknowledged; null where `accept` itself stores it before. */
  journal: (() => Journal) | null;
  /** Takes in what comes by socket in a thread of its own, with that journal; in this one when absent. */
  openIntake?(start: IntakeStart): HouseEnd;
};

export type SlackDesk = SlackDeps & {
  settings: SlackSettings;
  botToken: string;
  clients: SlackClients;
  poster: Poster;
  openings: Openings;
  people: People;
  dialogues: Dialogues;
  home: Home;
  userOf: UserOf;
  draw(card: Card): SlackMessage;
  /** Ours. */
  self: { team: string; bot: string; botId: string | undefined };
};

/** Once it listens: `accept` has stored the event when it resolves. */
export type OpenDesk = SlackDesk & { accept(event: Inbound): Promise<void> };
