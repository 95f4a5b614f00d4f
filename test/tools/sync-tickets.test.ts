/** sync_tickets: brings back what became of pushed tickets in their tracker. */
import { expect, it } from 'vitest';
import { refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { tools, desk, drafted } = useDesk({ house: 'own', begin: 'drafted' });

async function publish(keys = drafted.keys) {
  const { wire } = await desk.finishPush(await desk.startPush(keys));
  return wire.results.map((row: { external_key: string }) => row.external_key);
}

it('brings back what a teammate did, and counts what changed', async () => {
  const [first] = await publish();
  expect((await desk.type('/docket sync')).wire).toMatchObject({ synced: 3, unchanged: 0, errors: 0 });
  await tools.askSandbox(`issues/${first}`, { state: 'Done' });
  const { wire, shown } = await desk.type('/docket sync bike parking');
  expect(wire).toMatchObject({ synced: 1, unchanged: 2, errors: 0 });
  expect(wire.results[0]).toEqual({
    ticket_id: drafted.tickets[0].id,
    key: drafted.keys[0],
    status: 'synced',
    work_status: 'done',
    external_status: 'Done',
    outcome: 'synced',
  });
  expect(shown[0]!.card.summary).toBe('3 tickets checked: 1 moved, 2 as before.');
  expect((await desk.type('/docket show 1')).wire).toMatchObject({
    work_status: 'done',
    external_status: 'Done',
    synced_at: expect.any(String),
  });
});

it('says which issue is gone, and keeps the ticket', async () => {
  const [first] = await publish();
  await tools.askSandbox(`issues/${first}`, { trashed: true });
  const { wire } = await desk.type('/docket sync');
  expect(wire).toMatchObject({ synced: 2, errors: 1 });
  expect(wire.results[0]).toMatchObject({ outcome: 'error', error: 'Remote issue not found' });
});

it('looks only at the tickets that are named, also for a model', async () => {
  await publish();
  const select = { ids: [drafted.keys[1]] };
  const { wire, brief } = await desk.call('sync_tickets', { select }, { by: desk.model });
  expect(wire.results).toMatchObject([{ key: drafted.keys[1] }]);
  expect(brief).toMatchObject({ synced: 1, changed: [{ key: drafted.keys[1], review: 'synced' }] });
});

it('finds a recommendation implemented once every issue made from it is closed', async () => {
  await desk.call('record_recommendation', { title: 'Book a stand' });
  await desk.call('link_insights', { recommendation: 'book' });
  const [first, ...others] = await publish();
  const statusNow = async () => (await desk.call('list_insights')).wire.recommendations[0].status;
  await tools.askSandbox(`issues/${first}`, { state: 'Done' });
  expect((await desk.type('/docket sync')).wire.recommendations_implemented).toEqual([]);
  expect(await statusNow()).toBe('suggested');
  await tools.askSandbox(`issues/${others[0]}`, { state: 'Canceled' });
  await tools.askSandbox(`issues/${others[1]}`, { state: 'Done' });
  const closed = await desk.type('/docket sync');
  expect(closed.wire.recommendations_implemented).toEqual(['Book a stand']);
  expect(wordsOf(closed)).toContain('The recommendation “Book a stand” is implemented');
  expect(await statusNow()).toBe('implemented');
  expect((await desk.type('/docket sync')).wire.recommendations_implemented).toEqual([]);
});

it('has nothing to check before anything was pushed', async () => {
  const result = await desk.type('/docket sync');
  expect(result.wire).toMatchObject({ synced: 0, unchanged: 0, errors: 0, results: [] });
  expect(wordsOf(result)).toContain('No pushed ticket to check yet.');
});

it('refuses a document that was never read, and someone who may only read', async () => {
  expect((await refusalOf(desk.type('/docket sync gardens'))).code).toBe('NOT_FOUND');
  expect((await refusalOf(desk.call('sync_tickets', { document: 1 }))).message).toContain('document: ');
  expect((await refusalOf(desk.call('sync_tickets', {}, { by: desk.viewer }))).code).toBe('FORBIDDEN');
});
