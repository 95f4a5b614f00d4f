/** discard_tickets: drops drafts for a person, asks first for a model, and leaves alone what is in a tracker. */
import { expect, it } from 'vitest';
import { choicesOf, refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk, drafted } = useDesk({ begin: 'drafted' });

const left = async () =>
  (await desk.call('list_tickets')).wire.tickets.map(({ key }: { key: string }) => key);

it('drops the tickets a person names and says which', async () => {
  const [first, second, third] = drafted.keys;
  const result = await desk.type(`/docket discard ${first} ${third}`);
  expect(result.wire.discarded.map(({ ticket }: { ticket: { key: string } }) => ticket.key)).toEqual([
    first,
    third,
  ]);
  expect(result.shown[0]!.card.summary).toBe('2 tickets discarded.');
  expect(await left()).toEqual([second]);
});

it('drops the ticket whose Discard is pressed on the board', async () => {
  const board = await desk.call('show_board', { board: drafted.board.id });
  const dropped = await desk.press(choicesOf(board).Discard!);
  expect(await left()).toEqual(drafted.keys.slice(0, 2));
  expect(dropped.shown[0]!.isPrivate).toBe(true);
  await desk.press(choicesOf(dropped as never).Undo!);
  expect(await left()).toEqual(drafted.keys);
});

it('drops nothing where nobody is named', async () => {
  const refusal = await refusalOf(desk.type('/docket discard'));
  expect(refusal).toMatchObject({ code: 'INVALID_INPUT', message: 'No ticket was named. Nothing was done.' });
  expect(await left()).toEqual(drafted.keys);
});

it('asks a person when a model wants it, and drops them only on their yes', async () => {
  const asked = await desk.call('discard_tickets', { select: { all: true } }, { by: desk.model });
  expect(wordsOf(asked)).toContain('Discard 3 tickets: ');
  expect(await left()).toEqual(drafted.keys);
  const answered = await desk.press(choicesOf(asked).Approve!);
  expect(answered.output.discarded).toHaveLength(3);
  expect(await left()).toEqual([]);
});

it('leaves a ticket that is in the tracker and says why', async () => {
  const [first = ''] = drafted.keys;
  await desk.finishPush(await desk.startPush([first]));
  const { wire } = await desk.type(`/docket discard ${first}`);
  expect(wire).toEqual({ discarded: [], refused: [{ key: first, why: 'It is in the tracker already.' }] });
  expect(await left()).toEqual(drafted.keys);
});

it('refuses someone who may only read, and a name that is no ticket', async () => {
  const wish = { select: { ids: [drafted.keys[0]] } };
  const forbidden = await refusalOf(desk.call('discard_tickets', wish, { by: desk.viewer }));
  expect(forbidden.code).toBe('FORBIDDEN');
  const unknown = await refusalOf(desk.type('/docket discard TASK-1999-001'));
  expect(unknown).toMatchObject({ code: 'NOT_FOUND', message: 'There is no ticket "TASK-1999-001".' });
  expect(await left()).toEqual(drafted.keys);
});
