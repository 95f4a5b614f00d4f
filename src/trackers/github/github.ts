/** GitHub as a tracker: issues of one repository, known again by a marker in their text. */

import { type Clock, systemClock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import {
  healthOf,
  type Tracker,
  type TrackerHealth,
  type TrackerLimit,
  type TrackerTraits,
} from '../../ports/tracker.ts';
import { createAsking } from '../../ports/tracker-faults.ts';
import { createGithubApi } from './api.ts';
import { readChanges } from './changes.ts';
import { createOnce } from './create.ts';
import type { GithubDesk } from './desk.ts';
import { describeFault, readFault } from './fault.ts';
import { findIssues, sweepIssues } from './find.ts';
import { createKeyBook } from './keys.ts';
import { linkIssues } from './link.ts';
import { listIssues } from './list.ts';
import { toSnapshot } from './mapping.ts';
import { createPlaceKeeper } from './place.ts';
import { preflight } from './preflight.ts';
import { readIssues } from './read.ts';
import { toDestination } from './repository.ts';
import { toError } from './say-fault.ts';
import type { GithubSettings } from './settings.ts';
import { amendIssue, commentOn, updateIssue } from './steps.ts';
import { readWords } from './words.ts';

export type GithubDeps = {
  log: Log;
  clock?: Clock;
  /** One request is given up after this long; 15 s when left out. */
  requestTimeoutMs?: number;
};

/** As GitHub publishes them, for whoever makes things: it calls them subject to change. */
const published: readonly TrackerLimit[] = [
  { name: 'issues of a minute', most: 80, perMs: 60_000, counts: ['issue'] },
  { name: 'issues of an hour', most: 500, perMs: 3_600_000, counts: ['issue'] },
  { name: 'pause between writes', most: 1, perMs: 1000, counts: ['write'] },
];

export function createGithubTracker(settings: GithubSettings, deps: GithubDeps): Tracker {
  const { log, clock = systemClock, requestTimeoutMs = 15_000 } = deps;
  const api = createGithubApi(settings, requestTimeoutMs, clock);
  const keys = createKeyBook();
  const desk: GithubDesk = {
    api,
    place: createPlaceKeeper({ api, settings, clock }),
    keys,
    log,
    clock,
  };
  return {
    name: 'github',
    traits: traitsOf(settings, requestTimeoutMs),
    check: () => check(desk),
    async destination() {
      const { repository } = await asking(desk, desk.place.renew);
      return toDestination(repository, settings);
    },
    preflight: (drafts, signal) => asking(desk, () => preflight(desk, drafts, signal)),
    create: (orders, signal) => Promise.all(orders.map((order) => createOnce(desk, order, signal))),
    find: async (wanted, signal) => {
      return wanted.length === 0 ? new Map() : asking(desk, () => findIssues(desk, wanted, signal));
    },
    async read(externalIds, signal) {
      const issues = await asking(desk, () => readIssues(desk, externalIds, signal));
      return new Map(
        externalIds.map((id) => {
          const issue = issues.get(id);
          return [id, issue ? toSnapshot(issue) : null];
        }),
      );
    },
    list: (wish, signal) => asking(desk, () => listIssues(desk, wish, signal)),
    link: (orders, signal) => linkIssues(desk, orders, signal),
    amend: (change, key, signal) => amendIssue(desk, change, key, signal),
    update: (change, signal) => updateIssue(desk, change, signal),
    comment: (comment, key, signal) => commentOn(desk, comment, key, signal),
    changes: (cursor, signal) => asking(desk, () => readChanges(desk, cursor, signal)),
    words: (externalId, signal) => asking(desk, () => readWords(desk, externalId, signal)),
    sweep: (since, signal) => asking(desk, () => sweepIssues(desk, since, signal)),
  };
}

/** A request may be worked off for 10 s after we gave it up, and the list may be 4 s behind. */
function traitsOf({ sandbox }: GithubSettings, requestTimeoutMs: number): TrackerTraits {
  return {
    uniqueKey: false,
    quarantineMs: requestTimeoutMs + 15_000,
    requestTimeoutMs,
    maxConcurrency: 1,
    createAtOnce: 1,
    idIsKey: false,
    linkAtOnce: 20,
    showsSource: false,
    embedsLinks: false,
    limits: sandbox ? [] : published,
  };
}

function check(desk: GithubDesk): Promise<TrackerHealth> {
  return healthOf(async () => {
    const { owner, name, account } = (await asking(desk, desk.place.renew)).repository;
    return `${account} at ${owner}/${name}`;
  });
}

const asking = createAsking({ service: 'GitHub', readFault, describeFault, toError });
