/** What went wrong with a request to Linear, read from the SDK's errors and said in our words. */

import { LinearError } from '@linear/sdk';
import * as z from 'zod';
import { DocketError } from '../../domain/errors.ts';
import { type CreateOutcome, type Refused, refuse, type StepOutcome } from '../../domain/push.ts';
import { neverConnected } from '../../ports/never-connected.ts';
import { saySlowDown, sayUnreachable, sayUnusable } from '../../ports/tracker-faults.ts';

/**
 * unreachable: no connection was made. auth, forbidden, rate_limited, conflict, invalid: Linear answered and did nothing.
 * doubtful: it may have acted.
 */
export type LinearFault =
  | { kind: 'unreachable' | 'auth' | 'forbidden' | 'conflict' }
  | { kind: 'rate_limited'; retryAfterMs: number }
  | { kind: 'invalid'; code: string; entity: string | null }
  | { kind: 'doubtful'; why: string };

const Answer = z.object({
  status: z.number(),
  headers: z.instanceof(Headers).optional(),
  data: z.unknown().optional(),
  errors: z
    .array(
      z.object({
        message: z.string().catch(''),
        extensions: z
          .object({ code: z.string().catch(''), type: z.string().catch('') })
          .catch({ code: '', type: '' }),
      }),
    )
    .catch([]),
});
type Answer = z.infer<typeof Answer>;

/** Codes and types with which Linear says that it refused; everything else it reports may have happened half-way. */
const refusals =
  /^(INPUT_ERROR|GRAPHQL_VALIDATION_FAILED|BAD_USER_INPUT|FEATURE_NOT_ACCESSIBLE|USAGE_LIMIT_EXCEEDED)$/;
const refusalTypes = /^(invalid input|graphql error|user error|feature not accessible|usage limit exceeded)$/;
const refusalStatuses = new Set([404, 410, 413, 422]);

export function readFault(error: unknown, now: Date): LinearFault {
  const answer = error instanceof LinearError ? Answer.safeParse(error.raw?.response).data : undefined;
  if (answer) return readAnswer(answer, now);
  if (neverConnected(error)) return { kind: 'unreachable' };
  const name = error instanceof Error ? error.name : '';
  if (name === 'TimeoutError') return { kind: 'doubtful', why: 'it did not answer in time' };
  if (name === 'SyntaxError' || name === 'ZodError')
    return { kind: 'doubtful', why: 'its answer could not be read' };
  return { kind: 'doubtful', why: 'the connection broke' };
}

function readAnswer({ status, headers, data, errors }: Answer, now: Date): LinearFault {
  const first = errors[0];
  const code = first?.extensions.code ?? '';
  const type = first?.extensions.type ?? '';
  if (status >= 500) return { kind: 'doubtful', why: `it answered ${status}` };
  if (hasContent(data)) return { kind: 'doubtful', why: 'its answer was incomplete' };
  if (code === 'RATELIMITED' || type === 'ratelimited' || status === 429) {
    return { kind: 'rate_limited', retryAfterMs: readWait(headers, now) };
  }
  if (code === 'AUTHENTICATION_ERROR' || type === 'authentication error' || status === 401)
    return { kind: 'auth' };
  if (code === 'FORBIDDEN' || type === 'forbidden' || status === 403) return { kind: 'forbidden' };
  if (/^conflict on insert/.test(first?.message ?? '')) return { kind: 'conflict' };
  if (refusals.test(code) || refusalTypes.test(type) || refusalStatuses.has(status)) {
    const entity = first?.message.match(/^Entity not found: (\w+)/)?.[1] ?? null;
    return { kind: 'invalid', code: refusals.test(code) ? code : String(status), entity };
  }
  return { kind: 'doubtful', why: 'its answer could not be read' };
}

function hasContent(data: unknown): boolean {
  return typeof data === 'object' && data !== null && Object.values(data).some((value) => value !== null);
}

