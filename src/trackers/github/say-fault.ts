/** Faults of GitHub as outcomes of an attempt, and as errors of a read, in our words. */
import { DocketError, isDocketError } from '../../domain/errors.ts';
import { type CreateOutcome, type Refused, refuse, type StepOutcome } from '../../domain/push.ts';
import { saySlowDown, sayUnreachable, sayUnusable } from '../../ports/tracker-faults.ts';
import type { GithubFault } from './fault.ts';

/** For an attempt to create: certain refusals are `refused`, all else is `unknown`. */
export function toOutcome(fault: GithubFault): Exclude<CreateOutcome, { kind: 'created' | 'existed' }> {
  switch (fault.kind) {
    case 'unreachable':
      return refuse('GitHub could not be reached', { retryable: true });
    case 'rate_limited':
      return refuse('GitHub asked us to slow down', { retryable: true, retryAfterMs: fault.retryAfterMs });
    case 'auth':
      return refuse('GitHub did not accept the token', { auth: true });
    case 'forbidden':
      return refuse('The GitHub token may not create issues in this repository');
    case 'missing':
      return refuse('The parent issue or the repository no longer exists on GitHub');
    case 'invalid':
      return refuse(sayInvalid(fault.why));
    case 'doubtful':
      return { kind: 'unknown', reason: `GitHub may have created the issue: ${fault.why}` };
  }
}

function sayInvalid(why: string | null): string {
  if (/sub-?issues?/i.test(why ?? ''))
    return 'Its parent has no room for it: GitHub allows 100 sub-issues, 8 deep';
  return 'GitHub refused the content of the issue';
}

/** For an attempt at an issue that exists. */
export function toStep(fault: GithubFault): Exclude<StepOutcome, { kind: 'done' }> {
  switch (fault.kind) {
    case 'doubtful':
      return { kind: 'unknown', reason: `GitHub may have changed the issue: ${fault.why}` };
    case 'forbidden':
      return refuse('The GitHub token may not change issues of this repository');
    case 'missing':
      return goneStep();
    case 'invalid':
      return refuse('GitHub refused the change');
    default:
      return toOutcome(fault);
  }
}

/** Nothing was sent that could change anything, so whatever failed, nothing changed. */
export function toUnsent(error: unknown, fault: GithubFault): Refused {
  if (isDocketError(error)) return refuse(error.message.replace(/\.$/, ''));
  const outcome = toOutcome(fault);
  if (outcome.kind === 'refused') return outcome;
  return refuse('GitHub could not be asked before sending', { retryable: true });
}

export function goneStep(): Refused {
  return refuse('The issue no longer exists on GitHub');
}

/** For reads, which change nothing and can be repeated. */
export function toError(fault: GithubFault, cause: unknown): DocketError {
  switch (fault.kind) {
    case 'auth':
      return new DocketError('TRACKER_AUTH', {
        message: 'GitHub did not accept the token.',
        remedy: 'Create one on GitHub under Settings › Developer settings and set it as GITHUB_TOKEN.',
        cause,
      });
    case 'forbidden':
      return new DocketError('TRACKER_AUTH', {
        message: 'The GitHub token may not read this repository.',
        remedy: 'Give it access to the issues of the repository in GITHUB_REPOSITORY.',
        cause,
      });
    case 'rate_limited':
      return saySlowDown('GitHub', fault.retryAfterMs, cause);
    case 'unreachable':
      return sayUnreachable('GitHub', 'GITHUB_API_URL', cause);
    case 'missing':
      return new DocketError('INTEGRATION_NOT_CONNECTED', {
        message: 'The GitHub repository is not to be found, or its issues are switched off.',
        remedy: 'Check GITHUB_REPOSITORY, and that the token may see it.',
        cause,
      });
    case 'doubtful':
    case 'invalid':
      return sayUnusable('GitHub', cause);
  }
}
