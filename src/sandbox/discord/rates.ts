/** Discord's rate limits: a bucket for each route and place, told in headers, and one limit over everything. */
import { type Answer, json } from '../answer.ts';

/** `limit` requests within `windowMs`. */
export type Rate = { limit: number; windowMs: number };
export type Rates = {
  /** Writing into one channel, and editing in one: seen from outside at five in five seconds. */
  messages: Rate;
  /** Renaming a channel or changing its topic. */
  renames: Rate;
  /** Every other route. */
  others: Rate;
  /** All of one bot; answers to interactions are not counted. */
  global: Rate;
};

export const usualRates: Rates = {
  messages: { limit: 5, windowMs: 5000 },
  renames: { limit: 2, windowMs: 600_000 },
  others: { limit: 50, windowMs: 1000 },
  global: { limit: 50, windowMs: 1000 },
};

export type Passed = { headers: Record<string, string> } | { refused: Answer };
export type Gate = {
  pass(operation: string, parts: Record<string, string>, body: unknown): Passed;
};

type Bucket = { left: number; until: number };

/** Time is that of the machine: a client waits for real. */
export function createGate(rates: Rates): Gate {
  const buckets = new Map<string, Bucket>();
  const take = (key: string, { limit, windowMs }: Rate): Bucket & { over: boolean } => {
    const at = Date.now();
    const known = buckets.get(key);
    const bucket = known && known.until > at ? known : { left: limit, until: at + windowMs };
    buckets.set(key, bucket);
    const over = bucket.left === 0;
    if (!over) bucket.left -= 1;
    return { ...bucket, over };
  };
  return {
    pass(operation, parts, body) {
      const isCallback = operation === 'create_interaction_response';
      if (!isCallback) {
        const all = take('global', rates.global);
        if (all.over) return { refused: tooMany(all.until, { global: true, headers: {} }) };
      }
      const kind = kindOf(operation, body);
      const rate = rates[kind];
      const place =
        parts.channel_id ?? parts.guild_id ?? parts.webhook_token ?? parts.interaction_token ?? '';
      const { left, until, over } = take(`${operation} ${kind} ${place}`, rate);
      const waitMs = Math.max(0, until - Date.now());
      const headers = {
        'x-ratelimit-limit': String(rate.limit),
        'x-ratelimit-remaining': String(left),
        'x-ratelimit-reset': (until / 1000).toFixed(3),
        'x-ratelimit-reset-after': (waitMs / 1000).toFixed(3),
        'x-ratelimit-bucket': `${operation}-${kind}`,
      };
      return over ? { refused: tooMany(until, { global: false, headers }) } : { headers };
    },
  };
}

function kindOf(operation: string, body: unknown): 'messages' | 'renames' | 'others' {
  if (operation === 'create_message' || operation === 'update_message') return 'messages';
  const renames = operation === 'update_channel' && typeof body === 'object' && body !== null;
  return renames && ('name' in body || 'topic' in body) ? 'renames' : 'others';
}

export function tooMany(
  until: number,
  { global, headers, code }: { global: boolean; headers: Record<string, string>; code?: number },
): Answer {
  const seconds = Math.max(0.05, (until - Date.now()) / 1000);
  return json(
    429,
    { message: 'You are being rate limited.', retry_after: seconds, global, ...(code ? { code } : {}) },
    {
      ...headers,
      'retry-after': String(Math.ceil(seconds)),
      'x-ratelimit-scope': global ? 'global' : 'user',
      ...(global ? { 'x-ratelimit-global': 'true' } : {}),
    },
  );
}
