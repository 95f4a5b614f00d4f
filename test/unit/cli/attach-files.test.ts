/** Which words of a terminal message are files to send along. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { attachFiles, findPaths } from '../../../src/cli/attach-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'docket-paths-'));
mkdirSync(join(folder, 'docs'));
for (const name of ['prd.md', 'two words.md', 'docs/old.txt']) writeFileSync(join(folder, name), '# It');
afterAll(() => rmSync(folder, { recursive: true }));

it.each([
  ['generate tickets from prd.md, please', ['prd.md']],
  ['generate tickets from "two words.md"', ['two words.md']],
  ["compare 'prd.md' with docs/old.txt and prd.md", ['prd.md', 'docs/old.txt']],
  ['read docs/', ['docs/']],
  ['read docs', []],
  ['tickets / documents', []],
  ['yes, and/or v1.2 at https://example.com/prd.md', []],
  ['from this:\n# PRD\nSee prd.md', []],
  [`from ${'a/'.repeat(200)}${'b'.repeat(300)}.md`, []],
  ['', []],
])('%j', (text, paths) => {
  expect(findPaths(text, folder)).toEqual(paths);
});

it('an absolute path is found wherever Docket was started', () => {
  const path = join(folder, 'prd.md');
  expect(findPaths(`read ${path}`, '/')).toEqual([path]);
});

it('a file goes along with its bytes, under the name that was typed', async () => {
  const read = async (path: string) => ({ name: path, bytes: Buffer.from(`bytes of ${path}`) });
  expect(await attachFiles('read docs/old.txt', read, folder)).toEqual([
    {
      name: 'docs/old.txt',
      mediaType: '',
      base64: Buffer.from(`bytes of ${join(folder, 'docs/old.txt')}`).toString('base64'),
    },
  ]);
});
