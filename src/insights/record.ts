/** Records research, insights and recommendations by their titles. */
import type { Change } from '../domain/change.ts';
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import {
  type Insight,
  type Recommendation,
  type ResearchSource,
  requireRecommendationMove,
} from '../domain/upstream.ts';
import { findExact, findRecord } from './find-record.ts';
import type { InsightInput, RecommendationInput, Recorded, RecordKind, ResearchInput } from './insights.ts';
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
  { title, rename, ...given }: ResearchInput,
): Promise<Recorded<ResearchSource>> {
  const { research } = writing.nouns.upstream;
  const all = await research.list(writing.caller.workspaceId);
  const known = findExact(all, title);
  const fresh = { ...begin(writing, title), kind: 'other', url: null, text: '' };
  const renamed = newTitle(all, known, rename);
  const merged = { ...(known ?? fresh), ...said(given), ...renamed, updatedAt: fresh.updatedAt };
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
  { title, rename, sources, ...given }: InsightInput,
): Promise<Recorded<Insight>> {
  const { workspaceId } = writing.caller;
  const { research, insights } = writing.nouns.upstream;
  const others = await insights.list(workspaceId);
  const known = findExact(others, title);
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
  const renamed = newTitle(others, known, rename);
  const record = { ...(known ?? fresh), ...said({ ...given, sourceIds }), ...renamed, updatedAt };
  await keepBefore(writing, 'insight', record.id, known);
  await insights.put(record);
  return { record, isNew: known === null };
}

export async function recordRecommendation(
  writing: Writing,
  { title, rename, insights, status, ...given }: RecommendationInput,
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
  const record = { ...(known ?? fresh), ...changed, ...newTitle(all, known, rename), updatedAt };
  await keepBefore(writing, 'recommendation', record.id, known);
  await upstream.recommendations.put(record);
  return { record, isNew: known === null };
}

/** Throws INVALID_INPUT for a title another record has: records are told apart by it. */
function newTitle<Noun extends { id: Id; title: string }>(
  all: readonly Noun[],
  known: Noun | null,
  rename: string | undefined,
): { title?: string } {
  if (rename === undefined) return {};
  const other = findExact(all, rename);
  if (other === null || other.id === known?.id) return { title: rename.trim() };
  throw new DocketError('INVALID_INPUT', {
    message: `"${other.title}" is recorded already. Nothing was changed.`,
    remedy: 'Choose another title, or change that record instead.',
  });
}

export async function removeRecord(writing: Writing, kind: RecordKind, id: Id): Promise<void> {
  const { research, insights, recommendations } = writing.nouns.upstream;
  const records = { researchSources: research, insights, recommendations }[kind];
  const { workspaceId } = writing.caller;
  const known = await records.get(workspaceId, id);
  if (!known) throw isNone();
  const subjects = { researchSources: 'research', insights: 'insight', recommendations: 'recommendation' };
  await keepBefore(writing, subjects[kind] as Change['subject'], id, known);
  await records.delete(workspaceId, id);
}

function isNone(): DocketError {
  return new DocketError('NOT_FOUND', {
    message: 'Nothing with this id is recorded here. Nothing was changed.',
    remedy: 'List what is recorded to see its ids.',
  });
}

/** What was not said is not changed. */
function said<Given extends object>(given: Given): { [Key in keyof Given]: NonNullable<Given[Key]> } {
  const entries = Object.entries(given).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Key in keyof Given]: NonNullable<Given[Key]> };
}
