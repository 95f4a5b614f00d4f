/** Research, insights and recommendations over the store: recorded by title, linked by name. */
import type { Change } from '../domain/change.ts';
import { changeOf } from '../domain/change-of.ts';
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import { type Caller, requireWriter } from '../domain/principal.ts';
import {
  type Insight,
  type Recommendation,
  type ResearchSource,
  requireRecommendationMove,
  type UpstreamLink,
} from '../domain/upstream.ts';
import type { Clock, IdSource } from '../ports/clock.ts';
import type { Nouns, Store } from '../ports/store.ts';
import { findExact, findRecord } from './find-record.ts';
import type {
  InsightInput,
  Insights,
  LinkInput,
  RecommendationInput,
  Recorded,
  ResearchInput,
} from './insights.ts';

export type InsightsParts = { store: Store; clock: Clock; ids: IdSource };

/** One transaction on somebody's behalf. */
type Writing = InsightsParts & { nouns: Nouns; caller: Caller };

export function createInsights(parts: InsightsParts): Insights {
  const { store } = parts;
  const write = <Result>(caller: Caller, work: (writing: Writing) => Promise<Result>): Promise<Result> => {
    requireWriter(caller);
    return store.transact((nouns) => work({ ...parts, nouns, caller }));
  };
  return {
    recordResearch: (caller, input) => write(caller, (writing) => recordResearch(writing, input)),
    recordInsight: (caller, input) => write(caller, (writing) => recordInsight(writing, input)),
    recordRecommendation: (caller, input) => write(caller, (writing) => recordRecommendation(writing, input)),
    async list({ workspaceId }, { archived = false } = {}) {
      const { research, insights, recommendations } = store.upstream;
      const all = await insights.list(workspaceId);
      return {
        researchSources: await research.list(workspaceId),
        insights: all.filter((insight) => archived || !insight.isArchived),
        recommendations: await recommendations.list(workspaceId),
      };
    },
    resolveLink: (caller, input) => changeLink(store, caller, nothing, input),
    linkDocument: (caller, documentId, input) =>
      write(caller, async (writing) => {
        const { nouns } = writing;
        const document = await getDocument(nouns, caller, documentId);
        const link = await changeLink(nouns, caller, document, input);
        const { recommendationId, insightIds } = document;
        await keepBefore(writing, 'document_upstream', documentId, { recommendationId, insightIds });
        await nouns.upstream.linkDocument(caller.workspaceId, documentId, link);
        return { ...document, ...link };
      }),
    linkBlock: (caller, { id, documentId }, input) =>
      write(caller, async (writing) => {
        const { nouns } = writing;
        const { workspaceId } = caller;
        await getDocument(nouns, caller, documentId);
        const [known] = await nouns.upstream.blockLinks(workspaceId, [id]);
        const link = await changeLink(nouns, caller, known ?? nothing, input);
        const of = { blockId: id, documentId, workspaceId };
        await keepBefore(writing, 'block_upstream', id, { ...(known ?? nothing), ...of });
        await nouns.upstream.linkBlock({ ...link, ...of });
        return link;
      }),
  };
}

/** So that the person can take it back. */
async function keepBefore(
  { nouns, ids, clock, caller }: Writing,
  subject: Change['subject'],
  subjectId: Id,
  before: object | null,
): Promise<void> {
  const stamp = { id: ids.next(), at: clock.now().toISOString() };
  const kept = before as Record<string, unknown> | null;
  const change = changeOf(caller, stamp, { subject, subjectId, before: kept });
  if (change) await nouns.changes.append([change]);
}

const nothing: UpstreamLink = { recommendationId: null, insightIds: [] };

async function getDocument(nouns: Nouns, { workspaceId }: Caller, id: Id) {
  const document = await nouns.documents.get(workspaceId, id);
  if (document && document.deletedAt === null) return document;
  throw new DocketError('NOT_FOUND', {
    message: 'There is no such document in this workspace. Nothing was linked.',
    remedy: 'List the documents to see what is there.',
  });
}

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

async function recordResearch(
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

async function recordInsight(
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

async function recordRecommendation(
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

async function changeLink(
  { upstream }: Pick<Nouns, 'upstream'>,
  { workspaceId }: Caller,
  before: UpstreamLink,
  { recommendation, insights = [], remove = false }: LinkInput,
): Promise<UpstreamLink> {
  const all = insights.length > 0 ? await upstream.insights.list(workspaceId) : [];
  const named = insights.map((name) => findRecord('insight', all, name).id);
  const found = recommendation
    ? findRecord('recommendation', await upstream.recommendations.list(workspaceId), recommendation).id
    : null;
  const kept = before.insightIds.filter((id) => !named.includes(id));
  return {
    recommendationId: nextRecommendation(before, recommendation, found, remove),
    insightIds: remove
      ? kept
      : [...before.insightIds, ...new Set(named.filter((id) => !before.insightIds.includes(id)))],
  };
}

function nextRecommendation(
  { recommendationId }: UpstreamLink,
  asked: string | null | undefined,
  found: Id | null,
  remove: boolean,
): Id | null {
  if (asked === undefined) return recommendationId;
  return remove && found === recommendationId ? null : remove ? recommendationId : found;
}
