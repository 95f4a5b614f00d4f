/** The two clients of a workspace, and what Slack's errors mean: a busy edit never keeps a dialogue from opening. */
import { ErrorCode, WebClient } from '@slack/web-api';

export type SlackClients = {
  /** For what a person waits for: fails fast. */
  interactive: WebClient;
  /** For messages and edits. */
  background: WebClient;
};

/** Nothing is repeated by the client itself: a post after a lost answer would stand there twice. */
export function createClients(botToken: string, apiUrl: string): SlackClients {
  const once = { retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, slackApiUrl: apiUrl };
  const logger = silent;
  return {
    interactive: new WebClient(botToken, { ...once, timeout: 2500, logger }),
    background: new WebClient(botToken, { ...once, timeout: 10_000, logger }),
  };
}

/** The clients write what people said into their log. */
export const silent = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => 'error' as never,
  setName() {},
};

type Coded = { code?: string; retryAfter?: number; data?: { error?: string } };

/** `lost` may have happened; `refused` has certainly not. */
export type SlackFault =
  | { kind: 'busy'; retryAfterMs: number }
  | { kind: 'refused'; error: string }
  | { kind: 'lost' };

export function readFault(error: unknown): SlackFault {
  const { code, retryAfter, data } = error as Coded;
  if (code === ErrorCode.RateLimitedError) return { kind: 'busy', retryAfterMs: (retryAfter ?? 1) * 1000 };
  if (code === ErrorCode.PlatformError) return { kind: 'refused', error: data?.error ?? 'unknown' };
  return { kind: 'lost' };
}
