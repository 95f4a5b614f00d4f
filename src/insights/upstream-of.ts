/** Follows links upstream: from what something was written for to its recommendation, insights and research. */
import type { Id } from '../domain/ids.ts';
import type { Upstream, UpstreamLink } from '../domain/upstream.ts';
import type { Nouns } from '../ports/store.ts';

/** Nearest first: of several links the first that names a recommendation counts, and all insights do. */
export async function readUpstream(
  { upstream }: Pick<Nouns, 'upstream'>,
  workspaceId: Id,
  links: readonly UpstreamLink[],
): Promise<Upstream> {
  const recommendationId = links.find((link) => link.recommendationId !== null)?.recommendationId;
  const recommendation = recommendationId
    ? await upstream.recommendations.get(workspaceId, recommendationId)
    : null;
  const insightIds = [
    ...links.flatMap((link) => link.insightIds),
    ...(recommendation?.addressesInsightIds ?? []),
  ];
  const insights = inOrder(insightIds, await upstream.insights.list(workspaceId, [...new Set(insightIds)]));
  const sourceIds = insights.flatMap((insight) => insight.sourceIds);
  const sources = await upstream.research.list(workspaceId, [...new Set(sourceIds)]);
  return { recommendation, insights, researchSources: inOrder(sourceIds, sources) };
}

/** Records that are gone are left out: a missing link is no error (S0-20). */
function inOrder<Noun extends { id: Id }>(ids: readonly Id[], records: readonly Noun[]): Noun[] {
  const byId = new Map(records.map((record) => [record.id, record]));
  return [...new Set(ids)].flatMap((id) => byId.get(id) ?? []);
}
