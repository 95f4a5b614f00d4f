/** Texts made to keep a parser busy end quickly and in words; what people write is never mistaken for one. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { takeIn } from '../../../../src/documents/intake.ts';
import { refuseBombs } from '../../../../src/documents/readers/refuse-bombs.ts';
import { structureDocument } from '../../../../src/documents/structure-document.ts';

const refused = expect.objectContaining({
  code: expect.stringMatching(/^(?:UNREADABLE|TOO_LARGE)$/),
  remedy: expect.stringMatching(/\.$/),
});

const growing = (runs: number) => Array.from({ length: runs }, (_, at) => `e${'`'.repeat(at)}`).join('');

/** Taken in and structured, or refused. */
async function read(text: string, name = 'a.md'): Promise<unknown> {
  const taken = await takeIn(text, { name });
  return structureDocument(taken.text);
}

describe('a bomb', () => {
  it.each([
    ['quotes and items', '>- '.repeat(3000)],
    ['items', '- '.repeat(5000)],
    ['numbered items', '1. '.repeat(5000)],
    ['brackets', '['.repeat(1_000_000)],
    ['links', '[a](b'.repeat(10_000)],
    ['footnotes', '[^a]: '.repeat(20_000)],
    ['emphasis', `a**b${'c* '.repeat(16_000)}`],
    ['open emphasis', '*a **a '.repeat(7000)],
    ['backticks', growing(600)],
    ['a megabyte of backticks', growing(1400)],
    ['columns', `${'|a'.repeat(50_000)}\n${'|-'.repeat(50_000)}`],
    ['list items', '- a\n'.repeat(250_000)],
    ['headings', '# a\n'.repeat(250_000)],
    ['fences', '```\n'.repeat(250_000)],
    ['definitions', '[a]: b\n'.repeat(100_000)],
    ['rows', `ID,Title\n${'R-1,Send the invoice\n'.repeat(25_000)}`, 'a.csv'],
  ])('of %s is refused within two seconds', async (_what, text, name?: string) => {
    const started = performance.now();
    await expect(read(text, name)).rejects.toEqual(refused);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it.each([
    ['quote marks', '>'.repeat(10 * 1024)],
    ['nested quotes', Array.from({ length: 200 }, (_, at) => `${'> '.repeat(at)}a`).join('\n')],
    ['indented items', Array.from({ length: 400 }, (_, at) => `${' '.repeat(at * 2)}- a`).join('\n')],
    ['aliases', `---\n${'a: &a [*a, *a, *a]\n'.repeat(50)}---\n\n# Plan\n\nWe must ship.\n`],
    ['tags', '<'.repeat(50_000)],
    ['mentions', 'a@'.repeat(20_000)],
    ['spaces', `${' '.repeat(500_000)}x`],
  ])('of %s does no harm', async (_what, text) => {
    const started = performance.now();
    expect(await read(text)).toHaveProperty('blocks');
    expect(performance.now() - started).toBeLessThan(4000);
  });
});

describe('what people write', () => {
  it('is let in: every sample document, and code of any kind between fences', () => {
    const folder = 'test/fixtures/prds';
    for (const name of readdirSync(folder).filter((one) => one.endsWith('.md')))
      refuseBombs(readFileSync(`${folder}/${name}`, 'utf8'), name);
    for (const fence of ['```', '~~~']) refuseBombs(`${fence}json\n${'[['.repeat(5000)}\n${fence}\n`, 'a.md');
  });

  it('is let in: a pasted JSON file of three thousand lines', () => {
    refuseBombs(readFileSync('test/fixtures/prds/gold.json', 'utf8'), 'a.md');
  });

  it('is let in: a list of two thousand boxes, and a table of two thousand links', () => {
    refuseBombs('- [ ] one of *many*\n'.repeat(2000), 'a.md');
    refuseBombs(`| a | b |\n| - | - |\n${'| [a](b) | `c` |\n'.repeat(2000)}`, 'a.md');
  });

  it('is checked in a few milliseconds', () => {
    const text = '- The app must show *free* berths, see [the plan](https://a.example/b).\n'.repeat(14_000);
    const started = performance.now();
    refuseBombs(text, 'a.md');
    expect(performance.now() - started).toBeLessThan(500);
  });
});
