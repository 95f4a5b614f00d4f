/** Who asks: the bearer token of every request, and how often it may be shown. */
import type { MiddlewareHandler } from 'hono';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import type { Caller } from '../domain/principal.ts';
import type { Bearer } from '../workspace/api-tokens.ts';
import { refuse } from './answer-fault.ts';

export type Authenticate = (token: string) => Promise<Bearer | null>;

export type Signed = { Variables: { caller: Caller; tokenId: string } };

/** Requests of one token a minute; reading a board of 500 tickets one by one stays below it. */
export const requestsAMinute = 600;
/** Wrong tokens from one address a minute. */
const guessesAMinute = 30;

/** 401 without a token that is in use, 429 with `Retry-After` for one that asks too often. */
export function authorize(authenticate: Authenticate): MiddlewareHandler<Signed> {
  const requests = new RateLimiterMemory({ points: requestsAMinute, duration: 60 });
  const guesses = new RateLimiterMemory({ points: guessesAMinute, duration: 60 });
  return async (context, next) => {
    const [, token] = /^Bearer +(\S+)$/i.exec(context.req.header('authorization') ?? '') ?? [];
    const bearer = token === undefined ? null : await authenticate(token);
    const from = bearer?.tokenId ?? addressOf(context.env);
    const waitMs = await spend(bearer ? requests : guesses, from);
    if (waitMs !== null) {
      context.header('retry-after', String(Math.max(1, Math.ceil(waitMs / 1000))));
      const message = 'This token asked too often. Nothing was done.';
      return context.json(refuse('RATE_LIMITED', message, 'Wait as long as Retry-After says.'), 429);
    }
    if (!bearer) {
      context.header('www-authenticate', 'Bearer');
      const remedy = 'Send "Authorization: Bearer TOKEN"; make one with: docket token create --user NAME';
      return context.json(refuse('UNAUTHORIZED', 'There is no token that is in use.', remedy), 401);
    }
    context.set('caller', bearer.caller);
    context.set('tokenId', bearer.tokenId);
    return next();
  };
}

/** Milliseconds to wait; null where it may go on. */
async function spend(limiter: RateLimiterMemory, key: string): Promise<number | null> {
  try {
    await limiter.consume(key);
    return null;
  } catch (rejected) {
    return (rejected as RateLimiterRes).msBeforeNext;
  }
}

function addressOf(env: unknown): string {
  const { incoming } = (env ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } };
  return incoming?.socket?.remoteAddress ?? 'unknown';
}
