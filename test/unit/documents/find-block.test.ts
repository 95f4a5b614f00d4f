/** What people call a block: numbers, lines, headings, types and words in it. */
import { expect, it } from 'vitest';
import { findBlocks } from '../../../src/documents/find-block.ts';
import { structureText } from '../../../src/documents/structure-text.ts';
import type { Block } from '../../../src/domain/document.ts';

const text = `# Harbour plan

## Problem

Boats wait.

## Data retention

Logs must be kept for 30 days.

## Risk of fog

Radar helps.

## Risks

- Storms.

## Glossary

- Berth: a place for a boat.
`;

const blocks = structureText(text).blocks.map(
  (draft, at) => ({ ...draft, id: `01902d8e-0000-7000-8000-00000000000${at}` }) as Block,
);
const titles = (words: string, shown?: string[]) =>
  findBlocks(blocks, words, shown).map((block) => block.title);

it.each([
  ['3', ['Data retention']],
  ['block #3', ['Data retention']],
  ['line 9', ['Data retention']],
  ['the block on line 9', ['Data retention']],
  ["the 'Data retention' section", ['Data retention']],
  ['data ret', []],
  ['retention', ['Data retention']],
  ['the glossary block', ['Glossary']],
  ['Risks', ['Risks']],
  ['radar', ['Risk of fog']],
  ['the last one', ['Glossary']],
  ['01902d8e-0000-7000-8000-000000000001', ['Problem']],
  ['12', []],
  ['line 4000', []],
  ['???', []],
  ['pricing', []],
])('finds %s', (words, expected) => {
  expect(titles(words)).toEqual(expected);
});

it('gives every block of a type when the words name only that', () => {
  expect(titles('risk')).toEqual(['Risk of fog', 'Risks']);
});

it('counts numbers as they were last shown', () => {
  expect(titles('1', [blocks[3]!.id, blocks[0]!.id])).toEqual(['Risk of fog']);
  expect(titles('3', [blocks[3]!.id])).toEqual([]);
});
