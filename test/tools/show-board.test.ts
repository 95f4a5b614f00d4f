/** show_board: draws a review board again, as it is now and on the page that is asked for. */
import { expect, it } from 'vitest';
import { choicesOf, refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { tools, desk, drafted } = useDesk({ house: 'own', begin: 'drafted' });

it('draws the board as it is now', async () => {
  await desk.call('edit_ticket', { ticket: drafted.keys[0], title: 'Book a stand' });
  const { wire, output, shown } = await desk.call('show_board', { board: drafted.board.id });
  expect(output.board.rows[0].view.ticket.title).toBe('Book a stand');
  expect(wire.board).toMatchObject({ counts: { to_review: 3 }, pages: 1, board: { title: 'Bike Parking' } });
  expect(shown[0]!.card.title).toBe('3 draft tickets · Bike Parking');
  expect(shown[0]!.living).toMatchObject({ key: `board:${drafted.board.id}`, tool: 'show_board' });
});

it('turns the page by its button, after which a click on the page before is stale', async () => {
  const lines = Array.from(
    { length: 12 },
    (_, at) => `- **R-${at + 1}** Show the timetable of platform number ${at + 1}.`,
  );
  await desk.call('ingest_document', { text: `# Platforms\n\n## Requirements\n\n${lines.join('\n')}\n` });
  const first = await desk.call('generate_tickets');
  const next = await desk.press(choicesOf(first)['Next page']!);
  expect(next.output.board).toMatchObject({ pages: 2, board: { page: 2 } });
  expect(choicesOf(next)).toHaveProperty('Previous page');
  const before = await refusalOf(desk.press(choicesOf(first)['Approve the 10 on this page']!));
  expect(before.code).toBe('STALE');
  const last = await desk.call('show_board', { board: next.output.board.board.id, page: 99 });
  expect(last.output.board.board.page).toBe(2);
});

it('names the lines that no ticket covers, and pushes the rest all the same', async () => {
  expect(wordsOf(await desk.call('show_board', { board: drafted.board.id }))).not.toContain('has no ticket');
  await desk.type(`/docket discard ${drafted.keys[2]}`);
  const asked = await desk.call(
    'push_tickets',
    { select: { ids: drafted.keys.slice(0, 2) } },
    { by: desk.model },
  );
  expect(wordsOf(asked)).toContain('1 line of “Bike Parking” asks for something that has no ticket.');
  expect(wordsOf(asked)).toContain('- **BP-3 (P2)** Record how long each stand is used.');
  const gaps = await desk.press(choicesOf(asked)['See the 1 line without a ticket']!);
  expect(gaps.output).toMatchObject({ only: 'uncovered', coverage: { counts: { uncovered: 1 } } });
  const { id: board, rev } = asked.output.board;
  const push = await desk.call('confirm_push', { board, rev, which: 'all' });
  expect((await desk.finishPush(push.output.push.push.id)).wire).toMatchObject({ pushed: 2, failed: 0 });
});

it('can be looked at by someone who may only read', async () => {
  const { output } = await desk.call('show_board', { board: drafted.board.id }, { by: desk.viewer });
  expect(output.board.rows).toHaveLength(3);
});

it('refuses a board that is none here, and a page before the first', async () => {
  const other = await tools.enter();
  const foreign = await refusalOf(other.call('show_board', { board: drafted.board.id }));
  expect(foreign).toMatchObject({
    code: 'NOT_FOUND',
    message: 'That review board does not exist in this workspace.',
  });
  const page = await refusalOf(desk.call('show_board', { board: drafted.board.id, page: -1 }));
  expect(page).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('page: ') });
});
