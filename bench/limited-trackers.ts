/** The three trackers over sandboxes that enforce the published limits, in time that passes with every request. */
import { silentLog } from '../src/ports/log.ts';
import type { Tracker } from '../src/ports/tracker.ts';
import { publishedLimits } from '../src/sandbox/github/content-limits.ts';
import { startGithubSandbox } from '../src/sandbox/github/github.ts';
import { startJiraSandbox } from '../src/sandbox/jira/jira.ts';
import { startLinearSandbox } from '../src/sandbox/linear/linear.ts';
import { createGithubTracker } from '../src/trackers/github/github.ts';
import { createJiraTracker } from '../src/trackers/jira/jira.ts';
import { createLinearTracker } from '../src/trackers/linear/linear.ts';
import { jiraSettingsFor } from '../test/support/jira.ts';
import type { TestClock } from '../test/support/publishing.ts';

export type LimitedName = 'linear' | 'github' | 'jira';

/** Requests that made issues or links; when the first of them was sent and the last was answered, in virtual milliseconds. */
export type Sent = { requests: number; first: number | null; last: number | null };

export type Limited = {
  tracker: Tracker;
  sent: Sent;
  /** All requests so far. */
  requests(): number;
  /** How often a limit was run into. */
  refusals(): number;
  close(): Promise<void>;
};

type Sandbox = { requests(): number; operations(): readonly string[]; close(): Promise<void> };

/** What a request takes on the way there and back, in virtual milliseconds. */
export const roundTripMs = 300;

/** What the three call the making of issues and links; each call of a tracker below sends one such request. */
const making = /^(issueBatchCreate|issueRelationCreate|createIssue|addBlockedBy|createIssues|linkIssues)$/;

const starts: Record<LimitedName, (clock: TestClock) => Promise<{ sandbox: Sandbox; tracker: Tracker }>> = {
  async linear(clock) {
    const sandbox = await startLinearSandbox({ now: clock.now, requestsPerHour: 2500 });
    const { apiKey, apiUrl } = sandbox;
    const settings = { apiKey, apiUrl, team: 'ENG', project: null, sandbox: false };
    return { sandbox, tracker: createLinearTracker(settings, { log: silentLog, clock }) };
  },
  async github(clock) {
    const sandbox = await startGithubSandbox({ now: clock.now, limits: publishedLimits });
    const [owner = '', repository = ''] = sandbox.repository.split('/');
    const place = { owner, repository, apiUrl: sandbox.url, webhookSecret: null, sandbox: false };
    const settings = { auth: { token: sandbox.token }, ...place };
    return { sandbox, tracker: createGithubTracker(settings, { log: silentLog, clock }) };
  },
  async jira(clock) {
    const sandbox = await startJiraSandbox({ now: clock.now });
    const settings = jiraSettingsFor(sandbox, { sandbox: false });
    return { sandbox, tracker: createJiraTracker(settings, { log: silentLog, clock, strict: true }) };
  },
};

export async function startLimited(name: LimitedName, clock: TestClock): Promise<Limited> {
  const { sandbox, tracker } = await starts[name](clock);
  const sent: Sent = { requests: 0, first: null, last: null };
  let refusals = 0;
  const note = (outcome: unknown) => {
    for (const one of [outcome].flat()) if (isRefusal(one)) refusals += 1;
  };
  const ask = async (method: (...given: unknown[]) => unknown, given: unknown[]) => {
    const [before, operations, at] = [sandbox.requests(), sandbox.operations().length, clock.now().getTime()];
    try {
      const result = await method(...given);
      note(result);
      return result;
    } catch (error) {
      note(error);
      throw error;
    } finally {
      clock.pass((sandbox.requests() - before) * roundTripMs);
      if (
        sandbox
          .operations()
          .slice(operations)
          .some((one) => making.test(one))
      ) {
        sent.requests += 1;
        sent.first ??= at;
        sent.last = clock.now().getTime();
      }
    }
  };
  const timed = new Proxy(tracker, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property);
      return typeof value === 'function' ? (...given: unknown[]) => ask(value.bind(target), given) : value;
    },
  });
  const requests = () => sandbox.requests();
  return { tracker: timed, sent, requests, refusals: () => refusals, close: () => sandbox.close() };
}

/** Told to wait, as an outcome or as what a read throws. */
function isRefusal(outcome: unknown): boolean {
  return typeof (outcome as { retryAfterMs?: unknown } | null)?.retryAfterMs === 'number';
}
