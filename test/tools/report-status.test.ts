/** report_status: where the work stands, and what is honestly not known. */
import { expect, it } from 'vitest';
import { type Desk, refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { tools, desk, drafted } = useDesk({ per: 'file', begin: 'drafted' });

it('sums up what is done and what waits for a person', async () => {
  const report = await desk.type('/docket report');
  expect(report.shown[0]!.card.summary).toBe(
    'Status · Bike Parking: 0 of 3 tickets done; 3 open. 3 wait for review.',
  );
  expect(report.wire).toMatchObject({ kind: 'summary', total: 3, review: { to_review: 3, approved: 0 } });
});

it('names the ticket that another waits for, and numbers what it shows', async () => {
  const [first, second] = drafted.keys;
  const report = await desk.type('/docket report blocked');
  expect(report.wire.groups).toMatchObject([
    { name: 'waiting', tickets: [{ key: second, reason: { tickets: [{ key: first, status: 'open' }] } }] },
  ]);
  expect(wordsOf(report)).toContain(`waits for ${first} “Let commuters book a stand” (open)`);
  expect((await desk.call('show_ticket', { ticket: '1' })).wire.key).toBe(second);
});

it('says of one ticket why it is blocked, or that it is not', async () => {
  const [first, second] = drafted.keys;
  const said = async (key: string | undefined) =>
    (await desk.call('report_status', { kind: 'blocked', select: { ids: [key] } })).shown[0]!.card.summary;
  expect(await said(second)).toBe('Blocked: 1 waits for another ticket.');
  expect(await said(first)).toBe('Blocked: It is not blocked, and it waits for no other ticket.');
});

it('tells no ticket overdue where none has a due date', async () => {
  expect(wordsOf(await desk.type('/docket report overdue'))).toContain('No ticket has a due date yet');
});

it('counts what happened in a period, and refuses one that is no time', async () => {
  const { wire } = await desk.type('/docket report activity today');
  expect(wire.happened).toContainEqual({ type: 'TicketCreated', count: 3, by: ['Dana'] });
  expect((await desk.type('/docket report activity yesterday')).wire.happened).toEqual([]);
  expect(wordsOf(await desk.type('/docket report this week'))).toContain('Nothing was finished this week.');
  const refusal = await refusalOf(desk.type('/docket report done this sprint'));
  expect(refusal).toMatchObject({ code: 'INVALID_INPUT', message: '"this sprint" is no time I know.' });
});

it('tells no tickets at all from none that fit', async () => {
  const other = await tools.enter();
  const said = async (by: Desk, input: unknown) =>
    (await by.call('report_status', input)).shown[0]!.card.summary;
  expect(await said(other, {})).toBe('Status: There are no tickets yet.');
  expect(await said(desk, { select: { query: 'unicorn' } })).toContain('No ticket fits.');
});

it('says whether all can be pushed', async () => {
  const said = async () => (await desk.type('/docket report readiness')).shown[0]!.card.summary;
  expect(await said()).toContain('Not yet for all: 3 wait for review.');
  for (const key of drafted.keys) await desk.type(`/docket approve ${key}`);
  expect(await said()).toContain('Yes: 3 tickets approved and ready to push.');
  const standup = await desk.type('/docket standup');
  expect(wordsOf(standup)).toContain('3 are approved and wait to be pushed.');
});

it('is read by a model in short, also by someone who may only read, and names who works on what when asked', async () => {
  const { brief } = await desk.call('report_status', { kind: 'next' }, { by: desk.model });
  expect(brief).toMatchObject({ groups: [{ name: 'ready' }] });
  const input = { kind: 'blocked', fields: ['assignee'] };
  expect(wordsOf(await desk.call('report_status', input, { by: desk.viewer }))).toContain(
    'Nobody has any of them.',
  );
});
