/** link_insights: what a document or block was written for, and the trace that follows from it. */
import { beforeEach, expect, it } from 'vitest';
import { attach, bikes, refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk();
beforeEach(async () => {
  await desk.call('record_research', { title: 'Interviews in May', text: 'Full racks.' });
  await desk.call('record_insight', { title: 'Racks are full', sources: ['may'] });
  await desk.call('record_recommendation', { title: 'Book a stand', insights: ['racks'] });
});

const traceOf = async (ticket: string) => (await desk.type(`/docket trace ${ticket}`)).wire;

it('leads from a ticket of a linked document to the research, and back to nothing when the link goes', async () => {
  const { keys } = await desk.draft();
  const linked = await desk.type('/docket link-insights bike parking recommendation: book a stand');
  expect(wordsOf(linked)).toContain('Book a stand (suggested)');
  expect(await traceOf(keys[0]!)).toMatchObject({
    recommendation: { title: 'Book a stand', status: 'suggested' },
    insights: [{ title: 'Racks are full' }],
    research_sources: [{ title: 'Interviews in May' }],
    document: { related_recommendation_id: linked.wire.related_recommendation_id },
  });
  await desk.call('link_insights', { recommendation: 'Book a stand', remove: true });
  expect(await traceOf(keys[0]!)).toMatchObject({ recommendation: null, insights: [], research_sources: [] });
});

it('links one block only, through later versions of the document', async () => {
  const { keys } = await desk.draft();
  await desk.call('link_insights', { block: 'line 20', insights: ['racks'] });
  const more = attach('bikes.md', `${bikes}\n## Constraints\n\n- Bookings must end by midnight.\n`);
  await desk.call('generate_tickets', {}, { file: more });
  expect((await traceOf(keys[2]!)).insights).toMatchObject([{ title: 'Racks are full' }]);
  expect((await traceOf(keys[0]!)).insights).toEqual([]);
});

it('is taken back by undo, as records are, and nothing else is', async () => {
  const { keys } = await desk.draft();
  await desk.type(`/docket discard ${keys[2]}`);
  await desk.call('link_insights', { recommendation: 'Book a stand' });
  await desk.call('record_insight', { title: 'Rain keeps people away' });
  await desk.call('record_insight', { title: 'Racks are full', severity: 'critical' });
  const severity = async () =>
    (await desk.call('list_insights')).wire.insights.map((one: { severity: string }) => one.severity);
  expect(await severity()).toEqual(['medium', 'critical']);
  await desk.type('/docket undo');
  expect(await severity()).toEqual(['medium', 'medium']);
  await desk.type('/docket undo');
  expect(await severity()).toEqual(['medium']);
  expect((await traceOf(keys[0]!)).recommendation).not.toBeNull();
  await desk.type('/docket undo');
  expect((await traceOf(keys[0]!)).recommendation).toBeNull();
  expect((await traceOf(keys[2]!)).discarded_at).not.toBeNull();
});

it('links a document as it is read, and reads nothing where a name is unknown', async () => {
  const file = attach('bikes.md', bikes);
  const wrong = desk.call('ingest_document', { recommendation: 'Scooters' }, { file });
  expect((await refusalOf(wrong)).code).toBe('NOT_FOUND');
  expect((await desk.call('list_documents')).output.documents).toEqual([]);
  const { output } = await desk.call('ingest_document', { insights: ['racks'] }, { file });
  expect(output.document.insightIds).toHaveLength(1);
});

it('refuses a link to nothing and to a block that there is not', async () => {
  await desk.draft();
  expect((await refusalOf(desk.type('/docket link-insights'))).code).toBe('INVALID_INPUT');
  const nowhere = desk.call('link_insights', { block: 'Helicopters', insights: ['racks'] });
  expect((await refusalOf(nowhere)).code).toBe('NOT_FOUND');
  const vague = desk.call('link_insights', { block: 'as a commuter', insights: ['racks'] });
  expect((await refusalOf(vague)).code).toBe('AMBIGUOUS');
});
