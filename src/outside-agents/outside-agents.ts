/** Calls the team's own agents: signed over timestamp and body, only to addresses that were checked, tried again where that helps. */
import { createHmac } from 'node:crypto';
import { isIP } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fetch } from 'undici';
import { agentName } from '../domain/agent-role.ts';
import { DocketError, isDocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import { pinHost, type Resolve, resolveHost } from '../outbound/pinned-agent.ts';
import { isPublicAddress } from '../outbound/public-address.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { OutsideAgents, OutsideCall } from '../ports/outside-agents.ts';
import type { OutsideSettings } from './settings.ts';

type Deps = {
  /** The workspace that addresses without one are for. */
  workspaceId: Id;
  /** `https://docket.example.com`. Throws where nothing listens. */
  callbackBase(): string;
  clock: Clock;
  log: Log;
  resolve?: Resolve;
  /** Milliseconds: between two tries, doubled each time; and for one try. */
  backoffMs?: number;
  timeoutMs?: number;
  ca?: string;
};

const tries = 4;
const longestWaitMs = 30_000;

/** Of a call's body, as the program checks it: `v1=` and the HMAC-SHA256 in hex over `<timestamp>.<body>`. */
export function signCall(secret: string, timestamp: string, body: string): string {
  return `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
}

export function createOutsideAgents(settings: OutsideSettings, deps: Deps): OutsideAgents {
  const urlsOf = (workspaceId: Id) => ({
    ...(workspaceId === deps.workspaceId ? settings.urls : {}),
    ...settings.elsewhere[workspaceId],
  });
  const urlOf = ({ workspaceId, agent }: Pick<OutsideCall, 'workspaceId' | 'agent'>) =>
    new URL(urlsOf(workspaceId)[agent]!);
  return {
    has: (workspaceId, agent) => urlsOf(workspaceId)[agent] !== undefined,
    async hand({ workspaceId, agent, key, body, callback }, signal) {
      const url = new URL('/agents/steps', deps.callbackBase()).href;
      const { token, expiresAt: expires_at } = callback;
      const text = JSON.stringify({ kind: 'step', key, ...body, callback: { url, token, expires_at } });
      await sendUntilTaken(settings, deps, { agent, key, url: urlOf({ workspaceId, agent }), text }, signal);
    },
    async tell({ workspaceId, agent, key, body }) {
      const text = JSON.stringify({ kind: 'news', key, ...body });
      const asked = { agent, key, url: urlOf({ workspaceId, agent }), text };
      await sendOnce(settings, deps, asked, AbortSignal.timeout(deps.timeoutMs ?? 10_000)).catch((error) =>
        deps.log.warn('an agent of the team could not be told', { agent, error }),
      );
    },
  };
}

type Sending = { agent: OutsideCall['agent']; key: string; url: URL; text: string };
type Answered = { status: number; retryAfterMs: number | null };

async function sendUntilTaken(settings: OutsideSettings, deps: Deps, sending: Sending, signal: AbortSignal) {
  let last: unknown = null;
  for (let at = 0; at < tries; at++) {
    if (at > 0) {
      const wait = (last as Answered | null)?.retryAfterMs ?? (deps.backoffMs ?? 500) * 2 ** (at - 1);
      await sleep(Math.min(longestWaitMs, wait), undefined, { signal });
    }
    const stop = AbortSignal.any([signal, AbortSignal.timeout(deps.timeoutMs ?? 10_000)]);
    try {
      const answered = await sendOnce(settings, deps, sending, stop);
      // It knows this key already: an earlier try came through.
      if ((answered.status >= 200 && answered.status < 300) || answered.status === 409) return;
      if (!isWorthAnotherTry(answered.status)) throw refused(sending, answered.status);
      last = answered;
    } catch (error) {
      if (signal.aborted || isDocketError(error)) throw error;
      last = null;
      deps.log.info('an agent of the team did not answer', { agent: sending.agent, error });
    }
  }
  throw last === null ? unreachable(sending) : refused(sending, (last as Answered).status);
}

function isWorthAnotherTry(status: number): boolean {
  return status >= 500 || status === 408 || status === 425 || status === 429;
}

/** Signed anew each time, so that the program may refuse what is old. Redirects are not followed. */
async function sendOnce(
  { secret }: OutsideSettings,
  deps: Deps,
  { agent, key, url, text }: Sending,
  stop: AbortSignal,
): Promise<Answered> {
  const isAllowed = url.protocol === 'https:' && !isLoopback(url) ? isPublicAddress : isOwnMachine;
  const { resolve = resolveHost, ca } = deps;
  const pinned = await pinHost(url, { resolve, isAllowed, ca }, stop);
  if (pinned.kind === 'unknown') throw unreachable({ agent, url });
  if (pinned.kind === 'forbidden') throw notPublic(url);
  const timestamp = String(Math.floor(deps.clock.now().getTime() / 1000));
  try {
    const response = await fetch(url, {
      method: 'POST',
      dispatcher: pinned.agent,
      redirect: 'manual',
      signal: stop,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Docket',
        'idempotency-key': key,
        'x-docket-timestamp': timestamp,
        'x-docket-signature': signCall(secret, timestamp, text),
      },
      body: text,
    });
    await response.body?.cancel();
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
    return { status: response.status, retryAfterMs: Number.isFinite(seconds) ? seconds * 1000 : null };
  } finally {
    await pinned.agent.destroy();
  }
}

function isLoopback({ hostname }: URL): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

function isOwnMachine(address: string): boolean {
  return address === '::1' || (isIP(address) === 4 && address.startsWith('127.'));
}

function refused({ agent, url }: Sending, status: number): DocketError {
  return new DocketError('INTEGRATION_NOT_CONNECTED', {
    message: `The program behind the ${agentName(agent)} at ${url.host} did not take the step: it answered ${status}.`,
    remedy: 'Look into its log, then retry the step.',
  });
}

function unreachable({ agent, url }: Pick<Sending, 'agent' | 'url'>): DocketError {
  return new DocketError('INTEGRATION_NOT_CONNECTED', {
    message: `The program behind the ${agentName(agent)} at ${url.host} cannot be reached.`,
    remedy: 'See that it runs and that DOCKET_AGENT_URLS names it, then retry the step.',
  });
}

function notPublic({ hostname }: URL): DocketError {
  return new DocketError('FORBIDDEN', {
    message: `${hostname} is neither on the public internet nor this machine, and nothing else is called.`,
    remedy: 'Give DOCKET_AGENT_URLS an https:// address that is public, or one on this machine.',
  });
}
