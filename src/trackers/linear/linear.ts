/** Linear as a tracker: issues under client-chosen ids, so that the same key never makes two. */

import type { IssueSnapshot } from '../../domain/push.ts';
import { type Clock, systemClock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { healthOf, type Tracker, type TrackerHealth } from '../../ports/tracker.ts';
import { createAsking } from '../../ports/tracker-faults.ts';
import { createLinearApi } from './api.ts';
import { readChanges, sweepIssues } from './changes.ts';
import { createOnce } from './create.ts';
import type { LinearDesk } from './desk.ts';
import { describeFault, readFault, toError } from './fault.ts';
import { readIssues } from './issues.ts';
import { linkIssues } from './link.ts';
import { listIssues } from './list.ts';
import { type LinearIssue, toSnapshot } from './mapping.ts';
import { createPlaceKeeper } from './place.ts';
import { preflight } from './preflight.ts';
import type { LinearSettings } from './settings.ts';
import { amendIssue, commentOn, updateIssue } from './steps.ts';
import { toDestination } from './team.ts';
import { readWords } from './words.ts';

export type LinearDeps = {
  log: Log;
  clock?: Clock;
  /** One request is given up after this long; 15 s when left out. */
  requestTimeoutMs?: number;
};

export function createLinearTracker(settings: LinearSettings, deps: LinearDeps): Tracker {
  const { log, clock = systemClock, requestTimeoutMs = 15_000 } = deps;
  const api = createLinearApi(settings, requestTimeoutMs);
  const desk: LinearDesk = { api, place: createPlaceKeeper({ api, settings, log, clock }), log, clock };
  return {
    name: 'linear',
    // A second issue with a used id is refused, so looking again a second later can never duplicate. One request at a
    // time keeps the issues' numbers in the order of the board.
    traits: {
      uniqueKey: true,
      quarantineMs: 1000,
      requestTimeoutMs,
      maxConcurrency: 1,
      createAtOnce: 50,
      idIsKey: true,
      linkAtOnce: 25,
      showsSource: true,
      embedsLinks: false,
      limits: [{ name: 'requests of an hour', most: 2500, perMs: 3_600_000, counts: ['write'] }],
    },
    check: () => check(desk),
    async destination() {
      const { team } = await asking(desk, desk.place.renew);
      return toDestination(team, settings.sandbox);
    },
    preflight: (drafts, signal) => asking(desk, () => preflight(desk, drafts, signal)),
    create: (orders, signal) => createOnce(desk, orders, signal),
    async find(keys, signal) {
      const ids = keys.map(({ uuid }) => uuid);
      const issues = await asking(desk, () => readIssues(api, ids, signal));
      return new Map(
        keys.flatMap(({ marker, uuid }) => {
          const issue = presentOrNull(issues.get(uuid));
          return issue ? [[marker, [issue]]] : [];
        }),
      );
    },
    async read(externalIds, signal) {
      const issues = await asking(desk, () => readIssues(api, externalIds, signal));
      return new Map(externalIds.map((id) => [id, presentOrNull(issues.get(id))]));
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

/** An issue in Linear's bin is gone for everyone who works there. */
function presentOrNull(issue: LinearIssue | undefined): IssueSnapshot | null {
  return issue && !issue.trashed ? toSnapshot(issue) : null;
}

function check(desk: LinearDesk): Promise<TrackerHealth> {
  return healthOf(async () => {
    const { team } = await asking(desk, desk.place.renew);
    return `${team.account} at ${team.organization.name}`;
  });
}

const asking = createAsking({ service: 'Linear', readFault, describeFault, toError });
