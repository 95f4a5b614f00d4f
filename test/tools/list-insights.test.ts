/** list_insights: all that stands upstream of documents, of one workspace. */
import { expect, it } from 'vitest';
import { wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { tools, desk } = useDesk();

it('lists research, insights and recommendations, to readers and models too, and of no other workspace', async () => {
  await desk.call('record_research', { title: 'Interviews in May', kind: 'interview' });
  await desk.call('record_insight', { title: 'Racks are full', sources: ['may'], severity: 'critical' });
  await desk.call('record_recommendation', { title: 'Book a stand', insights: ['racks'], impact: 0.5 });
  const read = await desk.call('list_insights', {}, { by: desk.viewer });
  expect(read.shown[0]!.card.summary).toBe('1 research source, 1 insight, 1 recommendation.');
  for (const words of ['Recommendations (1)', 'impact 0.5', 'critical', 'no text yet']) {
    expect(wordsOf(read)).toContain(words);
  }
  expect((await desk.call('list_insights', {}, { by: desk.model })).brief).toEqual({
    research: [{ title: 'Interviews in May', kind: 'interview' }],
    insights: [{ title: 'Racks are full', severity: 'critical' }],
    recommendations: [{ title: 'Book a stand', status: 'suggested' }],
  });
  const other = await tools.enter();
  expect(wordsOf(await other.call('list_insights'))).toContain('Nothing is recorded yet');
});
