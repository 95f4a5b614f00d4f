/** Tells addresses of the public internet from those of this machine, its networks and its cloud. */
import ipaddr from 'ipaddr.js';

/** Reachable from inside a cloud only, yet numbered like a public host: Azure's platform address. */
const cloudInternal: ReadonlySet<string> = new Set(['168.63.129.16']);

const globalUnicast: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3];

/**
 * True for a plain unicast address that anyone can route to. Everything with a special purpose is not one: loopback,
 * private, link-local (metadata services), carrier-grade NAT, unique local, multicast, documentation, and every way to
 * write IPv4 inside IPv6 (mapped, NAT64, 6to4, Teredo).
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast' || cloudInternal.has(parsed.toString())) return false;
  return parsed instanceof ipaddr.IPv4 || parsed.match(globalUnicast);
}
