/** undo_edit: an edit of a document is taken back, by button or by word. */
import { expect, it } from 'vitest';
import { choicesOf, refusalOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ begin: 'read' });

const text = async () => (await desk.call('show_blocks', { block: 'Problem' })).output.block.content;

it('takes back an edit by its button, and the one before by word', async () => {
  const before = await text();
  await desk.call('edit_block', { block: 'Problem', op: 'edit', value: 'Racks are full.' });
  const second = await desk.call('edit_block', { block: 'Problem', op: 'edit', value: 'No racks.' });
  await desk.press(choicesOf(second).Undo!);
  expect(await text()).toBe('## Problem\n\nRacks are full.');
  expect((await desk.type('/docket undo-edit')).wire.note).toContain('Took back version 1');
  expect(await text()).toBe(before);
});

it('says so when there is nothing of one’s own to take back', async () => {
  expect(await refusalOf(desk.type('/docket undo-edit'))).toMatchObject({
    code: 'NOT_FOUND',
    message: 'You have not edited "Bike Parking", so there is nothing to take back.',
  });
  expect((await refusalOf(desk.type('/docket undo-edit v7'))).code).toBe('NOT_FOUND');
});

it('is what undo does after an edit of a document, and undo goes on to what was changed before it', async () => {
  const { keys } = await desk.draft();
  await desk.type(`/docket edit ${keys[0]} title=Once`);
  await desk.call('edit_block', { block: 'Problem', op: 'retype', value: 'text' });
  const last = await desk.call('edit_block', { block: 'Problem', op: 'edit', value: 'No racks.' });
  await desk.press(choicesOf(last).Undo!);
  expect((await desk.type('/docket undo')).wire.edited.note).toContain('it was "problem"');
  expect((await desk.type('/docket undo')).wire.undone).toBe('edit_ticket');
});
