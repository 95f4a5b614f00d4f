/** What went wrong with a request to GitHub, read from the SDK's errors. */
import * as z from 'zod';
import { type FieldError, hasContent } from './field-error.ts';

/**
 * unreachable: no connection was made. auth, forbidden, rate_limited, missing, invalid: GitHub answered and did nothing.
 * doubtful: it may have acted.
 */
export type GithubFault =
  | { kind: 'unreachable' | 'auth' | 'forbidden' }
  /** `id` of what is missing, where GitHub names it. */
  | { kind: 'missing'; id: string | null }
  | { kind: 'rate_limited'; retryAfterMs: number }
  | { kind: 'invalid'; why: string | null }
  | { kind: 'doubtful'; why: string };

const Response = z.object({
  status: z.number(),
  response: z
    .object({
      headers: z.record(z.string(), z.union([z.string(), z.number()]).optional()),
      data: z.unknown(),
    })
    .optional(),
});
const Refused = z.object({
  name: z.literal('GraphqlResponseError'),
  headers: z.record(z.string(), z.union([z.string(), z.number()]).optional()),
  errors: z.array(z.custom<FieldError>()),
  data: z.unknown(),
});
type Headers = Record<string, string | number | undefined>;

/** GitHub's words for its limits, which it says with one status over REST and with another over GraphQL. */
const tooFast = /rate limit|abuse detection|submitted too quickly/i;
const restRefusals = new Set([400, 404, 410, 413, 422, 451]);

export function readFault(error: unknown, now: Date): GithubFault {
  const refused = Refused.safeParse(error).data;
  if (refused) return readErrors(refused.errors, refused.headers, refused.data, now);
  const { status, response } = Response.safeParse(error).data ?? {};
  if (status !== undefined && response) return readStatus(status, response.headers, response.data, now);
  return readBroken(error);
}

/** One refused field of an answer whose others stand. */
export function readFieldError(error: FieldError | undefined): GithubFault {
  return error
    ? readErrors([error], {}, null, new Date(0))
    : { kind: 'doubtful', why: 'its answer left it out' };
}

function readStatus(status: number, headers: Headers, data: unknown, now: Date): GithubFault {
  const message = sayOf(data);
  if (status >= 500) return { kind: 'doubtful', why: `it answered ${status}` };
  if (status === 401) return { kind: 'auth' };
  const isLimit = status === 429 || (status === 403 && (tooFast.test(message) || isSpent(headers)));
  if (isLimit) return { kind: 'rate_limited', retryAfterMs: readWait(headers, now) };
  if (status === 403) return { kind: 'forbidden' };
  if (status === 404 || status === 410) return { kind: 'missing', id: null };
  if (restRefusals.has(status)) return { kind: 'invalid', why: reasonOf(data) };
  return { kind: 'doubtful', why: `it answered ${status}` };
}

/** Without a type GitHub does not say whether it acted, unless the document itself was refused. */
function readErrors(errors: readonly FieldError[], headers: Headers, data: unknown, now: Date): GithubFault {
  const [first] = errors;
  const message = first?.message ?? '';
  if (first?.type === 'RATE_LIMITED' || tooFast.test(message)) {
    return { kind: 'rate_limited', retryAfterMs: readWait(headers, now) };
  }
  if (hasContent(data)) return { kind: 'doubtful', why: 'its answer was incomplete' };
  switch (first?.type) {
    case 'FORBIDDEN':
    case 'INSUFFICIENT_SCOPES':
      return { kind: 'forbidden' };
    case 'NOT_FOUND':
      return { kind: 'missing', id: message.match(/global id of '([^']+)'/)?.[1] ?? null };
    case 'UNPROCESSABLE':
      return { kind: 'invalid', why: message };
    default:
      return first?.extensions?.code
        ? { kind: 'invalid', why: null }
        : { kind: 'doubtful', why: 'it reported a fault of its own' };
  }
}

function readBroken(error: unknown): GithubFault {
  if (neverConnected(error)) return { kind: 'unreachable' };
  if (error instanceof z.ZodError) return { kind: 'doubtful', why: 'its answer could not be read' };
  const names = causesOf(error).map((cause) => (cause instanceof Error ? cause.name : ''));
  const why = names.includes('TimeoutError') ? 'it did not answer in time' : 'the connection broke';
  return { kind: 'doubtful', why };
}

function isSpent(headers: Headers): boolean {
  return String(headers['x-ratelimit-remaining'] ?? '') === '0';
}

/** The longest wait that any header asks for; a minute when none does, as GitHub wishes. Resets are epoch seconds. */
function readWait(headers: Headers, now: Date): number {
  const waits = [Number(headers['retry-after'] ?? 0) * 1000];
  if (isSpent(headers)) waits.push(Number(headers['x-ratelimit-reset'] ?? 0) * 1000 - now.getTime());
  const longest = Math.max(...waits.filter(Number.isFinite));
  return longest > 0 ? Math.ceil(longest) : 60_000;
}

function sayOf(data: unknown): string {
  return z.object({ message: z.string() }).safeParse(data).data?.message ?? '';
}

function reasonOf(data: unknown): string | null {
  const Reasons = z.object({ errors: z.array(z.object({ field: z.string().nullish() })) });
  return Reasons.safeParse(data).data?.errors.find(({ field }) => field)?.field ?? null;
}

/** The SDK and `fetch` each wrap the cause in an error of their own. */
function causesOf(error: unknown): unknown[] {
  const causes: unknown[] = [];
  for (let one = error; one instanceof Error && causes.length < 5; one = one.cause) {
    causes.push(one, ...(one instanceof AggregateError ? one.errors : []));
  }
  return causes;
}

/** Only failures to resolve or to connect: there, no byte of the request can have left. */
function neverConnected(error: unknown): boolean {
  return causesOf(error).some((one) => {
    const { syscall, code } = one as { syscall?: string; code?: string };
    return /^(connect|getaddrinfo)$/.test(syscall ?? '') || code === 'UND_ERR_CONNECT_TIMEOUT';
  });
}

/** For the log only: what GitHub said is not ours to show. */
export function describeFault(fault: GithubFault, error: unknown): Record<string, unknown> {
  return { ...fault, said: error instanceof Error ? error.message.slice(0, 300) : null };
}
