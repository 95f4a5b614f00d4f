/** Answers in GitHub's words: the errors it gives over REST and over GraphQL, and the headers it sends. */
import { GraphQLError } from 'graphql';
import { type Answer, json } from '../answer.ts';

type ErrorType = 'NOT_FOUND' | 'FORBIDDEN' | 'UNPROCESSABLE';

/** What GitHub refuses to do, said once for both of its interfaces. */
export class Refusal extends GraphQLError {
  readonly type: ErrorType;
  readonly errors: unknown[];

  constructor(type: ErrorType, message: string, errors: unknown[] = []) {
    super(message);
    this.type = type;
    this.errors = errors;
  }
}

const statuses: Record<ErrorType, number> = { NOT_FOUND: 404, FORBIDDEN: 403, UNPROCESSABLE: 422 };

export function notFound(id?: string): Refusal {
  const message =
    id === undefined ? 'Not Found' : `Could not resolve to a node with the global id of '${id}'`;
  return new Refusal('NOT_FOUND', message);
}

/** One field of one resource that does not do. */
export function invalid(resource: string, field: string, code: string, message: string): Refusal {
  return new Refusal('UNPROCESSABLE', message, [{ resource, field, code, message }]);
}

/** As REST says it: the first words are always the same, the reasons stand below. */
export function refusalAnswer({ type, message, errors }: Refusal): Answer {
  const said = {
    NOT_FOUND: 'Not Found',
    FORBIDDEN: 'Resource not accessible by personal access token',
    UNPROCESSABLE: 'Validation Failed',
  }[type];
  const reasons = type === 'UNPROCESSABLE' ? { errors: errors.length > 0 ? errors : [{ message }] } : {};
  return restError(statuses[type], said, reasons);
}

export function restError(
  status: number,
  message: string,
  more: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Answer {
  const body = {
    message,
    ...more,
    documentation_url: 'https://docs.github.com/rest',
    status: String(status),
  };
  return json(status, body, headers);
}

export function unauthorized(): Answer {
  return restError(401, 'Bad credentials');
}

/** What a token without the right to do this is told. */
export function forbidden(): Answer {
  return restError(403, 'Resource not accessible by personal access token');
}

const tooFast =
  'You have exceeded a secondary rate limit. Please wait a few minutes before you try again. For more on scraping GitHub and how it may affect your rights, please review our Terms of Service.';

/** GitHub's secondary limit; over GraphQL it may come with status 200. */
export function rateLimited(resetMs: number, overGraphql: boolean): Answer {
  const headers = { 'retry-after': String(Math.ceil(resetMs / 1000)) };
  if (overGraphql) return json(200, { errors: [{ type: 'RATE_LIMITED', message: tooFast }] }, headers);
  return restError(403, tooFast, {}, headers);
}

/** What every good answer says about the primary limit. */
export const quotaHeaders = {
  'x-ratelimit-limit': '5000',
  'x-ratelimit-remaining': '4900',
  'x-ratelimit-resource': 'core',
};
