/** split_block: one block becomes two, which can have types and tickets of their own. */
import { expect, it } from 'vitest';
import { refusalOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ begin: 'read' });

it('cuts at words or at a line, and the second part can be set aside', async () => {
  const split = await desk.call('split_block', { block: 'Problem', at: 'Commuters' });
  expect(split.output.blocks.slice(1, 3).map(({ lines }: { lines: number[] }) => lines)).toEqual([
    [3, 3],
    [5, 5],
  ]);
  const { output } = await desk.type('/docket split-block BP-1 at line 12');
  expect(output).toMatchObject({ changed: true, removed: [], added: [] });
  await desk.call('edit_block', { block: 'line 12', op: 'retype', value: 'out of scope' });
  const { wire } = await desk.call('generate_tickets');
  const story = wire.tickets.find(({ title }: { title: string }) => /book a stand/i.test(title));
  expect(story.source_lines).toContain(9);
});

it('refuses a place outside of the block', async () => {
  expect(await refusalOf(desk.call('split_block', { block: 'Problem', at: '20' }))).toMatchObject({
    code: 'INVALID_INPUT',
    message: '“Problem” stands on lines 3–5 and cannot be split at line 20. Nothing was changed.',
  });
});
