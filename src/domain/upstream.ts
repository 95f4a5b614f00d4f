/** What stands upstream of a document: research sources, the insights read from them, and recommendations (S0-25). */
import * as z from 'zod';
import { DocketError } from './errors.ts';
import { Id } from './ids.ts';
import { Principal } from './principal.ts';

const recorded = {
  id: Id,
  workspaceId: Id,
  title: z.string().min(1).max(256),
  createdBy: Principal,
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
};

export const ProcessingStatus = z.enum(['pending', 'completed', 'failed']);

export const ResearchSource = z.object({
  ...recorded,
  /** A word for what it is: interview, survey, support, analytics. */
  kind: z.string().min(1).max(40),
  url: z.string().nullable(),
  /** The research itself as text; empty where only its address is known. */
  text: z.string(),
  processingStatus: ProcessingStatus,
});
export type ResearchSource = z.infer<typeof ResearchSource>;

export const InsightType = z.enum([
  'pain_point',
  'opportunity',
  'feature_request',
  'user_behavior',
  'feedback_theme',
]);
export type InsightType = z.infer<typeof InsightType>;

export const Severity = z.enum(['low', 'medium', 'high', 'critical']);

export const Insight = z.object({
  ...recorded,
  description: z.string(),
  insightType: InsightType,
  severity: Severity,
  /** How often it was heard. */
  frequency: z.int().min(0),
  /** What people said, word for word. */
  quotes: z.array(z.string()),
  sourceIds: z.array(Id),
  isArchived: z.boolean(),
});
export type Insight = z.infer<typeof Insight>;

export const RecommendationStatus = z.enum([
  'suggested',
  'accepted',
  'in_progress',
  'implemented',
  'rejected',
]);
export type RecommendationStatus = z.infer<typeof RecommendationStatus>;

export const EffortEstimate = z.enum(['trivial', 'small', 'medium', 'large', 'xlarge']);

export const Recommendation = z.object({
  ...recorded,
  description: z.string(),
  addressesInsightIds: z.array(Id),
  rationale: z.string(),
  effortEstimate: EffortEstimate.nullable(),
  effortWeeks: z.number().min(0).nullable(),
  /** From 0, none, to 1. */
  impactScore: z.number().min(0).max(1).nullable(),
  successMetrics: z.array(z.string()),
  targetRepo: z.string().nullable(),
  status: RecommendationStatus,
});
export type Recommendation = z.infer<typeof Recommendation>;

/** What a document or block was written for. */
export const UpstreamLink = z.object({ recommendationId: Id.nullable(), insightIds: z.array(Id) });
export type UpstreamLink = z.infer<typeof UpstreamLink>;

/** A block's own link. It belongs to the block's id, so it lasts through versions of the document. */
export const BlockUpstream = UpstreamLink.extend({ blockId: Id, workspaceId: Id, documentId: Id });
export type BlockUpstream = z.infer<typeof BlockUpstream>;

/** All that is upstream of something, from the nearest to the farthest. */
export const Upstream = z.object({
  recommendation: Recommendation.nullable(),
  insights: z.array(Insight),
  researchSources: z.array(ResearchSource),
});
export type Upstream = z.infer<typeof Upstream>;

const moves: Record<RecommendationStatus, readonly RecommendationStatus[]> = {
  suggested: ['accepted', 'rejected'],
  accepted: ['in_progress', 'rejected'],
  in_progress: ['implemented'],
  implemented: [],
  rejected: ['suggested'],
};

/** Throws INVALID_TRANSITION, naming what the recommendation may become instead. */
export function requireRecommendationMove({ title, status }: Recommendation, to: RecommendationStatus): void {
  if (moves[status].includes(to)) return;
  const open = moves[status].map(sayStatus).join(' or ');
  throw new DocketError('INVALID_TRANSITION', {
    message: `“${title}” is ${sayStatus(status)} and cannot become ${sayStatus(to)}. Nothing was changed.`,
    remedy: open === '' ? 'Record a new recommendation instead.' : `It can become ${open} next.`,
    details: { from: status, to, allowed: moves[status] },
  });
}

function sayStatus(status: RecommendationStatus): string {
  return status.replace('_', ' ');
}
