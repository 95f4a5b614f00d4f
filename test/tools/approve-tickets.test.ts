/** approve_tickets: a person’s yes to exactly what they were shown; it pushes nothing. */
import { expect, it } from 'vitest';
import { choicesOf, refusalOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { tools, desk, drafted } = useDesk({ house: 'own', begin: 'drafted' });

const statuses = async () =>
  (await desk.call('list_tickets')).wire.tickets.map(({ status }: { status: string }) => status);
const waiting = ['generated', 'generated', 'generated'];

it('approves what the board showed, and offers the push', async () => {
  const { id: board, rev } = drafted.board;
  const result = await desk.call('approve_tickets', { board, rev, which: 'all' });
  expect(result.wire.board).toMatchObject({
    counts: { to_review: 0, approved: 3, pushed: 0, failed: 0 },
    notice: 'Approved 3 tickets.',
  });
  expect(Object.keys(choicesOf(result))).toContain('Push 3 approved to Linear › Engineering (sandbox)');
  expect(await statuses()).toEqual(['reviewed', 'reviewed', 'reviewed']);
  expect(await tools.askSandbox('issues')).toEqual([]);
});

it('approves one ticket by the button on its row', async () => {
  const board = await desk.call('show_board', { board: drafted.board.id });
  const { output } = await desk.press(choicesOf(board).Approve!);
  expect(output.board.notice).toBe(`Approved ${drafted.keys[2]}.`);
  expect(await statuses()).toEqual(['generated', 'generated', 'reviewed']);
});

it('approves all of one priority or type at once, and only what the board showed', async () => {
  const shown = await desk.call('show_board', { board: drafted.board.id });
  const { id: board, rev } = shown.output.board.board;
  const one = await desk.call('approve_tickets', { board, rev, which: 'prio-2' });
  expect(one.output.board.notice).toBe(`Approved ${drafted.keys[1]}.`);
  const stale = await refusalOf(desk.call('approve_tickets', { board, rev: rev + 7, which: 'type-story' }));
  expect(stale.code).toBe('STALE');
  expect(await statuses()).toEqual(['generated', 'reviewed', 'generated']);
});

it('approves what a person names, and says what needed it no more', async () => {
  const [first, second] = drafted.keys;
  const one = await desk.type(`/docket approve ${first}`);
  expect(one.wire).toMatchObject({ board: null, refused: [], approved: [{ ticket: { key: first } }] });
  expect(one.shown[0]!.card.summary).toBe('1 ticket approved. Nothing is pushed yet.');
  await desk.finishPush(await desk.startPush([first!]));
  const more = await desk.type(`/docket approve ${first} ${second}`);
  expect(more.wire.refused).toEqual([{ key: first, why: 'It was pushed already.' }]);
  expect(await statuses()).toEqual(['pushed', 'reviewed', 'generated']);
});

it('takes "all" for the tickets that were shown last', async () => {
  await desk.call('list_tickets', { select: { type: ['story'] } });
  await desk.type('/docket approve all');
  expect((await desk.call('list_tickets', { select: { review: ['reviewed'] } })).wire.total).toBe(2);
  expect((await desk.call('show_ticket', { ticket: drafted.keys[2] })).wire.status).toBe('generated');
});

it('approves nothing where nobody is named', async () => {
  expect((await refusalOf(desk.type('/docket approve'))).message).toBe(
    'No ticket was named. Nothing was done.',
  );
  expect(await statuses()).toEqual(waiting);
});

it('approves nothing on a board that changed since it was shown', async () => {
  const { id: board, rev } = drafted.board;
  await desk.call('edit_ticket', { ticket: drafted.keys[0], title: 'Something else' });
  await desk.call('show_board', { board });
  const refusal = await refusalOf(desk.call('approve_tickets', { board, rev, which: 'all' }));
  expect(refusal).toMatchObject({ code: 'STALE', message: expect.stringContaining('Nothing was approved.') });
  expect((await refusalOf(desk.call('approve_tickets', { board, which: 'all' }))).code).toBe('STALE');
  expect(await statuses()).toEqual(waiting);
});

it('refuses a model, and someone who may only read', async () => {
  const { id: board, rev } = drafted.board;
  for (const input of [{ board, rev, which: 'all' }, { which: 'all' }, { select: { all: true } }]) {
    const byModel = await refusalOf(desk.call('approve_tickets', input, { by: desk.model }));
    expect(byModel).toMatchObject({
      code: 'HUMAN_APPROVAL_REQUIRED',
      message: 'Only a person can approve tickets. Nothing was changed.',
    });
    const byViewer = await refusalOf(desk.call('approve_tickets', input, { by: desk.viewer }));
    expect(byViewer.code).toBe('FORBIDDEN');
  }
  expect(await statuses()).toEqual(waiting);
});

it('refuses a key that is not on the board, and a board that is none', async () => {
  const { id: board, rev } = drafted.board;
  const key = await refusalOf(desk.call('approve_tickets', { board, rev, which: 'BUG-1999-001' }));
  expect(key.code).toBe('NOT_FOUND');
  expect((await refusalOf(desk.call('approve_tickets', { board: 'mine', rev }))).message).toContain(
    'board: ',
  );
});
