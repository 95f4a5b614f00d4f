/** What every store promises for research, insights, recommendations and the links of documents and blocks to them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../../src/domain/ids.ts';
import type { Insight, Recommendation, ResearchSource } from '../../src/domain/upstream.ts';
import type { Store } from '../../src/ports/store.ts';
import { newWorkspace, type TestStorage } from '../support/storage.ts';
import { aDocument, aVersion, awkward, newId } from './store-samples.ts';

const at = '2026-11-21T09:00:00.000Z';
const later = '2026-11-21T10:00:00.000Z';
const createdBy = { kind: 'user' as const, id: 'maria', name: 'Maria' };
const begin = (workspaceId: Id) => ({
  ...{ id: newId(), workspaceId, title: awkward, createdBy, createdAt: at, updatedAt: at },
});

const aSource = (here: Id): ResearchSource => ({
  ...{ ...begin(here), kind: 'interview', url: null, text: awkward, processingStatus: 'completed' },
});

const anInsight = (here: Id): Insight => ({
  ...{ ...begin(here), description: awkward, insightType: 'pain_point', severity: 'high', frequency: 12 },
  ...{ quotes: [awkward, 'a, "b"'], sourceIds: [newId()], isArchived: false },
});

const aRecommendation = (here: Id): Recommendation => ({
  ...{ ...begin(here), description: '', addressesInsightIds: [newId()], rationale: awkward },
  ...{ effortEstimate: null, effortWeeks: 1.5, impactScore: 0.25, successMetrics: [awkward] },
  ...{ targetRepo: null, status: 'suggested' },
});

export function upstreamStoreContract(open: () => Promise<TestStorage>): void {
  let storage: TestStorage;
  let store: Store;
  const workspace = async (): Promise<Id> => (await newWorkspace(storage)).id;
  beforeAll(async () => {
    storage = await open();
    store = storage.store;
  });
  afterAll(() => storage?.close());

  describe('research, insights and recommendations', () => {
    it('are given back as they were stored, newest first, in their own workspace only', async () => {
      const [here, there] = [await workspace(), await workspace()];
      const { research, insights, recommendations } = store.upstream;
      const source = aSource(here);
      const newer = { ...aSource(here), createdAt: later };
      const [insight, recommendation] = [anInsight(here), aRecommendation(here)];
      for (const one of [source, newer]) await research.put(one);
      await insights.put(insight);
      await recommendations.put(recommendation);
      expect(await research.list(here)).toEqual([newer, source]);
      expect(await research.list(here, [source.id, newId()])).toEqual([source]);
      expect(await research.list(here, [])).toEqual([]);
      expect(await insights.get(here, insight.id)).toEqual(insight);
      expect(await recommendations.get(here, recommendation.id)).toEqual(recommendation);
      expect(await recommendations.get(there, recommendation.id)).toBeNull();
      expect(await insights.list(there)).toEqual([]);
    });

    it('are replaced by their id, and never from another workspace', async () => {
      const [here, there] = [await workspace(), await workspace()];
      const { insights } = store.upstream;
      const insight = anInsight(here);
      await insights.put(insight);
      const changed = { ...insight, isArchived: true, quotes: [], updatedAt: later };
      await insights.put(changed);
      await insights.put({ ...insight, workspaceId: there, title: 'Foreign' });
      await insights.delete(there, insight.id);
      expect(await insights.list(here)).toEqual([changed]);
      expect(await insights.list(there)).toEqual([]);
      await insights.delete(here, insight.id);
      expect(await insights.list(here)).toEqual([]);
    });

    it('can be locked inside a transaction', async () => {
      const here = await workspace();
      const recommendation = aRecommendation(here);
      await store.upstream.recommendations.put(recommendation);
      const locked = await store.transact(({ upstream }) =>
        upstream.recommendations.lock(here, recommendation.id),
      );
      expect(locked).toEqual(recommendation);
    });
  });

  describe('links upstream', () => {
    it('of a document are set without touching the rest of it', async () => {
      const here = await workspace();
      const document = aDocument(here);
      await store.documents.insert(document, aVersion(document.id));
      const link = { recommendationId: newId(), insightIds: [newId()] };
      await store.upstream.linkDocument(await workspace(), document.id, link);
      expect(await store.documents.get(here, document.id)).toEqual(document);
      await store.upstream.linkDocument(here, document.id, link);
      expect(await store.documents.get(here, document.id)).toEqual({ ...document, ...link });
    });

    it('of a block are set, replaced and found by block and by recommendation', async () => {
      const here = await workspace();
      const document = aDocument(here);
      await store.documents.insert(document, aVersion(document.id));
      const of = { blockId: newId(), workspaceId: here, documentId: document.id };
      const link = { ...of, recommendationId: newId(), insightIds: [newId()] };
      await store.upstream.linkBlock({ ...link, recommendationId: null });
      await store.upstream.linkBlock(link);
      expect(await store.upstream.blockLinks(here, [of.blockId, newId()])).toEqual([link]);
      expect(await store.upstream.blocksOf(here, link.recommendationId)).toEqual([link]);
      expect(await store.upstream.blockLinks(await workspace(), [of.blockId])).toEqual([]);
      expect(await store.upstream.blockLinks(here, [])).toEqual([]);
    });
  });
}
