/** Where each connected tracker creates issues, asked rarely: reading what changed there must stay a single request. */
import type { Destination } from '../../domain/approval.ts';
import { isDocketError } from '../../domain/errors.ts';
import type { Caller } from '../../domain/principal.ts';
import type { TrackerName } from '../../ports/tracker.ts';
import type { Desk } from '../desk.ts';

export type Places = {
  /** Null where the tracker cannot be asked now; that is logged. */
  of(tracker: TrackerName): Promise<Destination | null>;
  /** What is known without asking. */
  known(tracker: TrackerName): Destination | null;
};

const keepMs = 60 * 60_000;

export function createPlaces({
  destinations,
  clock,
  log,
}: Pick<Desk, 'destinations' | 'clock' | 'log'>): Places {
  const kept = new Map<TrackerName, { destination: Destination; until: number }>();
  return {
    known: (tracker) => kept.get(tracker)?.destination ?? null,
    async of(tracker) {
      const now = clock.now().getTime();
      const one = kept.get(tracker);
      if (one && one.until > now) return one.destination;
      try {
        const destination = await destinations.of(tracker);
        kept.set(tracker, { destination, until: now + keepMs });
        return destination;
      } catch (fault) {
        if (!isDocketError(fault)) throw fault;
        log.warn('a tracker cannot be followed now', { tracker, error: fault });
        return one?.destination ?? null;
      }
    },
  };
}

const names: Record<TrackerName, string> = {
  local: 'Docket',
  linear: 'Linear',
  github: 'GitHub',
  jira: 'Jira',
};

/** What a tracker reports is written in its name, for people who read the history. */
export function trackerCaller(workspaceId: string, tracker: TrackerName): Caller {
  const principal = { kind: 'system' as const, id: `system:${tracker}`, name: names[tracker] };
  return { principal, roles: [], workspaceId, via: 'system', threadId: null };
}
