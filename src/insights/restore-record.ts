/** Takes back what a deed wrote about research, insights, recommendations and links to them. */
import type { Change } from '../domain/change.ts';
import { BlockUpstream, Insight, Recommendation, ResearchSource, UpstreamLink } from '../domain/upstream.ts';
import type { Nouns } from '../ports/store.ts';

/** Does nothing for a change of something else. A record that the deed made goes; links that name it lead nowhere then. */
export async function restoreRecord(
  { upstream }: Pick<Nouns, 'upstream'>,
  { workspaceId, subject, subjectId, before }: Change,
): Promise<void> {
  if (subject === 'research') {
    await (before
      ? upstream.research.put(ResearchSource.parse(before))
      : upstream.research.delete(workspaceId, subjectId));
  }
  if (subject === 'insight') {
    await (before
      ? upstream.insights.put(Insight.parse(before))
      : upstream.insights.delete(workspaceId, subjectId));
  }
  if (subject === 'recommendation') {
    await (before
      ? upstream.recommendations.put(Recommendation.parse(before))
      : upstream.recommendations.delete(workspaceId, subjectId));
  }
  if (subject === 'document_upstream') {
    await upstream.linkDocument(workspaceId, subjectId, UpstreamLink.parse(before));
  }
  if (subject === 'block_upstream') await upstream.linkBlock(BlockUpstream.parse(before));
}
