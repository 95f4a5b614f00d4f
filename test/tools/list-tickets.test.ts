/** list_tickets: the tickets a filter or a document means. */
import { expect, it } from 'vitest';
import { refusalOf, trains } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk, drafted } = useDesk({ begin: 'drafted' });

const keysOf = async (input: unknown) =>
  (await desk.call('list_tickets', input)).wire.tickets.map(({ key }: { key: string }) => key).sort();

it('lists all tickets in document order, with their number', async () => {
  const { wire, shown } = await desk.type('/docket tickets');
  expect(wire).toEqual({ tickets: drafted.tickets, total: 3 });
  expect(shown[0]!.card.summary).toBe('3 tickets.');
});

it('S2-72: narrows by priority, type, label, words and review status', async () => {
  const [first, second, third] = drafted.keys;
  expect(await keysOf({ select: { priority: ['P0', 'high'] } })).toEqual([first, second]);
  expect(await keysOf({ select: { type: ['task'] } })).toEqual([third]);
  expect(await keysOf({ select: { label: ['Scheduling'] } })).toEqual([second]);
  expect(await keysOf({ select: { query: 'commuters stand' } })).toEqual([first, second]);
  expect(await keysOf({ select: { all: true, except: { ids: [second] } } })).toEqual([first, third]);
  await desk.type(`/docket approve ${first}`);
  const reviewed = await desk.type('/docket tickets reviewed');
  expect(reviewed.wire.tickets).toMatchObject([
    { key: first, status: 'reviewed', reviewed_by: desk.dana.principal.id },
  ]);
});

it('lists the tickets of a named document, whatever the thread is about', async () => {
  const [train] = (await draftTrains()).wire.tickets;
  expect(
    (await desk.type('/docket tickets bike')).wire.tickets.map(({ key }: { key: string }) => key),
  ).toEqual(drafted.keys);
  expect((await desk.type('/docket tickets bike pushed')).wire.total).toBe(0);
  expect(
    await keysOf({ document: 'bikes.md', select: { priority: ['P2'], or: { type: ['story'] } } }),
  ).toEqual(drafted.keys);
  expect(await keysOf({ document: 'train times', select: { all: true, ids: [] } })).toEqual([train.key]);
});

it('lists nothing for a document without tickets', async () => {
  await desk.call('ingest_document', { text: trains });
  expect((await desk.type('/docket tickets train generated')).wire).toEqual({ tickets: [], total: 0 });
});

it('makes the list what numbers mean from then on', async () => {
  await desk.call('list_tickets', { select: { type: ['task'] } });
  expect((await desk.type('/docket show 1')).wire.key).toBe(drafted.keys[2]);
});

it('lists for a model and for someone who may only read', async () => {
  for (const by of [desk.model, desk.viewer]) {
    expect((await desk.call('list_tickets', {}, { by })).wire.total).toBe(3);
  }
});

it('refuses a filter that means nothing, and a document that was never read', async () => {
  const priority = await refusalOf(desk.call('list_tickets', { select: { priority: ['yesterday'] } }));
  expect(priority).toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringContaining('not a priority'),
  });
  expect((await refusalOf(desk.type('/docket tickets gardens'))).code).toBe('NOT_FOUND');
});

async function draftTrains() {
  await desk.call('ingest_document', { text: trains });
  return desk.call('generate_tickets');
}
