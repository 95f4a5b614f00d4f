/** Records belong to one workspace, are found by what people call them, and move only along their statuses. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Recommendation,
  RecommendationStatus,
  requireRecommendationMove,
} from '../../../src/domain/upstream.ts';
import { createInsights } from '../../../src/insights/create-insights.ts';
import { findRecord } from '../../../src/insights/find-record.ts';
import type { Insights } from '../../../src/insights/insights.ts';
import { aDocument, aVersion } from '../../contracts/store-samples.ts';
import { newWorkspace, shareTestStorage, type TestStorage } from '../../support/storage.ts';
import { callerIn } from '../../support/ticket-desk.ts';

let storage: TestStorage;
let insights: Insights;
beforeAll(async () => {
  storage = await shareTestStorage();
  insights = createInsights(storage);
});
afterAll(() => storage.close());

const enter = async () => callerIn(await newWorkspace(storage));

describe('records', () => {
  it('of one workspace are neither seen, named nor linked from another', async () => {
    const [ours, theirs] = [await enter(), await enter()];
    await insights.recordInsight(ours, { title: 'Slow start' });
    expect((await insights.list(theirs)).insights).toEqual([]);
    const named = insights.recordRecommendation(theirs, { title: 'Speed up', insights: ['Slow start'] });
    await expect(named).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const document = aDocument(ours.workspaceId);
    await storage.store.documents.insert(document, aVersion(document.id));
    await insights.recordInsight(theirs, { title: 'Ours' });
    const linked = insights.linkDocument(theirs, document.id, { insights: ['Ours'] });
    await expect(linked).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringContaining('document'),
    });
  });

  it('keep an id, and links added twice are there once', async () => {
    const caller = await enter();
    const first = await insights.recordInsight(caller, { title: 'Slow  Start' });
    const again = await insights.recordInsight(caller, { title: 'slow start', severity: 'high' });
    expect([again.isNew, again.record.id]).toEqual([false, first.record.id]);
    const document = aDocument(caller.workspaceId);
    await storage.store.documents.insert(document, aVersion(document.id));
    await insights.linkDocument(caller, document.id, { insights: ['slow', first.record.id] });
    const twice = await insights.linkDocument(caller, document.id, { insights: ['slow start'] });
    expect(twice.insightIds).toEqual([first.record.id]);
    const none = await insights.linkDocument(caller, document.id, { insights: ['slow'], remove: true });
    expect(none.insightIds).toEqual([]);
  });

  it('are found by words in any order, and never by half a word', () => {
    const records = [
      { id: '018f0000-0000-7000-8000-000000000001', title: 'Shorten the sign-up' },
      { id: '018f0000-0000-7000-8000-000000000002', title: 'Übersicht für Läden' },
    ];
    expect(findRecord('insight', records, 'sign up shorten')).toBe(records[0]);
    expect(findRecord('insight', records, 'läden')).toBe(records[1]);
    for (const name of ['short', '', '!!']) {
      expect(() => findRecord('insight', records, name)).toThrow(/There is no insight called/);
    }
    expect(() => findRecord('insight', records, '018f0000')).toThrow(/fits 2 insights/);
  });
});

describe('a recommendation', () => {
  const moves = [
    'suggested accepted',
    'suggested rejected',
    'accepted in_progress',
    'accepted rejected',
  ].concat('in_progress implemented', 'rejected suggested');

  it('moves along the arrows of its machine and no others', () => {
    const status = fc.constantFrom(...RecommendationStatus.options);
    fc.assert(
      fc.property(status, status, (from, to) => {
        const move = () => requireRecommendationMove({ title: 'X', status: from } as Recommendation, to);
        if (moves.includes(`${from} ${to}`)) expect(move).not.toThrow();
        else expect(move).toThrow(/cannot become/);
      }),
    );
  });
});
