/** The three trackers as far as a push can tell them apart, and what each service promises about time. */
import type { TrackerTraits } from '../../src/ports/tracker.ts';

export type KindName = 'github' | 'linear' | 'jira';

export type Kind = {
  name: KindName;
  traits: TrackerTraits;
  /** A request that has arrived is acted upon within this time, also when nobody waits for its answer any more. */
  actsWithinMs: number;
  /** What was created can be found by its key after this time at most. */
  listLagMs: number;
  /** All issues of one request come to be, or none. */
  isAtomic: boolean;
};

const base = { requestTimeoutMs: 15_000, showsSource: false, limits: [] };

export const kinds: Record<KindName, Kind> = {
  github: {
    name: 'github',
    traits: {
      ...base,
      uniqueKey: false,
      quarantineMs: 30_000,
      maxConcurrency: 1,
      createAtOnce: 1,
      idIsKey: false,
      linkAtOnce: 20,
      embedsLinks: false,
    },
    actsWithinMs: 25_000,
    listLagMs: 4_000,
    isAtomic: true,
  },
  linear: {
    name: 'linear',
    traits: {
      ...base,
      uniqueKey: true,
      quarantineMs: 1_000,
      maxConcurrency: 1,
      createAtOnce: 50,
      idIsKey: true,
      linkAtOnce: 25,
      embedsLinks: false,
    },
    actsWithinMs: 25_000,
    listLagMs: 0,
    isAtomic: true,
  },
  jira: {
    name: 'jira',
    traits: {
      ...base,
      uniqueKey: false,
      quarantineMs: 60_000,
      maxConcurrency: 1,
      createAtOnce: 50,
      idIsKey: false,
      linkAtOnce: 1,
      embedsLinks: true,
    },
    actsWithinMs: 25_000,
    listLagMs: 30_000,
    isAtomic: false,
  },
};

export const kindNames = Object.keys(kinds) as KindName[];
