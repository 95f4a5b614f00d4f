/** The links of a ticket that trackers know too, as an approval names them. */
import { createHash } from 'node:crypto';
import type { Id } from './ids.ts';
import type { TicketLink } from './links.ts';
import { LinkKind } from './push.ts';

export type TrackerLink = TicketLink & { type: LinkKind };

export function isTrackerLink(link: TicketLink): link is TrackerLink {
  return LinkKind.safeParse(link.type).success;
}

/** How an approval names a link; a relatesTo pair has no direction. */
export function linkTerm({
  type,
  sourceId,
  targetId,
}: Pick<TicketLink, 'type' | 'sourceId' | 'targetId'>): string {
  const ends = type === 'relatesTo' ? [sourceId, targetId].sort() : [sourceId, targetId];
  return [type, ...ends].join(' ');
}

/** How an approval names the address a ticket was read from. */
export function sourceTerm(url: string): string {
  return `source ${url}`;
}

/** All links a ticket would be pushed with, sorted, so that the same links always read the same. */
export function linkTerms(ticketId: Id, links: readonly TicketLink[], sourceUrl: string | null): string[] {
  const own = links
    .filter((link) => link.sourceId === ticketId || link.targetId === ticketId)
    .filter(isTrackerLink);
  const terms = [...own.map(linkTerm), ...(sourceUrl === null ? [] : [sourceTerm(sourceUrl)])];
  return [...new Set(terms)].sort();
}

/** What a board shows of a ticket in one word: its content and its links. Without links it is the content's own hash. */
export function sealOf(contentHash: string, links: readonly string[]): string {
  if (links.length === 0) return contentHash;
  return createHash('sha256')
    .update(JSON.stringify([contentHash, ...links]))
    .digest('hex');
}
