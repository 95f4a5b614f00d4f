/** Records research, insights and recommendations by their titles. */
import {
  type Insight,
  type Recommendation,
  type ResearchSource,
  requireRecommendationMove,
} from '../domain/upstream.ts';
import { findExact, findRecord } from './find-record.ts';
import type { InsightInput, RecommendationInput, Recorded, ResearchInput } from './insights.ts';
import { keepBefore, type Writing } from './writing.ts';

/** What every new record begins with. */
function begin({ ids, clock, caller }: Writing, title: string) {
  const now = clock.now().toISOString();
  const createdBy = caller.principal;
  return {
    id: ids.next(),
    workspaceId: caller.workspaceId,
    title: title.trim(),
    createdBy,
    createdAt: now,
    updatedAt: now,
  };
}

export async function recordResearch(
  writing: Writing,
  { title, ...given }: ResearchInput,
): Promise<Recorded<ResearchSource>> {
  const { research } = writing.nouns.upstream;
  const known = findExact(await research.list(writing.caller.workspaceId), title);
  const fresh = { ...begin(writing, title), kind: 'other', url: null, text: '' };
  const merged = { ...(known ?? fresh), ...said(given), updatedAt: fresh.updatedAt };
  const record: ResearchSource = {
    ...merged,
    processingStatus: merged.text === '' ? 'pending' : 'completed',
  };
  await keepBefore(writing, 'research', record.id, known);
  await research.put(record);
  return { record, isNew: known === null };
}

export async function recordInsight(
  writing: Writing,
  { title, sources, ...given }: InsightInput,
): Promise<Recorded<Insight>> {
  const { workspaceId } = writing.caller;
  const { research, insights } = writing.nouns.upstream;
  const known = findExact(await insights.list(workspaceId), title);
  const all = sources ? await research.list(workspaceId) : [];
  const sourceIds = sources?.map((name) => findRecord('research source', all, name).id);
  const fresh: Insight = {
    ...begin(writing, title),
    description: '',
    insightType: 'pain_point',
    severity: 'medium',
    frequency: 1,
    quotes: [],
    sourceIds: [],
    isArchived: false,
  };
  const { updatedAt } = fresh;
  const record = { ...(known ?? fresh), ...said({ ...given, sourceIds }), updatedAt };
  await keepBefore(writing, 'insight', record.id, known);
  await insights.put(record);
  return { record, isNew: known === null };
}

export async function recordRecommendation(
  writing: Writing,
  { title, insights, status, ...given }: RecommendationInput,
): Promise<Recorded<Recommendation>> {
  const { workspaceId } = writing.caller;
  const { upstream } = writing.nouns;
  const all = await upstream.recommendations.list(workspaceId);
  const named = status ? findRecord('recommendation', all, title) : findExact(all, title);
  const known = named && (await upstream.recommendations.lock(workspaceId, named.id));
  const moves = known && status !== undefined && status !== known.status;
  if (moves) requireRecommendationMove(known, status);
  const records = insights ? await upstream.insights.list(workspaceId) : [];
  const addressesInsightIds = insights?.map((name) => findRecord('insight', records, name).id);
  const fresh: Recommendation = {
    ...begin(writing, title),
    description: '',
    addressesInsightIds: [],
    rationale: '',
    effortEstimate: null,
    effortWeeks: null,
    impactScore: null,
    successMetrics: [],
    targetRepo: null,
    status: 'suggested',
  };
  const { updatedAt } = fresh;
  const changed = said({ ...given, addressesInsightIds, ...(moves ? { status } : {}) });
  const record = { ...(known ?? fresh), ...changed, updatedAt };
  await keepBefore(writing, 'recommendation', record.id, known);
  await upstream.recommendations.put(record);
  return { record, isNew: known === null };
}

/** What was not said is not changed. */
function said<Given extends object>(given: Given): { [Key in keyof Given]: NonNullable<Given[Key]> } {
  const entries = Object.entries(given).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Key in keyof Given]: NonNullable<Given[Key]> };
}
