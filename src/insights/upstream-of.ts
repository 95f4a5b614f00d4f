/** Follows links upstream: from what something was written for to its recommendation, insights and research. */
import type { Id } from '../domain/ids.ts';
import type { Insight, Recommendation, ResearchSource, Upstream, UpstreamLink } from '../domain/upstream.ts';
import type { Nouns } from '../ports/store.ts';

type ById<Noun> = ReadonlyMap<Id, Noun>;

/** The records that some links lead to, read once for all of them. */
export type UpstreamRecords = {
  recommendations: ById<Recommendation>;
  insights: ById<Insight>;
  sources: ById<ResearchSource>;
};

/** At most three queries. */
export async function readUpstream(
  { upstream }: Pick<Nouns, 'upstream'>,
  workspaceId: Id,
  links: readonly UpstreamLink[],
): Promise<UpstreamRecords> {
  const named = new Set(links.flatMap(({ recommendationId }) => recommendationId ?? []));
  const recommendations = await upstream.recommendations.list(workspaceId, [...named]);
  const insightIds = [
    ...links.flatMap((link) => link.insightIds),
    ...recommendations.flatMap((one) => one.addressesInsightIds),
  ];
  const insights = await upstream.insights.list(workspaceId, [...new Set(insightIds)]);
  const sourceIds = new Set(insights.flatMap((insight) => insight.sourceIds));
  const sources = await upstream.research.list(workspaceId, [...sourceIds]);
  return { recommendations: index(recommendations), insights: index(insights), sources: index(sources) };
}

/** Nearest first: of several links the first that names a recommendation counts, and all insights do. */
export function followLinks(records: UpstreamRecords, links: readonly UpstreamLink[]): Upstream {
  const named = links.find((link) => link.recommendationId !== null)?.recommendationId;
  const recommendation = (named && records.recommendations.get(named)) || null;
  const insights = pick(records.insights, [
    ...links.flatMap((link) => link.insightIds),
    ...(recommendation?.addressesInsightIds ?? []),
  ]);
  const sourceIds = insights.flatMap((insight) => insight.sourceIds);
  return { recommendation, insights, researchSources: pick(records.sources, sourceIds) };
}

function index<Noun extends { id: Id }>(records: readonly Noun[]): ById<Noun> {
  return new Map(records.map((record) => [record.id, record]));
}

/** Records that are gone are left out: a missing link is no error (S0-20). */
function pick<Noun>(records: ById<Noun>, ids: readonly Id[]): Noun[] {
  return [...new Set(ids)].flatMap((id) => records.get(id) ?? []);
}
