/** record_recommendation: what to do about insights, moved along its statuses. */
import { beforeEach, expect, it } from 'vitest';
import { refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk();
beforeEach(async () => {
  await desk.call('record_insight', { title: 'Racks are full at eight' });
});

const statusOf = async (title: string, status: string) =>
  (await desk.call('record_recommendation', { title, status })).wire.recommendation.status;

it('keeps a recommendation as suggested, with the insights it answers', async () => {
  const result = await desk.type(
    '/docket recommendation Let people book a stand for: racks full effort:small',
  );
  expect(result.wire.recommendation).toMatchObject({
    ...{ title: 'Let people book a stand', status: 'suggested', effort_estimate: 'small' },
    ...{ impact_score: null, success_metrics: [] },
  });
  expect(wordsOf(result)).toContain('answers Racks are full at eight');
});

it('moves along suggested, accepted, in progress and implemented, by words of the title', async () => {
  await desk.call('record_recommendation', { title: 'Let people book a stand' });
  expect(await statusOf('book a stand', 'accepted')).toBe('accepted');
  expect(await statusOf('book a stand', 'accepted')).toBe('accepted');
  expect(await refusalOf(statusOf('book a stand', 'implemented'))).toMatchObject({
    code: 'INVALID_TRANSITION',
    remedy: 'It can become in progress or rejected next.',
  });
  expect(await statusOf('book a stand', 'rejected')).toBe('rejected');
  expect(await statusOf('book a stand', 'suggested')).toBe('suggested');
});

it('makes no recommendation of a wish to move one that there is not', async () => {
  expect((await refusalOf(statusOf('Scooters', 'accepted'))).code).toBe('NOT_FOUND');
  expect((await desk.call('list_insights')).wire.recommendations).toEqual([]);
});

it('asks which one where words fit several', async () => {
  for (const title of ['Book a stand', 'Book a locker']) await desk.call('record_recommendation', { title });
  expect((await refusalOf(statusOf('book', 'accepted'))).message).toBe(
    '"book" fits 2 recommendations: "Book a locker", "Book a stand". Nothing was done.',
  );
});
