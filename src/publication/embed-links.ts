/** Links that ride along with the issue they belong to, where a tracker makes both in one request. */
import type { Intent, IssueDraft } from '../domain/push.ts';
import { isUpdate } from './amend-issue.ts';
import { type LinkGround, obstacleTo, readLinkGround } from './prepare-links.ts';
import type { PushRun } from './push-run.ts';

/** What may be sent, with the links that ride along. */
export type ReadyIssue = { intent: Intent; draft: IssueDraft; links: Intent[] };

type EmbeddedLink = NonNullable<IssueDraft['links']>[number];

/** The same tickets, each with those of its links whose other issue exists; what is left out waits for its own turn. */
export async function embedLinks(run: PushRun, ready: readonly ReadyIssue[]): Promise<ReadyIssue[]> {
  const { desk, push } = run;
  const ids = ready.filter(({ intent }) => !isUpdate(intent)).map(({ intent }) => intent.ticketId);
  const links = ids.length > 0 ? await desk.store.pushes.plannedLinks(push.id, ids) : [];
  if (links.length === 0) return [...ready];
  const ground = await readLinkGround(run, links);
  const free = links.filter((link) => obstacleTo(ground, link) === null);
  return ready.map((one) => {
    if (isUpdate(one.intent)) return one;
    const embedded = free.flatMap((link) => {
      const as = embed(ground, link, one.intent.ticketId);
      return as ? [{ link, as }] : [];
    });
    if (embedded.length === 0) return one;
    return {
      ...one,
      draft: { ...one.draft, links: embedded.map(({ as }) => as) },
      links: embedded.map(({ link }) => link),
    };
  });
}

/** Null where the other end has no issue yet, or where this ticket is neither end. */
function embed({ refs }: LinkGround, { ticketId, link }: Intent, ownId: string): EmbeddedLink | null {
  if (link?.type === 'source' || link === null) return null;
  if (link.type === 'issue') {
    return ticketId === ownId ? { type: 'relatesTo', role: 'source', externalId: link.externalId } : null;
  }
  const isSource = ticketId === ownId;
  if (!isSource && link.toTicketId !== ownId) return null;
  const other = refs.get(isSource ? link.toTicketId : ticketId);
  return other
    ? { type: link.type, role: isSource ? 'source' : 'target', externalId: other.externalId }
    : null;
}

/** Of the links that rode along those that were made. */
export function madeOf({ draft, links }: ReadyIssue, linked: readonly string[]): Intent[] {
  return links.filter((_, at) => linked.includes(draft.links?.[at]?.externalId ?? ''));
}
