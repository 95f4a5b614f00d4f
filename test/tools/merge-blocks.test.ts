/** merge_blocks: neighbours become one block. */
import { expect, it } from 'vitest';
import { bikes, refusalOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ begin: 'read' });

it('joins neighbours by number, and a reading of the same text again keeps them joined', async () => {
  const { output } = await desk.type('/docket merge-blocks 4 and 5');
  expect(output.block).toMatchObject({ type: 'user_story', lines: [9, 16] });
  await desk.call('ingest_document', { text: bikes.replace('full rack', 'full bike rack') });
  const { blocks } = (await desk.call('show_blocks')).output;
  expect(blocks.map(({ lines }: { lines: number[] }) => lines)).toContainEqual([9, 16]);
});

it('refuses blocks that stand apart', async () => {
  expect(await refusalOf(desk.call('merge_blocks', { blocks: ['Problem', 'Out of scope'] }))).toMatchObject({
    code: 'INVALID_INPUT',
    message: '“Problem” and “Out of scope” do not stand next to each other. Nothing was changed.',
  });
});
