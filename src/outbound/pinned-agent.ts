/** Connections that can go to nothing but the addresses of one host that were checked (SSRF, DNS rebinding). */
import { lookup } from 'node:dns/promises';
import { Agent } from 'undici';

export type Address = { address: string; family: number };

/** Every address of a host name. */
export type Resolve = (host: string) => Promise<Address[]>;

export const resolveHost: Resolve = (host) => lookup(host, { all: true });

export type PinnedHost =
  | { kind: 'pinned'; agent: Agent }
  /** At least one of its addresses may not be asked. */
  | { kind: 'forbidden' }
  /** It has no address. */
  | { kind: 'unknown' };

/**
 * The host is resolved once and all its addresses must be allowed; a name that resolves differently the next moment changes
 * nothing. Destroy the agent after use. Throws what `resolve` throws, and the signal's reason.
 */
export async function pinHost(
  url: URL,
  parts: { resolve: Resolve; isAllowed(address: string): boolean; ca?: string | undefined },
  stop: AbortSignal,
): Promise<PinnedHost> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = await Promise.race([parts.resolve(host), rejectWhen(stop)]);
  if (addresses.length === 0) return { kind: 'unknown' };
  if (!addresses.every(({ address }) => parts.isAllowed(address))) return { kind: 'forbidden' };
  const agent = new Agent({
    connect: {
      ...(parts.ca ? { ca: parts.ca } : {}),
      lookup: (_host, options, done) => {
        const [one] = addresses;
        if (options.all) done(null, addresses);
        else done(null, one!.address, one!.family);
      },
    },
  });
  return { kind: 'pinned', agent };
}

function rejectWhen(stop: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (stop.aborted) reject(stop.reason);
    stop.addEventListener('abort', () => reject(stop.reason), { once: true });
  });
}
