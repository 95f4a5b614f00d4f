/** Jira Cloud as a tracker: issues that carry their key as a property, looked up before anything is sent again. */

import { type Clock, systemClock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { healthOf, type Tracker, type TrackerHealth, type TrackerTraits } from '../../ports/tracker.ts';
import { createAsking } from '../../ports/tracker-faults.ts';
import { createJiraApi } from './api.ts';
import { findByKeys, readChanges, sweepIssues } from './changes.ts';
import { createOnce } from './create.ts';
import type { JiraDesk } from './desk.ts';
import { describeFault, readFault, toError } from './fault.ts';
import { readIssues } from './issues.ts';
import { toSnapshot } from './jira-issue.ts';
import { createKeyBook } from './keys.ts';
import { linkAll } from './link.ts';
import { listIssues } from './list.ts';
import { createPlaceKeeper, toDestination } from './place.ts';
import { preflight } from './prepare.ts';
import type { JiraSettings } from './settings.ts';
import { amendIssue, commentOn, updateIssue } from './steps.ts';
import { readWords } from './words.ts';

export type JiraDeps = {
  log: Log;
  clock?: Clock;
  /** One request is given up after this long; 30 s when left out. */
  requestTimeoutMs?: number;
  /** See `JiraApiDeps`; false when left out. */
  strict?: boolean;
};

/** A search may miss what was created in the last minute, so nothing in doubt is looked up before that. */
function traitsOf(requestTimeoutMs: number): TrackerTraits {
  return {
    uniqueKey: false,
    quarantineMs: 60_000,
    requestTimeoutMs,
    // One request at a time keeps the issues' numbers in the order of the board.
    maxConcurrency: 1,
    createAtOnce: 50,
    idIsKey: false,
    linkAtOnce: 1,
    showsSource: false,
    embedsLinks: true,
    limits: [{ name: 'requests to one endpoint in a second', most: 100, perMs: 1000, counts: ['write'] }],
  };
}

export function createJiraTracker(settings: JiraSettings, deps: JiraDeps): Tracker {
  const { log, clock = systemClock, requestTimeoutMs = 30_000, strict = false } = deps;
  const api = createJiraApi(settings, { log, timeoutMs: requestTimeoutMs, strict });
  const keys = createKeyBook();
  const place = createPlaceKeeper({ api, keys, settings, clock });
  const desk: JiraDesk = { api, place, keys, settings, log, clock, leftOut: new Map(), levels: new Map() };
  return {
    name: 'jira',
    traits: traitsOf(requestTimeoutMs),
    check: () => check(desk),
    destination: async () => toDestination(await asking(desk, desk.place.renew), settings),
    preflight: (drafts, signal) => asking(desk, () => preflight(desk, drafts, signal)),
    create: (orders, signal) => createOnce(desk, orders, signal),
    find: (keys, signal) => asking(desk, () => findByKeys(desk, keys, signal)),
    read: (ids, signal) =>
      asking(desk, async () => {
        if (ids.length === 0) return new Map();
        const at = await desk.place.current();
        const issues = await readIssues(desk, ids, signal);
        return new Map(
          ids.map((id) => {
            const issue = issues.get(id);
            return [id, issue ? toSnapshot(at, issue) : null];
          }),
        );
      }),
    list: (wish, signal) => asking(desk, () => listIssues(desk, wish, signal)),
    link: (orders, signal) => linkAll(desk, orders, signal),
    amend: (change, key, signal) => amendIssue(desk, change, key, signal),
    update: (change, signal) => updateIssue(desk, change, signal),
    comment: (comment, key, signal) => commentOn(desk, comment, key, signal),
    changes: (cursor, signal) => asking(desk, () => readChanges(desk, cursor, signal)),
    words: (externalId, signal) => asking(desk, () => readWords(desk, externalId, signal)),
    sweep: (since, signal) => asking(desk, () => sweepIssues(desk, since, signal)),
  };
}

function check(desk: JiraDesk): Promise<TrackerHealth> {
  return healthOf(async () => {
    const { account, project } = await asking(desk, desk.place.renew);
    return `${account.name} in ${project.name}`;
  });
}

const asking = createAsking({ service: 'Jira', readFault, describeFault, toError });
