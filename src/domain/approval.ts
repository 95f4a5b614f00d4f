/** Approvals bound to exact content and destination, and the review machine they drive. */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { DocketError } from './errors.ts';
import { Id } from './ids.ts';
import type { ReviewStatus, Ticket } from './ticket.ts';

/** Where issues are created: one team, repository or project of one tracker. `id` is stable, e.g. `linear:ENG`. */
export const Destination = z.object({
  id: z.string(),
  tracker: z.string(),
  /** For people: `Linear › Engineering (sandbox)`. */
  label: z.string(),
  sandbox: z.boolean(),
  /** Whose place it is, in the word that `WebhookNews.tenant` uses; absent where the tracker reports nothing of itself. */
  tenant: z.string().optional(),
  /** Anybody can read what is there; absent where the tracker does not say. */
  public: z.boolean().optional(),
});
export type Destination = z.infer<typeof Destination>;

/** One person's consent to one content at one destination. Used once, void after any change. */
export const Approval = z.object({
  id: Id,
  workspaceId: Id,
  ticketId: Id,
  contentHash: z.string(),
  /** `Destination.id`. */
  destination: z.string(),
  /** The links that were shown with it (`linkTerms`); a push makes no other. */
  links: z.array(z.string()),
  approvedBy: z.string(),
  approvedByName: z.string(),
  approvedAt: z.iso.datetime(),
  usedAt: z.iso.datetime().nullable(),
  pushId: Id.nullable(),
  voidedAt: z.iso.datetime().nullable(),
});
export type Approval = z.infer<typeof Approval>;

/** What of its labels an approver saw, and a push sends. */
export function approvedLabels({ labels, planning }: Pick<Ticket, 'labels' | 'planning'>): string[] {
  return labels.filter((label) => !planning.laterLabels?.includes(label));
}

/**
 * SHA-256 over what an approver sees and where it would go (S0-32), with what becomes of possible duplicates
 * (`duplicateTerms`); property order and label order do not matter.
 */
export function approvalHash(
  ticket: Ticket,
  destinationId: string,
  duplicates: readonly string[] | null = null,
): string {
  const content = [
    ticket.id,
    ticket.title,
    ticket.description,
    ticket.type,
    ticket.priority,
    approvedLabels(ticket).sort(),
    ticket.criteria.map((criterion) => criterion.text),
    ticket.effort,
    ticket.parentId,
    destinationId,
    ...(duplicates ?? []),
  ];
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

const reviewMoves: Record<ReviewStatus, readonly ReviewStatus[]> = {
  generated: ['reviewed'],
  reviewed: ['generated', 'pushed', 'push_failed'],
  push_failed: ['pushed', 'reviewed', 'push_failed', 'generated'],
  pushed: ['synced'],
  synced: ['synced'],
};

/**
 * Throws INVALID_REVIEW_TRANSITION for a move that S0-60 does not allow. A ticket that was never subject to review
 * (null) may only be pushed, on a person's explicit request (spec 05, 7.2).
 */
export function requireReviewMove(from: ReviewStatus | null, to: ReviewStatus): void {
  const allowed = from === null ? (['pushed', 'push_failed', 'reviewed'] as const) : reviewMoves[from];
  if ((allowed as readonly ReviewStatus[]).includes(to)) return;
  throw new DocketError('INVALID_REVIEW_TRANSITION', {
    message: `A ticket that is ${from ?? 'not in review'} cannot become ${to}. Nothing was changed.`,
    remedy: `From ${from ?? 'not in review'} it can become: ${allowed.join(', ')}.`,
    details: { from, to, allowed },
  });
}
