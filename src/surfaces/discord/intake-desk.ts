/** What the intake works with: Discord's own client, and the house at the other end of a line. */
import type { Client } from 'discord.js';
import type { Card } from '../../cards/card.ts';
import type { Asking } from '../../messenger/asking.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Inbound } from '../../ports/surface.ts';
import type { CommandHint, Entry, HouseAnswers } from './intake-link.ts';
import type { KeptCards } from './kept-cards.ts';
import type { WaitingPress } from './presses.ts';
import type { Responder } from './respond.ts';
import type { Channels } from './threads.ts';

export type IntakeDesk = {
  log: Log;
  clock: Clock;
  client: Client;
  channels: Channels;
  responder: Responder;
  kept: KeptCards;
  aside: ReadonlySet<string>;
  commands: readonly CommandHint[];
  /** How long a press waits for what it came to; Discord itself waits three seconds. */
  answerWithinMs: number;
  /** Ours. */
  self(): { user: string; app: string };
  ask: Asking<HouseAnswers>['ask'];
  isLinked(guild: string): Promise<boolean>;
  /** Resolves once the event will not be lost, so that it may be acknowledged; rejects where it could not be stored. */
  accept(event: Inbound, press: WaitingPress | null): Promise<void>;
  /** Puts files into a thread; resolves once it will be done. */
  share(files: Omit<Extract<Entry, { kind: 'files' }>, 'kind'>): Promise<void>;
  /**
   * True once `show` has shown what the press came to. False when that was not there in time: the person is to be promised
   * it, and `show` is called should it come here after all.
   */
  whenAnswered(eventId: string, show: (card: Card) => Promise<unknown>): Promise<boolean>;
};
