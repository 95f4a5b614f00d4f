/** Where issues would be created, asked from the trackers and remembered for a moment. */
import type { Destination } from '../domain/approval.ts';
import { DocketError, isDocketError } from '../domain/errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Tracker, Trackers } from '../ports/tracker.ts';
import type { Timeout } from './timeout.ts';

/** Why there is no destination, as a sentence for people, when there is none. */
export type DestinationAnswer =
  | { destination: Destination; problem: null }
  | { destination: null; problem: string };

export type Destinations = {
  /** Throws what the tracker throws, and UNSUPPORTED_PLATFORM or INTEGRATION_NOT_CONNECTED for a wrong word. */
  of(tracker: string): Promise<Destination>;
  /** As above, but a tracker that cannot be asked is an answer. */
  ask(tracker: string): Promise<DestinationAnswer>;
  /** The named tracker, else the preferred one. Throws AMBIGUOUS or INTEGRATION_NOT_CONNECTED when neither exists. */
  choose(tracker: string | undefined): string;
};

const rememberMs = 60_000;
/** A dead tracker is asked again soon, but not once for every card that is drawn. */
const rememberFaultMs = 10_000;

type Remembered = { until: number; answer: Destination | Error };

export function createDestinations(deps: {
  trackers: Trackers;
  clock: Clock;
  log: Log;
  timeout: Timeout;
}): Destinations {
  const { trackers, clock, log, timeout } = deps;
  const remembered = new Map<string, Remembered>();

  const recall = async (name: string): Promise<Destination | Error> => {
    const now = clock.now().getTime();
    const known = remembered.get(name);
    if (known && known.until > now) return known.answer;
    const answer = await trackers
      .open(name)
      .then((tracker) => readDestination(tracker, timeout))
      .catch(asError);
    const keep = answer instanceof Error ? rememberFaultMs : rememberMs;
    remembered.set(name, { until: now + keep, answer });
    return answer;
  };

  return {
    async of(name) {
      const answer = await recall(name);
      if (answer instanceof Error) throw answer;
      return answer;
    },
    async ask(name) {
      const answer = await recall(name);
      if (!(answer instanceof Error)) return { destination: answer, problem: null };
      if (!isDocketError(answer)) log.error('a tracker failed', { tracker: name, error: answer });
      return { destination: null, problem: sayFault(answer) };
    },
    choose: (name) => name ?? trackers.preferred() ?? refuseChoice(trackers),
  };
}

/** Reads where the tracker creates issues, within the time one request may take. */
export function readDestination(tracker: Tracker, timeout: Timeout): Promise<Destination> {
  return tracker.destination(timeout(tracker.traits.requestTimeoutMs));
}

function asError(fault: unknown): Error {
  return fault instanceof Error ? fault : new Error(String(fault));
}

/** The fault and its remedy in one line; nothing of an error that is not meant for people. */
export function sayFault(fault: unknown): string {
  return isDocketError(fault) ? `${fault.message} ${fault.remedy}` : 'The tracker could not be asked.';
}

function refuseChoice(trackers: Trackers): never {
  const names = trackers.names().map((tracker) => tracker.name);
  if (names.length > 0) {
    throw new DocketError('AMBIGUOUS', {
      message: `More than one tracker is connected: ${names.join(', ')}. Nothing was changed.`,
      remedy: `Say which one, for example "push to ${names[0]}".`,
      details: { trackers: names },
    });
  }
  throw new DocketError('INTEGRATION_NOT_CONNECTED', {
    message: 'No tracker is connected. Nothing was changed.',
    remedy: 'Connect one first; `docket doctor` says what is missing.',
  });
}
