/** Where each ticket stands with one destination: to review, approved, under way, pushed or failed. */
import { type Approval, approvalHash } from '../domain/approval.ts';
import { type DuplicateFinding, duplicateTerms, undecided } from '../domain/duplicate.ts';
import type { Id } from '../domain/ids.ts';
import { type Intent, isIntentOpen } from '../domain/push.ts';
import type { Ticket } from '../domain/ticket.ts';
import { linkTerms, sealOf } from '../domain/tracker-links.ts';
import type { Nouns } from '../ports/store.ts';
import { type Rules, readRules } from './consent.ts';
import { readSources } from './read-sources.ts';

export type Standing =
  | { kind: 'waiting' }
  /** By one person or, where the policy asks for more, by several. */
  | { kind: 'approved'; approvals: readonly Approval[] }
  /** An intent of this ticket is planned, being sent or being looked up, here or at another destination. */
  | { kind: 'busy'; intent: Intent }
  /** The tracker refused exactly this content, so the consent given for it still stands. */
  | { kind: 'failed'; intent: Intent }
  | { kind: 'pushed' }
  /** It may be a duplicate, and nobody has said yet what is to become of it. */
  | { kind: 'undecided' }
  /** A person said that it is a duplicate and is not to be pushed. */
  | { kind: 'skipped' };

/** A ticket with the hash a person would approve now, and what may say the same at the destination. */
export type Judged = {
  ticket: Ticket;
  hash: string;
  /** The links a push would make or has to leave to a later one, as an approval names them. */
  links: string[];
  /** Hash and links in one: what a board shows and a click consents to. */
  seal: string;
  standing: Standing;
  finding: DuplicateFinding | null;
  /** How many people have to agree to it, and what was given that counts. */
  consent: { needed: number; given: readonly Approval[] };
};

/** Hashes are made for this destination while no tracker is known. */
export const nowhere = 'local';

/** What the store holds about one ticket; approvals and intents newest first. */
export type Known = {
  approvals: readonly Approval[];
  intents: readonly Intent[];
  /** At this destination. */
  finding: DuplicateFinding | null;
  links: string[];
  rules: Rules;
};

/** An approval counts only for the exact content, links, destination and treatment of duplicates it was given for. */
export function judge(ticket: Ticket, destinationId: string, known: Known): Judged {
  const { finding, links, rules } = known;
  const hash = approvalHash(ticket, destinationId, duplicateTerms(finding));
  const seal = sealOf(hash, links);
  const agreed = known.approvals.filter(
    (one) => sealOf(one.contentHash, one.links) === seal && one.destination === destinationId,
  );
  const consent = { needed: rules.policy.approvalQuorum, given: rules.count(ticket, agreed) };
  const standing = standingOf(ticket, destinationId, { hash, consent }, known);
  return { ticket, hash, links, seal, standing, finding, consent };
}

function standingOf(
  ticket: Ticket,
  destinationId: string,
  { hash, consent }: Pick<Judged, 'hash' | 'consent'>,
  { intents, finding }: Known,
): Standing {
  const status = ticket.review.status;
  if (status === 'pushed' || status === 'synced') return { kind: 'pushed' };
  const open = intents.find(isIntentOpen);
  if (open) return { kind: 'busy', intent: open };
  if (finding?.decision?.choice === 'skip') return { kind: 'skipped' };
  if (undecided(finding).length > 0) return { kind: 'undecided' };
  const isAgreed = consent.given.length >= consent.needed;
  if (isAgreed && status === 'reviewed') return { kind: 'approved', approvals: consent.given };
  const last = intents.find((intent) => intent.destination === destinationId);
  if (status === 'push_failed' && last?.state === 'failed' && last.contentHash === hash) {
    return { kind: 'failed', intent: last };
  }
  return { kind: 'waiting' };
}

/** Judges tickets with what the store holds about them, in the order given. */
export async function judgeAll(
  nouns: Nouns,
  workspaceId: Id,
  tickets: readonly Ticket[],
  destinationId: string,
): Promise<Judged[]> {
  const ids = tickets.map((ticket) => ticket.id);
  const approvals = await nouns.approvals.standing(workspaceId, ids);
  const intents = await nouns.pushes.intentsOfTickets(workspaceId, ids);
  const findings = await nouns.duplicates.ofTickets(workspaceId, ids);
  const links = await nouns.links.ofTickets(workspaceId, ids);
  const sources = await readSources(nouns, tickets);
  const rules = await readRules(nouns, workspaceId, tickets);
  return tickets.map((ticket) => {
    const own = <Row extends { ticketId: Id }>(rows: readonly Row[]) =>
      rows.filter((row) => row.ticketId === ticket.id);
    const finding = own(findings).find((one) => one.destination === destinationId) ?? null;
    return judge(ticket, destinationId, {
      approvals: own(approvals),
      intents: own(intents),
      finding,
      rules,
      links: linkTerms(ticket.id, links, sources.get(ticket.origin.documentId ?? '')?.url ?? null),
    });
  });
}
