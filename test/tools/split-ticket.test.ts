/** split_ticket: pieces by name or by number that share their source and divide the criteria. */
import { expect, it } from 'vitest';
import type { BoardView } from '../../src/domain/publication-view.ts';
import { choicesOf, refusalOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk, drafted } = useDesk({ begin: 'drafted' });

const titlesOf = ({ board }: { board: BoardView }) => board.rows.map(({ view }) => view.ticket.title);

type Wire = {
  key: string;
  title: string;
  acceptance_criteria: string[];
  source_lines: number[];
  depends_on: string[];
};

it('into a number of pieces, each with its criteria and the same source', async () => {
  const [first = ''] = drafted.keys;
  const { wire } = await desk.type(`/docket split ${first} into 2`);
  const [one, two]: Wire[] = wire.tickets;
  expect(one!.key).toBe(first);
  expect([...one!.acceptance_criteria, ...two!.acceptance_criteria]).toEqual(
    drafted.tickets[0].acceptance_criteria,
  );
  expect(two!.source_lines).toEqual(one!.source_lines);
  expect(one!.title).toMatch(/: A booking is confirmed within 5 seconds$/);
});

it('into named pieces, which wait for what the whole waited for', async () => {
  const [first = '', second = ''] = drafted.keys;
  const { wire } = await desk.call('split_ticket', { ticket: second, by: ['web', 'mobile'] });
  expect(wire.tickets.map(({ title }: Wire) => title.split(': ')[1])).toEqual(['web', 'mobile']);
  expect(wire.tickets.map(({ depends_on }: Wire) => depends_on)).toEqual([[first], [first]]);
});

it('keeps the pieces when the document is read again', async () => {
  const [first = ''] = drafted.keys;
  await desk.type(`/docket split ${first} 3`);
  const before = (await desk.call('list_tickets')).wire.total;
  await desk.draft();
  expect((await desk.call('list_tickets')).wire.total).toBe(before);
});

it('asks for names on the board’s card, and the pieces stand beside the first there', async () => {
  const board = await desk.call('show_board', { board: drafted.board.id });
  const split = choicesOf(board)['Split…']!;
  const form = await desk.press(split);
  expect(form.shown[0]!.card.title).toBe(`Split ${drafted.keys[2]}`);
  await desk.press(split, { by: 'web\n\nmobile\n' });
  const { output } = await desk.call('show_board', { board: drafted.board.id });
  expect(titlesOf(output).slice(2)).toEqual([
    expect.stringMatching(/: web$/),
    expect.stringMatching(/: mobile$/),
  ]);
  await desk.type('/docket undo');
  expect(titlesOf((await desk.call('show_board', { board: drafted.board.id })).output)).toHaveLength(3);
});

it('refuses a single piece', async () => {
  expect((await refusalOf(desk.type(`/docket split ${drafted.keys[0]} 1`))).code).toBe('INVALID_INPUT');
});
