/** The command line as a whole: the house's own words and those of the tools live side by side. */
import { expect, it } from 'vitest';
import { loadTools } from '../../../src/catalog/load-tools.ts';
import { type Deeds, runProgram } from '../../../src/cli/program.ts';

it('has every verb once, and hands what follows `repo` to the ticket commands', async () => {
  const said: string[] = [];
  const deeds = {
    loadCatalog: () => loadTools('tools'),
    repo: async (words: readonly string[]) => words.length,
    complain: (text: string) => said.push(text),
    version: '9.9.9',
  } as unknown as Deeds;
  expect(await runProgram(['nowhere-to-be-found'], deeds)).toBe(2);
  expect(said.join()).toContain("unknown command 'nowhere-to-be-found'".replace('u', 'U'));
  expect(await runProgram(['repo', 'list', '--json'], deeds)).toBe(2);
});
