/** Research, insights and recommendations as a service: record them, find them, and say what was written for them. */
import type { Document } from '../domain/document.ts';
import type { Id } from '../domain/ids.ts';
import type { Caller } from '../domain/principal.ts';
import type { Insight, Recommendation, ResearchSource, UpstreamLink } from '../domain/upstream.ts';

/** `title` names a record by its title or id; `rename` is its title from now on. */
type Titled = { title: string; rename?: string };

export type ResearchInput = Titled & Partial<Pick<ResearchSource, 'kind' | 'url' | 'text'>>;

/** `sources` are titles or ids of research sources. */
export type InsightInput = Titled & { sources?: readonly string[] } & Partial<
    Pick<Insight, 'description' | 'insightType' | 'severity' | 'frequency' | 'quotes' | 'isArchived'>
  >;

/** `insights` are titles or ids. */
export type RecommendationInput = Titled & { insights?: readonly string[] } & Partial<
    Pick<
      Recommendation,
      | 'description'
      | 'rationale'
      | 'effortEstimate'
      | 'effortWeeks'
      | 'impactScore'
      | 'successMetrics'
      | 'targetRepo'
      | 'status'
    >
  >;

/** Null takes the recommendation away; insights are added, or taken away with `remove`. Titles or ids. */
export type LinkInput = {
  recommendation?: string | null;
  insights?: readonly string[];
  remove?: boolean;
};

export type Records = {
  researchSources: ResearchSource[];
  insights: Insight[];
  recommendations: Recommendation[];
};

export type RecordKind = keyof Records;

export type Recorded<Noun> = { record: Noun; isNew: boolean };

/** Names are ids, titles or words of titles; NOT_FOUND and AMBIGUOUS say what there is. Nothing is stored then. */
export type Insights = {
  /** The title of a known source changes that one, and so for insights and recommendations. */
  recordResearch(caller: Caller, input: ResearchInput): Promise<Recorded<ResearchSource>>;
  recordInsight(caller: Caller, input: InsightInput): Promise<Recorded<Insight>>;
  /** A new one is `suggested`; a status moves a known one, found by words of its title too. Throws INVALID_TRANSITION. */
  recordRecommendation(caller: Caller, input: RecommendationInput): Promise<Recorded<Recommendation>>;
  /** All of the workspace, newest first, without archived insights unless asked for. */
  list(caller: Caller, options?: { archived?: boolean }): Promise<Records>;
  /** A person's deed only (HUMAN_APPROVAL_REQUIRED). What was linked to it says nothing of it any more. Throws NOT_FOUND. */
  remove(caller: Caller, kind: RecordKind, id: Id): Promise<void>;
  /** Throws for a name that is none, so that a caller can check before it does anything else. */
  resolveLink(caller: Caller, input: LinkInput): Promise<UpstreamLink>;
  linkDocument(caller: Caller, documentId: Id, input: LinkInput): Promise<Document>;
  /** Links one block of the document's current version; the link belongs to the block's id and lasts. */
  linkBlock(caller: Caller, block: { id: Id; documentId: Id }, input: LinkInput): Promise<UpstreamLink>;
};
