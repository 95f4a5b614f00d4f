/** What a document or block is linked to after some records were named. */
import type { Id } from '../domain/ids.ts';
import type { Caller } from '../domain/principal.ts';
import type { UpstreamLink } from '../domain/upstream.ts';
import type { Nouns } from '../ports/store.ts';
import { findRecord } from './find-record.ts';
import type { LinkInput } from './insights.ts';

/** Stores nothing. Throws NOT_FOUND and AMBIGUOUS for names that mean no record, or several. */
export async function changeLink(
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
