/** Every requirement that is written down has a test that names it, and the table of them in the docs is current. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { drawTable, findUntested, tableFile } from './requirements/draw-table.ts';
import { readIds } from './requirements/find-tests.ts';

const root = process.cwd();

it('names every requirement in the title of a test', () => {
  expect(findUntested(root)).toEqual([]);
});

it('shows the tests there are; `npm run requirements` writes it anew', () => {
  expect(readFileSync(tableFile, 'utf8')).toBe(drawTable(root));
});

it('reads lists and ranges of ids, and leaves rulings out', () => {
  expect(readIds('S2-12, C-10, U-90 to U-92')).toEqual(['S2-12', 'U-90', 'U-91', 'U-92']);
});
