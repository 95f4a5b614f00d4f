/** set_due_date: a day in words, seen on cards and in lists, asked for by when and by whom, and taken away again. */
import { expect, it } from 'vitest';
import { refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk, drafted } = useDesk({ per: 'file', begin: 'drafted' });

const listed = async (filter: string) =>
  (await desk.type(`/docket list ${filter}`)).wire.tickets.map(({ key }: { key: string }) => key);

it('sets the end of the day meant, keeps approvals, and can be taken back', async () => {
  const [first = '', second = ''] = drafted.keys;
  await desk.type(`/docket approve ${first}`);
  const set = await desk.type(`/docket due ${first} ${second} tomorrow`);
  expect(wordsOf(set)).toContain(`${first} and ${second} are due on`);
  expect(set.wire.tickets[0]).toMatchObject({
    status: 'reviewed',
    sla_due_at: expect.stringMatching(/:59:00/),
  });
  expect(wordsOf(await desk.type(`/docket show ${first}`))).toContain('Due');
  await desk.type('/docket undo');
  expect((await desk.call('show_ticket', { ticket: first })).wire.sla_due_at).toBeNull();
});

it('lists by due day, by what is missing and by who has it', async () => {
  const [first = '', second = '', third = ''] = drafted.keys;
  await desk.call('set_due_date', { select: { ids: [first] }, due: 'tomorrow' });
  await desk.call('assign_tickets', { select: { ids: [second] }, assignee: 'me' });
  expect(await listed('due:tomorrow')).toEqual([first]);
  expect(await listed('due:by-tomorrow')).toEqual([first]);
  expect(await listed('due:overdue')).toEqual([]);
  expect(await listed('missing:due')).toEqual([second, third]);
  expect(await listed('assignee:me')).toEqual([second]);
  expect(await listed('assignee:dana')).toEqual([second]);
  expect(await listed('assignee:nobody')).toEqual([first, third]);
  expect(await listed('missing:assignee missing:due')).toEqual([third]);
  expect(wordsOf(await desk.type('/docket report overdue'))).toContain('Nothing is overdue.');
});

it('takes the date away, and refuses a day that is none or gone', async () => {
  const [first = ''] = drafted.keys;
  expect(wordsOf(await desk.type(`/docket due ${first} none`))).toContain(`${first} has no due date now.`);
  for (const day of ['yesterday', 'soonish'])
    expect((await refusalOf(desk.type(`/docket due ${first} ${day}`))).code).toBe('INVALID_INPUT');
  expect((await refusalOf(desk.type('/docket list due:someday'))).code).toBe('INVALID_INPUT');
  expect((await refusalOf(desk.type('/docket list assignee:zoe'))).code).toBe('NOT_FOUND');
});
