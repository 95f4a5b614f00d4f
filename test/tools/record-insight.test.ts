/** record_insight: what research says, with where it was heard. */
import { beforeEach, expect, it } from 'vitest';
import { refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk();
beforeEach(async () => {
  await desk.call('record_research', { title: 'Interviews in May', text: 'Full racks.' });
});

it('keeps an insight with its research, and says both', async () => {
  const result = await desk.type('/docket insight Racks are full at eight severity:high from: interviews');
  expect(result.wire).toMatchObject({
    is_new: true,
    insight: { title: 'Racks are full at eight', severity: 'high', insight_type: 'pain_point', frequency: 1 },
  });
  expect(result.wire.insight.source_ids).toHaveLength(1);
  expect(wordsOf(result)).toContain('from Interviews in May');
});

it('adds to a known insight, and puts it away', async () => {
  const title = 'Racks are full at eight';
  await desk.call('record_insight', { title, type: 'opportunity' });
  const { wire } = await desk.call('record_insight', {
    ...{ title, quotes: ['I gave up.'], frequency: 9, archived: true },
  });
  expect(wire.insight).toMatchObject({ insight_type: 'opportunity', quotes: ['I gave up.'], frequency: 9 });
  expect((await desk.call('list_insights')).wire.insights).toEqual([]);
  expect((await desk.type('/docket insights archived')).wire.insights).toHaveLength(1);
});

it('keeps nothing where its research is not known or a word is none of the known ones', async () => {
  expect(await refusalOf(desk.call('record_insight', { title: 'One', sources: ['poll'] }))).toMatchObject({
    code: 'NOT_FOUND',
    message: 'There is no research source called "poll". Nothing was done.',
  });
  expect((await refusalOf(desk.type('/docket insight One severity:awful'))).message).toContain('severity');
  expect((await desk.call('list_insights')).wire.insights).toEqual([]);
});
