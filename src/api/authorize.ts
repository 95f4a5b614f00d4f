/** Who asks: the bearer token of every request, and how often it may be shown. */
import type { MiddlewareHandler } from 'hono';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import type { Caller } from '../domain/principal.ts';
import type { Bearer } from '../workspace/api-tokens.ts';
import { refuse } from './answer-fault.ts';
import type { RequestBudget } from './request-budget.ts';

export type Authenticate = (token: string) => Promise<Bearer | null>;

/** What lets requests in: who a token acts for, and what it has left this minute. */
export type Gate = { authenticate: Authenticate; budget: RequestBudget };

export type Signed = { Variables: { caller: Caller; tokenId: string } };

/** Wrong tokens from one address a minute. */
const guessesAMinute = 30;

/** 401 without a token that is in use, 429 with `Retry-After` for one that asks too often. */
export function authorize({ authenticate, budget }: Gate): MiddlewareHandler<Signed> {
  const guesses = new RateLimiterMemory({ points: guessesAMinute, duration: 60 });
  return async (context, next) => {
    const [, token] = /^Bearer +(\S+)$/i.exec(context.req.header('authorization') ?? '') ?? [];
    const bearer = token === undefined ? null : await authenticate(token);
    const waitMs = bearer ? await budget.spend(bearer.tokenId) : await spend(guesses, addressOf(context.env));
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
