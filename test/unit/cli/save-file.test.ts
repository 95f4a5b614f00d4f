/** Files that Docket hands over never replace one that is there, unless the person named it. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { saveAs, saveInto } from '../../../src/cli/save-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'docket-save-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (text: string) => ({ name: 'tickets.csv', mediaType: 'text/csv', text });

it('numbers a file whose name is taken', async () => {
  const inside = join(folder, 'new', 'folder');
  expect(await saveInto(inside, file('one'))).toBe(join(inside, 'tickets.csv'));
  expect(await saveInto(inside, file('two'))).toBe(join(inside, 'tickets-2.csv'));
  expect(readFileSync(join(inside, 'tickets.csv'), 'utf8')).toBe('one');
  expect(readFileSync(join(inside, 'tickets-2.csv'), 'utf8')).toBe('two');
});

it('writes over a file that was named, and says what cannot be written', async () => {
  const path = join(folder, 'mine.csv');
  await saveAs(path, file('one'));
  await saveAs(path, file('two'));
  expect(readFileSync(path, 'utf8')).toBe('two');
  const beneath = saveAs(join(path, 'below.csv'), file('three'));
  await expect(beneath).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringContaining('below.csv'),
  });
});
