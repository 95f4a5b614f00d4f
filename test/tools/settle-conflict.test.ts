/** settle_conflict: passages changed both in chat and in the file. */
import { expect, it } from 'vitest';
import { bikes, choicesOf, refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ begin: 'read' });

const both = async () => {
  await desk.call('edit_block', { block: 'Problem', op: 'edit', value: 'Racks are full.' });
  return desk.call('ingest_document', { text: bikes.replace('ten minutes', 'five minutes') });
};

it('asks with both texts when the file is read again, and a press decides', async () => {
  const read = await both();
  const words = wordsOf(read);
  expect(words).toContain('In chat: “Racks are full.”');
  expect(words).toContain('lose five minutes every morning');
  const { output } = await desk.press(choicesOf(read)['Take what was read']!);
  expect(output).toMatchObject({
    conflicts: [],
    edited: { added: [expect.stringContaining('five minutes')] },
  });
});

it('lists and settles by word', async () => {
  await both();
  expect((await desk.type('/docket conflicts')).wire.conflicts).toHaveLength(1);
  expect((await desk.type('/docket conflicts 1 both')).wire.edited.note).toBe('Both texts were kept.');
  expect((await refusalOf(desk.type('/docket conflicts 1 both'))).code).toBe('NOT_FOUND');
  expect((await refusalOf(desk.type('/docket conflicts 1 mine'))).code).toBe('INVALID_INPUT');
});
