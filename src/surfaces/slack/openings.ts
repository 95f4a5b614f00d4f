/** The first message at once: it says that somebody is on it, and the answer takes its place. */
import type { EditBudget } from '../../messenger/edit-budget.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Opening } from '../../ports/surface.ts';
import { readFault } from './clients.ts';
import type { Place } from './place.ts';
import type { Poster } from './post.ts';
import type { SlackMessage } from './render.ts';

export type Openings = {
  /**
   * The `ts` of the opening; null where none stands for certain. Tried once and within the time of what people wait for:
   * one that came after the answer would stay.
   */
  begin(place: Place, eventId: string): Promise<string | null>;
  /** The `ts` of the opening where it still stands as such. */
  find(place: Place, opening: Opening): Promise<string | null>;
  /** False where the message has to be posted: nobody is told of an edit, so what took long is told by a new one. */
  become(place: Place, ts: string, message: SlackMessage, key: string): Promise<boolean>;
  /** What cannot be taken away is logged. */
  remove(place: Place, ts: string): Promise<void>;
  /** One that came too late for the turn to know of it goes, unless the turn found it all the same. */
  removeLate(place: Place, eventId: string): Promise<void>;
};

/** Without blocks, since Slack lets rich text become nothing but rich text. */
const opening: SlackMessage = { text: 'On it …', blocks: [] };

/** After this long whoever asked looks at something else. */
const watchedMs = 10_000;
/** Slack takes a message a second and channel, and somewhat more for a moment; the answers need theirs. */
const pace = { perSecond: 1, atOnce: 8 };

export function createOpenings(deps: {
  poster: Poster;
  budget: Pick<EditBudget, 'isFree'>;
  clock: Clock;
  log: Log;
}): Openings {
  const { poster, budget, clock, log } = deps;
  const now = () => clock.now().getTime();
  const mayOpen = createPace(now);
  const openings: Openings = {
    async begin(place, eventId) {
      if (!mayOpen(place.channel)) return null;
      return poster.postSoon(place, opening, keyOf(eventId)).catch((error: unknown) => {
        log.debug('Slack shows no first message', { fault: readFault(error) });
        return null;
      });
    },
    async find(place, { eventId, ref, again }) {
      if (ref === null || again) return poster.find(place, keyOf(eventId));
      return ref.split(':')[1] ?? null;
    },
    async become(place, ts, message, key) {
      if (now() - Number(ts) * 1000 > watchedMs || !budget.isFree()) return false;
      return poster.update(place, ts, message, { passing: false, key }).catch((error: unknown) => {
        log.warn('an answer could not take the place of the first message', { fault: readFault(error) });
        return false;
      });
    },
    async remove(place, ts) {
      await poster.remove(place, ts).catch((error: unknown) => {
        log.warn('a first message could not be taken away', { fault: readFault(error) });
      });
    },
    async removeLate(place, eventId) {
      const ts = await poster.find(place, keyOf(eventId));
      if (ts) await openings.remove(place, ts);
    },
  };
  return openings;
}

const keyOf = (eventId: string) => `opening ${eventId}`;

/** Whether one more may be made in a channel now; who asks and may is counted. */
function createPace(now: () => number): (channel: string) => boolean {
  const channels = new Map<string, { left: number; at: number }>();
  return (channel) => {
    const known = channels.get(channel) ?? { left: pace.atOnce, at: now() };
    const left = Math.min(pace.atOnce, known.left + ((now() - known.at) * pace.perSecond) / 1000);
    if (channels.size > 1000) channels.clear();
    channels.set(channel, { left: left < 1 ? left : left - 1, at: now() });
    return left >= 1;
  };
}