/** The longest wait that any header asks for; a minute when none does. Resets are epoch milliseconds at Linear. */
function readWait(headers: Headers | undefined, now: Date): number {
  const waits = [Number(headers?.get('retry-after') ?? 0) * 1000];
  for (const bucket of ['requests', 'complexity', 'endpoint-requests']) {
    const left = headers?.get(`x-ratelimit-${bucket}-remaining`);
    const reset = headers?.get(`x-ratelimit-${bucket}-reset`);
    if (left === '0' && reset) waits.push(Number(reset) - now.getTime());
  }
  const longest = Math.max(...waits.filter(Number.isFinite));
  return longest > 0 ? Math.ceil(longest) : 60_000;
}

/** For the log only: what Linear said is not ours to show. */
export function describeFault(fault: LinearFault, error: unknown): Record<string, unknown> {
  return { ...fault, said: error instanceof Error ? error.message.slice(0, 300) : null };
}

/** For an attempt to create: certain refusals are `refused`, all else is `unknown`. */
export function toOutcome(fault: LinearFault): Exclude<CreateOutcome, { kind: 'created' | 'existed' }> {
  switch (fault.kind) {
    case 'unreachable':
      return refuse('Linear could not be reached', { retryable: true });
    case 'rate_limited':
      return refuse('Linear asked us to slow down', { retryable: true, retryAfterMs: fault.retryAfterMs });
    case 'auth':
      return refuse('Linear did not accept the API key', { auth: true });
    case 'forbidden':
      return refuse('The Linear API key may not create issues in this team');
    case 'invalid':
      return refuse(sayInvalid(fault), { retryable: readAnew.has(fault.entity ?? '') });
    case 'conflict':
      return { kind: 'unknown', reason: 'Linear holds this issue already, and it could not be read' };
    case 'doubtful':
      return { kind: 'unknown', reason: `Linear may have created the issue: ${fault.why}` };
  }
}

/** For an attempt at an issue that exists. */
export function toStep(fault: LinearFault): StepOutcome {
  if (fault.kind === 'doubtful') {
    return { kind: 'unknown', reason: `Linear may have changed the issue: ${fault.why}` };
  }
  const outcome = toOutcome(fault);
  if (fault.kind === 'forbidden') {
    return { ...outcome, reason: 'The Linear API key may not change issues of this team' };
  }
  return fault.kind === 'invalid' && fault.entity === 'Issue' ? goneStep() : outcome;
}

export function goneStep(): Refused {
  return refuse('The issue no longer exists in Linear');
}

/** What we remembered of these was out of date; the next attempt reads them anew. */
const readAnew = new Set(['IssueLabel', 'WorkflowState']);

const missing = new Map([
  ['Team', 'No Linear team selected'],
  ['Project', 'The Linear project does not exist or is not of this team'],
  ['Issue', 'The parent issue no longer exists in Linear'],
  ['IssueLabel', 'A label was removed in Linear meanwhile'],
  ['WorkflowState', 'A workflow state was removed in Linear meanwhile'],
]);

function sayInvalid({ code, entity }: Extract<LinearFault, { kind: 'invalid' }>): string {
  return missing.get(entity ?? '') ?? `Linear refused the issue (${code})`;
}

/** For reads, which change nothing and can be repeated. */
export function toError(fault: LinearFault, cause: unknown): DocketError {
  switch (fault.kind) {
    case 'auth':
      return new DocketError('TRACKER_AUTH', {
        message: 'Linear did not accept the API key.',
        remedy: 'Create a key in Linear under Settings › Security & access and set it as LINEAR_API_KEY.',
        cause,
      });
    case 'forbidden':
      return new DocketError('TRACKER_AUTH', {
        message: 'The Linear API key may not read this team.',
        remedy: 'Use a key of a member of the team, or name another team in LINEAR_TEAM.',
        cause,
      });
    case 'rate_limited':
      return saySlowDown('Linear', fault.retryAfterMs, cause);
    case 'unreachable':
      return sayUnreachable('Linear', 'LINEAR_API_URL', cause);
    case 'doubtful':
    case 'conflict':
    case 'invalid':
      return sayUnusable('Linear', cause);
  }
}
