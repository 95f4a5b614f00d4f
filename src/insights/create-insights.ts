/** Research, insights and recommendations over the store: recorded by title, linked by name. */
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import { type Caller, requirePerson, requireWriter } from '../domain/principal.ts';
import type { UpstreamLink } from '../domain/upstream.ts';
import type { Nouns } from '../ports/store.ts';
import { changeLink } from './change-link.ts';
import type { Insights } from './insights.ts';
import { recordInsight, recordRecommendation, recordResearch, removeRecord } from './record.ts';
import { type InsightsParts, keepBefore, type Writing } from './writing.ts';

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
    remove: (caller, kind, id) => {
      requirePerson(caller, 'delete what was recorded');
      return write(caller, (writing) => removeRecord(writing, kind, id));
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

const nothing: UpstreamLink = { recommendationId: null, insightIds: [] };

async function getDocument(nouns: Nouns, { workspaceId }: Caller, id: Id) {
  const document = await nouns.documents.get(workspaceId, id);
  if (document && document.deletedAt === null) return document;
  throw new DocketError('NOT_FOUND', {
    message: 'There is no such document in this workspace. Nothing was linked.',
    remedy: 'List the documents to see what is there.',
  });
}
