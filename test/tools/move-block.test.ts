/** move_block: blocks change places, and their tickets go with them. */
import { expect, it } from 'vitest';
import { refusalOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ begin: 'read' });

it('moves a block before another one, and its tickets only stand elsewhere', async () => {
  await desk.call('generate_tickets');
  const { output } = await desk.type('/docket move-block requirements before problem');
  expect(output.note).toBe('“Requirements” now stands before “Problem”.');
  expect(output.blocks.slice(0, 3).map(({ title }: { title: string }) => title)).toEqual([
    'Bike Parking',
    'Requirements',
    'Problem',
  ]);
  expect((await desk.call('generate_tickets')).wire).toMatchObject({ created: 0, total: 3 });
});

it('refuses without a place to go', async () => {
  for (const input of [{ block: 'Problem' }, { block: 'Problem', before: 'a', after: 'b' }]) {
    expect((await refusalOf(desk.call('move_block', input))).code).toBe('INVALID_INPUT');
  }
  expect((await refusalOf(desk.type('/docket move-block problem'))).code).toBe('INVALID_INPUT');
});
