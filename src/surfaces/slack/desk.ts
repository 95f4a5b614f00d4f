/** What the surface is given, and what every deed in Slack works with. */
import type { Card } from '../../cards/card.ts';
import type { Clock, IdSource } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Inbound } from '../../ports/surface.ts';
import type { SlackClients } from './clients.ts';
import type { Dialogues } from './dialogues.ts';
import type { People } from './people.ts';
import type { Poster } from './post.ts';
import type { SlackMessage } from './render.ts';
import type { UserOf } from './rich-text.ts';
import type { SlackSettings } from './settings.ts';

export type SlackDeps = {
  log: Log;
  clock: Clock;
  ids: IdSource;
  /** Whether this thread is one we were called into before; a reply in any other is none of ours. */
  knows(thread: string): Promise<boolean>;
  /** Whether a press on this token is answered with a form. */
  opensForm(action: string): boolean;
  /** A person pressed stop. */
  stop(thread: string): Promise<void>;
  /** How long a sent form waits to be answered in its place; Slack itself waits three seconds. */
  answerWithinMs?: number;
  /** How long after a lost connection another is opened. */
  reconnectMs?: number;
};

export type SlackDesk = SlackDeps & {
  settings: SlackSettings;
  clients: SlackClients;
  poster: Poster;
  people: People;
  dialogues: Dialogues;
  userOf: UserOf;
  draw(card: Card): SlackMessage;
  /** Ours, once we are connected. */
  self: { team: string; bot: string };
  /** Who made a press, by its event: what went wrong with it is told to them alone. */
  pressers: Map<string, string>;
  /** Cards with a form that were posted and not yet opened, by channel and `ts`. */
  forms: Map<string, { card: Card; thread: string }>;
};

/** Once it listens: `accept` has stored the event when it resolves. */
export type OpenDesk = SlackDesk & { accept(event: Inbound): Promise<void> };
