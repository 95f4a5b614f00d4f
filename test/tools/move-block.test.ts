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

it('has several blocks follow one another as one version, and none where they do already', async () => {
  const { output: first } = await desk.call('show_blocks');
  const ids = first.blocks.map(({ id }: { id: string }) => id);
  const [title, problem, stories, one, two, requirements, scope] = ids;
  const order = [scope, requirements, stories, two, one, problem];
  const { output } = await desk.call('move_block', { block: title, followed_by: order });
  expect(output.document.version).toBe(first.document.version + 1);
  expect(output.blocks.map(({ id }: { id: string }) => id)).toEqual([title, ...order]);
  const texts = (blocks: { content: string }[]) => blocks.map(({ content }) => content.trim()).toSorted();
  expect(texts(output.blocks)).toEqual(texts(first.blocks));
  const again = await desk.call('move_block', { block: title, followed_by: order });
  expect(again.output).toMatchObject({ changed: false, document: { version: output.document.version } });
  expect((await refusalOf(desk.call('move_block', { block: title, followed_by: [title] }))).code).toBe(
    'INVALID_INPUT',
  );
});

it('refuses without a place to go', async () => {
  for (const input of [{ block: 'Problem' }, { block: 'Problem', before: 'a', after: 'b' }]) {
    expect((await refusalOf(desk.call('move_block', input))).code).toBe('INVALID_INPUT');
  }
  expect((await refusalOf(desk.type('/docket move-block problem'))).code).toBe('INVALID_INPUT');
});
