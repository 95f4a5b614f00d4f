/** Answers in Jira's words: the errors it gives and the headers it sends. */
import { type Answer, json } from '../answer.ts';

/** What Jira refuses to do: whole sentences, and sentences by field. */
export class Refusal extends Error {
  readonly status: number;
  readonly errorMessages: string[];
  readonly errors: Record<string, string>;

  constructor(status: number, errorMessages: string[], errors: Record<string, string> = {}) {
    super(errorMessages[0] ?? Object.values(errors)[0] ?? 'refused');
    this.status = status;
    this.errorMessages = errorMessages;
    this.errors = errors;
  }
}

export function missing(what = 'Issue'): Refusal {
  return new Refusal(404, [`${what} does not exist or you do not have permission to see it.`]);
}

export function invalid(field: string, why: string): Refusal {
  return new Refusal(400, [], { [field]: why });
}

/** What Jira says of a field that the create screen does not have. */
export function notOnScreen(field: string): Refusal {
  return invalid(field, `Field '${field}' cannot be set. It is not on the appropriate screen, or unknown.`);
}

export function refusalAnswer({ status, errorMessages, errors }: Refusal): Answer {
  return json(status, { errorMessages, errors });
}

export function noContent(): Answer {
  return { status: 204, headers: {}, body: '' };
}

/** Atlassian's gateway, not Jira, answers these, and it speaks plain text. */
export function unauthorized(): Answer {
  const headers = {
    'content-type': 'text/html;charset=UTF-8',
    'x-seraph-loginreason': 'AUTHENTICATED_FAILED',
    'www-authenticate': 'OAuth realm="sandbox"',
  };
  return { status: 401, headers, body: 'Basic authentication with passwords is deprecated.' };
}

export function forbidden(): Answer {
  return json(403, { errorMessages: ['You do not have permission to do this in this project.'], errors: {} });
}

/** Jira has three limits at once and says which one it was. */
export type LimitReason = 'jira-quota-tenant-based' | 'jira-burst-based' | 'jira-per-issue-on-write';

export function rateLimited(resetMs: number, reason: LimitReason): Answer {
  return json(
    429,
    { errorMessages: ['Rate limit exceeded.'], errors: {} },
    { 'retry-after': String(Math.ceil(resetMs / 1000)), 'ratelimit-reason': reason },
  );
}
