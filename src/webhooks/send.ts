/** Sends one delivery to the address a person named, and to nothing inside of our own networks. */
import { fetch } from 'undici';
import { pinHost, resolveHost } from '../outbound/pinned-agent.ts';
import { isPublicAddress } from '../outbound/public-address.ts';

/** `ok`: any 2xx. `gone`: the receiver wants no more. The problem holds nothing the receiver said but its status. */
export type Sent = { ok: boolean; status: number | null; problem: string | null; gone: boolean };

export type Send = (
  url: string,
  headers: Record<string, string>,
  body: string,
  signal: AbortSignal,
) => Promise<Sent>;

const timeoutMs = 10_000;

/** `anywhere` is for operators who let addresses of their own networks be told. Never throws. */
export function createSend(reach: 'public' | 'anywhere'): Send {
  const isAllowed = reach === 'public' ? isPublicAddress : () => true;
  return async (url, headers, body, signal) => {
    const deadline = AbortSignal.timeout(timeoutMs);
    const stop = AbortSignal.any([signal, deadline]);
    try {
      const pinned = await pinHost(new URL(url), { resolve: resolveHost, isAllowed }, stop);
      if (pinned.kind === 'unknown') return failed('the host has no address');
      if (pinned.kind === 'forbidden') return failed('the address is not on the public internet');
      const { agent } = pinned;
      try {
        const response = await fetch(url, {
          ...{ method: 'POST', headers, body, dispatcher: agent, redirect: 'manual', signal: stop },
        });
        await response.body?.cancel();
        return judge(response.status);
      } finally {
        await agent.destroy();
      }
    } catch {
      if (signal.aborted) return failed('Docket was stopping');
      return failed(deadline.aborted ? 'no answer within 10 seconds' : 'the connection failed');
    }
  };
}

function judge(status: number): Sent {
  if (status >= 200 && status < 300) return { ok: true, status, problem: null, gone: false };
  const problem =
    status >= 300 && status < 400 ? `answered ${status}; redirects are not followed` : `answered ${status}`;
  return { ok: false, status, problem, gone: status === 410 };
}

function failed(problem: string): Sent {
  return { ok: false, status: null, problem, gone: false };
}
