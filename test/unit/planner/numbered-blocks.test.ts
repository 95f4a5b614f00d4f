/** Deeds on a block by its number never fall on the ticket of that number. */
import { expect, it } from 'vitest';
import { readBlockDeed } from '../../../src/planner/numbered-blocks.ts';

it.each<[string, string, Record<string, unknown>]>([
  ['rename block 3 to Goals', 'edit_block', { block: { ids: [3] }, op: 'rename', value: 'Goals' }],
  [
    'Can you retype block #4 to a user story?',
    'edit_block',
    { block: { ids: [4] }, op: 'retype', value: 'user_story' },
  ],
  [
    'please mark section 5 as a constraint',
    'edit_block',
    { block: { ids: [5] }, op: 'retype', value: 'constraint' },
  ],
  [
    'change block 2 to say: "Twice a day."',
    'edit_block',
    { block: { ids: [2] }, op: 'edit', value: 'Twice a day.' },
  ],
  ['delete block 7', 'edit_block', { block: { ids: [7] }, op: 'delete' }],
  ['show me block 3', 'show_blocks', { block: '3' }],
  ['split block 4 at line 12', 'split_block', { block: '4', at: '12' }],
  ['merge blocks 3 and 4', 'merge_blocks', { blocks: ['3', '4'] }],
  ['move block 4 above block 2', 'move_block', { block: '4', before: '2' }],
])('%s', (text, tool, args) => {
  expect(readBlockDeed(text)).toEqual({ tool, args });
});

it.each(["don't delete block 3", 'delete 7', 'why did you merge blocks 3 and 4?', 'block 3 looks odd'])(
  '%s is nothing of the kind',
  (text) => {
    expect(readBlockDeed(text)).toBeNull();
  },
);
