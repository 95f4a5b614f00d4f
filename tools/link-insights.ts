/** Says what a document or one of its blocks was written for. */
import * as z from 'zod';
import { drawLinkedCard } from '../src/cards/records-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { onlySaid, readList, readNamedWords } from '../src/catalog/named-words.ts';
import { openShelf, pickBlock } from '../src/catalog/resolve-block.ts';
import { Document } from '../src/domain/document.ts';
import { DocketError } from '../src/domain/errors.ts';
import { Insight, Recommendation, UpstreamLink } from '../src/domain/upstream.ts';

export default defineTool({
  description:
    'Link a document, or one block of it, to the recommendation and insights it was written for, or take links away. Tickets made from it are then traced back to the research.',
  effect: 'write',
  access: 'anyone',
  input: z.object({
    document: z.string().optional().describe('Title, file name or id; absent means the current one'),
    block: z.string().optional().describe('Number, words of its title, "line 40" or id of a block'),
    recommendation: z.string().optional().describe('Title or id'),
    insights: z.array(z.string()).optional().describe('Titles or ids'),
    remove: z.boolean().optional().describe('Takes the named links away'),
  }),
  output: z.object({
    document: Document,
    block: z.object({ id: z.uuid(), title: z.string() }).nullable(),
    link: UpstreamLink,
    recommendation: Recommendation.nullable(),
    insights: z.array(Insight),
  }),
  async run({ document: name, block: words, ...asked }, context) {
    const { services, caller } = context;
    const { insights } = services;
    if (!asked.recommendation && !asked.insights?.length) throw nothingNamed();
    await insights.resolveLink(caller, onlySaid(asked));
    const shelf = await openShelf(context, name, words);
    const { document } = shelf;
    const block = words ? pickBlock(shelf, words) : null;
    const link = block
      ? await insights.linkBlock(caller, { id: block.id, documentId: document.id }, onlySaid(asked))
      : await insights.linkDocument(caller, document.id, onlySaid(asked));
    const { recommendationId, insightIds } = link;
    const records = await insights.list(caller, { archived: true });
    return {
      document: block ? document : { ...document, recommendationId, insightIds },
      block: block && { id: block.id, title: block.title ?? block.type },
      link: { recommendationId, insightIds },
      recommendation: records.recommendations.find((one) => one.id === recommendationId) ?? null,
      insights: records.insights.filter((one) => insightIds.includes(one.id)),
    };
  },
  wire: ({ document, block, link }) => ({
    document_id: document.id,
    block_id: block?.id ?? null,
    related_recommendation_id: link.recommendationId,
    related_insight_ids: link.insightIds,
  }),
  show: ({ document, block, ...upstream }) => ({
    card: drawLinkedCard(document, block?.title ?? null, upstream),
  }),
  brief: ({ document, block, recommendation, insights }) => ({
    document: document.title,
    block: block?.title ?? null,
    recommendation: recommendation?.title ?? null,
    insights: insights.map(({ title }) => title),
  }),
  focus: ({ document }) => ({ documentId: document.id }),
  command: {
    verb: 'link-insights',
    usage: '[document] [block:words] [recommendation:title] [insights:title; title]',
    input: readWords,
  },
});

function readWords(words: string[]) {
  const named = readNamedWords(words, ['block', 'recommendation', 'insights']);
  const { rest, block, recommendation } = named;
  return onlySaid({ document: rest || undefined, block, recommendation, insights: readList(named.insights) });
}

function nothingNamed(): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: 'No recommendation and no insight was named. Nothing was linked.',
    remedy: 'Name one, for example: /docket link-insights recommendation: Shorten the start',
  });
}
