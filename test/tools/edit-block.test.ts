/** edit_block: types, headings and texts of blocks, what is added to a document and what goes. */
import { expect, it } from 'vitest';
import { choicesOf, refusalOf, wordsOf } from '../support/tool-house.ts';
import { useDesk } from '../support/use-desk.ts';

const { desk } = useDesk({ begin: 'read' });

const blocks = async () => (await desk.call('show_blocks')).output.blocks;

it('changes a block in every way by command, and each time makes a version', async () => {
  await desk.type('/docket blocks');
  expect((await desk.type('/docket block 2 retype constraint')).wire).toMatchObject({
    note: '“Problem” is "constraint" now; it was "problem".',
    document: { version: 1 },
  });
  expect((await desk.type('/docket block Out of scope rename Not now')).wire.added).toEqual(['## Not now']);
  expect((await desk.type('/docket block 2 edit Racks are full.')).wire).toMatchObject({
    removed: ['Commuters arrive at a full rack and lose ten minutes every morning.'],
    added: ['Racks are full.'],
    block: { type: 'constraint' },
  });
  expect((await desk.type('/docket block not now delete')).wire.document.version).toBe(4);
  expect((await blocks()).map(({ title }: { title: string }) => title)).not.toContain('Not now');
});

it('adds what people name by its type, to the list that is there or below a new heading', async () => {
  const added = await desk.call('edit_block', { block: 'risk', op: 'add', value: 'Bikes get stolen' });
  expect(added.output.block).toMatchObject({ type: 'risk', title: 'Risks' });
  expect(wordsOf(added)).toContain('+ - Bikes get stolen');
  const more = await desk.type('/docket block requirements add Show free stands');
  expect(more.output.block.content).toMatch(/is used\.\n- Show free stands$/);
  const persona = await desk.call('edit_block', { block: 'persona', op: 'add', value: 'Commuter' });
  expect(persona.output.block).toMatchObject({ title: 'Personas', type: 'persona' });
});

it('replaces a few words, for a model as well', async () => {
  const input = { block: 'BP-1', op: 'edit', find: 'within 5 seconds', value: 'within 3 seconds' };
  const { output } = await desk.call('edit_block', input, { by: desk.model });
  expect(output.added).toEqual(['- A booking is confirmed within 3 seconds.']);
});

it('opens a form, and refuses to save it over what somebody else wrote', async () => {
  const shown = await desk.call('show_blocks', { block: 'Problem' });
  const { Edit: edit, Delete: drop } = choicesOf(shown);
  const form = (await desk.press(edit!)).shown[0]!.card.blocks.find((one) => one.kind === 'form')!;
  if (form.kind !== 'form') throw new Error('no form');
  expect(form.fields[0]).toMatchObject({ name: 'value', value: expect.stringContaining('## Problem') });
  await desk.press(form.submit.action, { value: '## Problem\n\nNo stands.' });
  expect((await desk.call('show_blocks', { block: 'Problem' })).output.block.content).toBe(
    '## Problem\n\nNo stands.',
  );
  for (const press of [desk.press(form.submit.action, { value: 'Mine.' }), desk.press(drop!)]) {
    expect((await refusalOf(press)).code).toBe('VERSION_CONFLICT');
  }
});

it.each([
  ['a block that is not there', { block: 'parking meters', op: 'delete' }, 'NOT_FOUND'],
  ['words that fit several', { block: 'user_story', op: 'delete' }, 'AMBIGUOUS'],
  ['no block', { op: 'delete' }, 'INVALID_INPUT'],
  ['no value', { block: 'Problem', op: 'rename' }, 'INVALID_INPUT'],
  ['nothing to add', { block: 'risk', op: 'add' }, 'INVALID_INPUT'],
  ['a type that is none', { block: 'Problem', op: 'retype', value: '!!' }, 'INVALID_INPUT'],
])('refuses %s in a sentence', async (_what, input, code) => {
  expect((await refusalOf(desk.call('edit_block', input))).code).toBe(code);
  expect((await refusalOf(desk.type('/docket block'))).code).toBe('INVALID_INPUT');
});

it('lets nobody write who may only read', async () => {
  const call = desk.call('edit_block', { block: 'Problem', op: 'delete' }, { by: desk.viewer });
  expect((await refusalOf(call)).code).toBe('FORBIDDEN');
});
