/** show_blocks: how a document was understood, as a table of blocks and lines. */
import { beforeEach, expect, it } from 'vitest';
import { bikes, refusalOf, trains, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { tools, desk } = useDesk();

beforeEach(async () => {
  await desk.call('ingest_document', { text: bikes });
});

it('shows the blocks of the document the thread is about, with their lines', async () => {
  const result = await desk.type('/docket blocks');
  expect(result.wire.document.title).toBe('Bike Parking');
  expect(result.wire.blocks).toContainEqual(
    expect.objectContaining({ type: 'requirement', lines: [18, 20] }),
  );
  expect(wordsOf(result)).toContain('["6","18–20","requirement"');
  expect(result.brief).toMatchObject({
    blocks: expect.arrayContaining([expect.objectContaining({ lines: [18, 20] })]),
  });
});

it('shows the document that is named by some of its words, and goes on about it', async () => {
  await desk.call('ingest_document', { text: trains });
  expect((await desk.type('/docket blocks bike')).wire.document.title).toBe('Bike Parking');
  expect((await desk.type('/docket blocks')).wire.document.title).toBe('Bike Parking');
});

it('shows them to a model and to someone who may only read', async () => {
  for (const by of [desk.model, desk.viewer]) {
    expect((await desk.call('show_blocks', { document: 'Bike Parking' }, { by })).output.blocks).not.toEqual(
      [],
    );
  }
});

it('shows only some types, with the numbers of all, and one block in full', async () => {
  expect(wordsOf(await desk.type('/docket blocks types:requirement,risks'))).toContain('1 of 7 blocks');
  expect((await desk.call('show_blocks', { types: ['risk'] }, { by: desk.model })).brief).toMatchObject({
    blocks: [],
  });
  const one = await desk.call('show_blocks', { block: '6' });
  expect(one.wire.block.content).toContain('Record how long');
  expect(wordsOf(one)).toContain('6. Requirements');
});

it('refuses a document that was never read', async () => {
  expect(await refusalOf(desk.type('/docket blocks gardens'))).toMatchObject({
    code: 'NOT_FOUND',
    message: 'No document or attached file is called "gardens". Nothing was done.',
  });
  const empty = await tools.enter();
  expect((await refusalOf(empty.type('/docket blocks'))).message).toBe(
    'No document has been read yet. Nothing was done.',
  );
});
