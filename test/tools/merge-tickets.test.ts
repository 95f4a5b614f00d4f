/** merge_tickets: the first named stays and says where everything it covers came from. */
import { expect, it } from 'vitest';
import { choicesOf, refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk, drafted } = useDesk({ begin: 'drafted' });

it('keeps criteria, the highest priority and both sources, and forgets the approval', async () => {
  const [first = '', second = ''] = drafted.keys;
  await desk.type(`/docket approve ${second}`);
  const merged = await desk.call('merge_tickets', {
    select: { ids: [second, first] },
    title: 'Book and cancel',
  });
  expect(wordsOf(merged)).toContain(`${first} merged into ${second}.`);
  expect(merged.wire).toMatchObject({
    key: second,
    title: 'Book and cancel',
    priority: 'P0',
    status: 'generated',
  });
  expect(merged.wire.acceptance_criteria).toHaveLength(
    drafted.tickets[0].acceptance_criteria.length + drafted.tickets[1].acceptance_criteria.length,
  );
  const why = await desk.call('trace_ticket', { ticket: second });
  expect(wordsOf(why)).toContain('book a stand');
  expect(wordsOf(why)).toContain('cancel a booking');
  expect((await desk.call('list_tickets')).wire.total).toBe(2);
});

it('takes over what people wrote, and gives it back when taken back', async () => {
  const [first = '', second = ''] = drafted.keys;
  await desk.type(`/docket comment ${second} seen by three customers`);
  await desk.type(`/docket comment ${first} agreed with legal`);
  await desk.type(`/docket merge ${first} ${second}`);
  const saidOn = async (key: string) =>
    (await desk.type(`/docket trace ${key}`)).wire.comments.map(({ text }: { text: string }) => text);
  expect(await saidOn(first)).toEqual(['seen by three customers', 'agreed with legal']);
  await desk.type('/docket undo');
  expect([await saidOn(first), await saidOn(second)]).toEqual([
    ['agreed with legal'],
    ['seen by three customers'],
  ]);
});

it('proposes nothing anew when the document is read again', async () => {
  const [first = '', second = ''] = drafted.keys;
  await desk.type(`/docket merge ${first} ${second}`);
  const again = await desk.draft();
  expect(again.keys).toEqual([first, drafted.keys[2]]);
});

it('refuses one ticket alone, and one that a tracker has', async () => {
  const [first = '', second = ''] = drafted.keys;
  expect((await refusalOf(desk.type(`/docket merge ${first}`))).code).toBe('INVALID_INPUT');
  await desk.finishPush(await desk.startPush([first]));
  expect((await refusalOf(desk.type(`/docket merge ${second} ${first}`))).code).toBe('TICKET_ALREADY_PUSHED');
  expect((await desk.call('list_tickets')).wire.total).toBe(3);
});

it('asks on the board’s card which other draft goes into it', async () => {
  const [first = '', second = '', third = ''] = drafted.keys;
  const board = await desk.call('show_board', { board: drafted.board.id });
  const merge = choicesOf(board)['Merge with another…']!;
  const form = (await desk.press(merge)).shown[0]!.card;
  expect(form.title).toBe(`Merge into ${third}`);
  const [, block] = form.blocks;
  expect(block).toMatchObject({
    kind: 'form',
    fields: [{ options: [{ value: first }, { value: second }] }, {}],
  });
  const merged = await desk.press(merge, { other: first, title: 'Book and count' });
  expect(wordsOf(merged)).toContain(`${first} merged into ${third}.`);
  const { output } = await desk.call('show_board', { board: drafted.board.id });
  expect(output.board.rows).toHaveLength(2);
});
