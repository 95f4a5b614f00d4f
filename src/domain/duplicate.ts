/** Duplicates before a push: what may say the same as a ticket, and what a person decided about it. */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { Id } from './ids.ts';

/** Something that is there already and may say the same: an issue in the tracker, or another ticket of ours. */
export const DuplicateCandidate = z.object({
  kind: z.enum(['issue', 'ticket']),
  /** The tracker's id of the issue, or our ticket's. */
  id: z.string(),
  key: z.string(),
  title: z.string(),
  url: z.string(),
  /** The tracker's own word, or our work status. */
  status: z.string(),
  open: z.boolean(),
  score: z.number(),
  /** So alike that a person has to decide before the ticket is pushed. */
  strong: z.boolean(),
  /** What both titles say, in the ticket's words, the most telling first. */
  words: z.array(z.string()),
});
export type DuplicateCandidate = z.infer<typeof DuplicateCandidate>;

/**
 * create: push it all the same. link: push it, related to the candidate. update: no new issue, the candidate's gets a
 * section with this ticket's content. skip: not pushed, it is a duplicate.
 */
export const DuplicateChoice = z.enum(['create', 'link', 'update', 'skip']);
export type DuplicateChoice = z.infer<typeof DuplicateChoice>;

export const DuplicateDecision = z.object({
  choice: DuplicateChoice,
  /** Null for `create`, which is about every candidate that was there. */
  candidate: DuplicateCandidate.nullable(),
  /** References of the candidates that were there; a strong one that appears later asks again. */
  seen: z.array(z.string()),
  by: z.string(),
  byName: z.string(),
  at: z.iso.datetime(),
});
export type DuplicateDecision = z.infer<typeof DuplicateDecision>;

/** What was found for one ticket at one destination, and what was decided. */
export const DuplicateFinding = z.object({
  ticketId: Id,
  workspaceId: Id,
  /** `Destination.id`. */
  destination: z.string(),
  /** The content that was compared. */
  contentHash: z.string(),
  /** The most alike first. */
  candidates: z.array(DuplicateCandidate),
  /** Null while the tracker could not be read, so that it is looked for again at the next look. */
  foundAt: z.iso.datetime().nullable(),
  decision: DuplicateDecision.nullable(),
});
export type DuplicateFinding = z.infer<typeof DuplicateFinding>;

/** How a button names a candidate: 12 characters that depend on nothing but the candidate. */
export function candidateRef({ kind, id }: Pick<DuplicateCandidate, 'kind' | 'id'>): string {
  return createHash('sha256').update(`${kind}|${id}`).digest('hex').slice(0, 12);
}

/** The strong candidates nobody has decided on; a ticket that has one is not pushed. */
export function undecided(finding: DuplicateFinding | null): DuplicateCandidate[] {
  if (finding === null) return [];
  const { decision, candidates } = finding;
  if (decision && (decision.choice === 'update' || decision.choice === 'skip')) return [];
  return candidates.filter((one) => one.strong && !decision?.seen.includes(candidateRef(one)));
}

/** The part of a finding that a person consents to when they approve the ticket; null where nothing was found. */
export function duplicateTerms(finding: DuplicateFinding | null): string[] | null {
  const open = undecided(finding).map((one) => `open ${candidateRef(one)}`);
  const terms = [...(decidedTerms(finding) ?? []), ...open.sort()];
  return terms.length > 0 ? terms : null;
}

/** As above, of the decision alone: what was approved stays approved when another candidate appears on its way. */
export function decidedTerms(finding: DuplicateFinding | null): string[] | null {
  const decision = finding?.decision;
  if (!decision) return null;
  return [`${decision.choice}${decision.candidate ? ` ${candidateRef(decision.candidate)}` : ''}`];
}
