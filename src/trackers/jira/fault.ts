/** What went wrong with a request to Jira, said in our words. */

import * as z from 'zod';
import { DocketError } from '../../domain/errors.ts';
import { type Refused, refuse, type StepOutcome } from '../../domain/push.ts';
import { neverConnected } from '../../ports/never-connected.ts';
import { saySlowDown, sayUnreachable, sayUnusable } from '../../ports/tracker-faults.ts';
import { JiraRefusal } from './api.ts';

/**
 * unreachable: no connection was made. auth, forbidden, missing, rate_limited, invalid: Jira answered and did nothing;
 * `fields` are those it would not take. doubtful: it may have acted.
 */
export type JiraFault =
  | { kind: 'unreachable' | 'auth' | 'forbidden' | 'missing' }
  | { kind: 'rate_limited'; retryAfterMs: number; limit: string }
  | { kind: 'invalid'; fields: string[] }
  | { kind: 'doubtful'; why: string };

const Said = z.object({ errors: z.record(z.string(), z.unknown()).catch({}) });

export function readFault(error: unknown, now: Date): JiraFault {
  if (error instanceof JiraRefusal) return readRefusal(error, now);
  if (neverConnected(error)) return { kind: 'unreachable' };
  const name = error instanceof Error ? error.name : '';
  if (name === 'TimeoutError') return { kind: 'doubtful', why: 'it did not answer in time' };
  if (name === 'SyntaxError' || name === '$ZodError' || name === 'ZodError') {
    return { kind: 'doubtful', why: 'its answer could not be read' };
  }
  return { kind: 'doubtful', why: 'the connection broke' };
}

function readRefusal({ status, headers, body }: JiraRefusal, now: Date): JiraFault {
  switch (status) {
    case 401:
      return { kind: 'auth' };
    case 403:
      return { kind: 'forbidden' };
    case 404:
    case 410:
      return { kind: 'missing' };
    case 429:
      return {
        kind: 'rate_limited',
        retryAfterMs: readWait(headers, now),
        limit: headers.get('ratelimit-reason') ?? '',
      };
    case 400:
    case 409:
    case 413:
    case 422:
      return { kind: 'invalid', fields: Object.keys(Said.safeParse(body).data?.errors ?? {}) };
    default:
      return { kind: 'doubtful', why: `it answered ${status}` };
  }
}

/** As long as any header asks for. A used-up quota comes back with the next hour; anything else in a minute at most. */
function readWait(headers: Headers, now: Date): number {
  const after = headers.get('retry-after') ?? '';
  const reset = Date.parse(headers.get('x-ratelimit-reset') ?? '') - now.getTime();
  const waits = [Number(after) * 1000, Date.parse(after) - now.getTime(), reset];
  const longest = Math.max(0, ...waits.filter(Number.isFinite));
  if (longest > 0) return Math.ceil(longest);
  const isQuota = /quota/.test(headers.get('ratelimit-reason') ?? '');
  return isQuota ? 3_600_000 - (now.getTime() % 3_600_000) : 60_000;
}

/** For the log only: what Jira said is not ours to show. */
export function describeFault(fault: JiraFault, error: unknown): Record<string, unknown> {
  return { ...fault, said: error instanceof Error ? error.message.slice(0, 300) : null };
}

/** `deed` is what was tried, as in "may not create issues"; `made` what may have come of it. */
export function toStep(
  fault: JiraFault,
  { deed, made }: { deed: string; made: string },
): Exclude<StepOutcome, { kind: 'done' }> {
  switch (fault.kind) {
    case 'unreachable':
      return refuse('Jira could not be reached', { retryable: true });
    case 'rate_limited':
      return refuse('Jira asked us to slow down', { retryable: true, retryAfterMs: fault.retryAfterMs });
    case 'auth':
      return refuse('Jira did not accept the API token', { auth: true });
    case 'forbidden':
      return refuse(`The Jira account may not ${deed} in this project`);
    case 'missing':
      return goneStep();
    case 'invalid':
      return refuse(
        fault.fields.length > 0 ? `Jira refused: ${fault.fields.join(', ')}` : 'Jira refused the request',
      );
    case 'doubtful':
      return { kind: 'unknown', reason: `Jira may have ${made}: ${fault.why}` };
  }
}

export function goneStep(): Refused {
  return refuse('The issue no longer exists in Jira');
}

/** For a failed read before anything was written: whatever happened, nothing was changed. */
export function unsent(fault: JiraFault): Refused {
  const step = toStep(fault, { deed: 'read issues', made: '' });
  return step.kind === 'refused'
    ? step
    : refuse('Jira could not be asked before sending', { retryable: true });
}

/** For reads, which change nothing and can be repeated. */
export function toError(fault: JiraFault, cause: unknown): DocketError {
  switch (fault.kind) {
    case 'auth':
      return new DocketError('TRACKER_AUTH', {
        message: 'Jira did not accept the API token.',
        remedy:
          'Create one at id.atlassian.com under Security › API tokens, set it as JIRA_API_TOKEN, and JIRA_EMAIL to its account.',
        cause,
      });
    case 'forbidden':
      return new DocketError('TRACKER_AUTH', {
        message: 'The Jira account may not read this project.',
        remedy: 'Give the account a role in the project, or name another project in JIRA_PROJECT.',
        cause,
      });
    case 'rate_limited':
      return saySlowDown('Jira', fault.retryAfterMs, cause);
    case 'unreachable':
      return sayUnreachable('Jira', 'JIRA_HOST', cause);
    case 'doubtful':
    case 'missing':
    case 'invalid':
      return sayUnusable('Jira', cause);
  }
}
