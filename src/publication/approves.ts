/** The last gate: a record of a person's consent to exactly this, used by a push to exactly this place. */
import type { Approval } from '../domain/approval.ts';
import type { Intent } from '../domain/push.ts';

/** Consent to a link stands in the approval of either ticket it links. */
export function approves(approval: Approval, intent: Intent): boolean {
  const { contentHash, destination } = intent;
  const ticketIds = [intent.ticketId, ...(intent.op === 'link' ? [intent.waitsFor] : [])];
  return (
    ticketIds.includes(approval.ticketId) &&
    (approval.contentHash === contentHash ||
      (intent.op === 'link' && approval.links.includes(contentHash))) &&
    approval.destination === destination &&
    approval.usedAt !== null &&
    approval.voidedAt === null
  );
}
