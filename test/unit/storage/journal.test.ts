/** The journal keeps what it confirmed, through a kill and a torn line, and throws away what is done. */
import { spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { openJournal, openSealedJournal } from '../../../src/storage/journal.ts';

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'journal-')), 'intake');
});

const files = () => readdirSync(folder).map((name) => join(folder, name));
const bytes = () => files().reduce((sum, file) => sum + statSync(file).size, 0);

it('leaves what is not done, in order, and goes on counting', async () => {
  const journal = openJournal(folder);
  const ids = await Promise.all(['a', 'b', 'c', 'd'].map((entry) => journal.append({ entry })));
  expect(ids).toEqual([1, 2, 3, 4]);
  journal.done(1);
  journal.done(3);
  // What is done is marked with what comes next.
  await journal.append({ entry: 'e' });
  await journal.close();
  const again = openJournal(folder);
  expect(again.left).toEqual(['b', 'c', 'd', 'e'].map((entry, at) => ({ id: at + 2, entry: { entry } })));
  expect(await again.append({ entry: 'f' })).toBe(6);
  for (const id of [2, 3, 4, 5, 6, 6, 99]) again.done(id);
  await again.close();
  expect(openJournal(folder).left).toEqual([]);
});

it('holds nothing of what is done, and is for its owner alone', async () => {
  const journal = openJournal(folder);
  journal.done(await journal.append({ said: 'lunch?' }));
  expect(bytes()).toBeGreaterThan(0);
  if (process.platform !== 'win32') expect(statSync(files()[0]!).mode & 0o077).toBe(0);
  await expect.poll(bytes, { timeout: 5000 }).toBe(0);
  await journal.append({ said: 'dinner?' });
  await journal.close();
  expect(openJournal(folder).left).toMatchObject([{ entry: { said: 'dinner?' } }]);
});

it('begins another file when one is large, and removes those in which all is done', async () => {
  const journal = openJournal(folder, { largest: 500 });
  const entry = 'x'.repeat(300);
  const ids = [];
  for (let at = 0; at < 7; at++) ids.push(await journal.append(entry));
  expect(files()).toHaveLength(4);
  for (const id of ids.slice(0, 5)) journal.done(id);
  await journal.close();
  expect(files()).toHaveLength(2);
  expect(openJournal(folder).left.map(({ id }) => id)).toEqual([6, 7]);
});

it('passes by a line that was cut off or is damaged, and writes on after it', async () => {
  const journal = openJournal(folder);
  await journal.append('whole');
  await journal.close();
  const [file] = files();
  const [line] = readFileSync(file!, 'utf8').split('\n').filter(Boolean);
  appendFileSync(file!, `${line!.replace('whole', 'while')}\n${line!.slice(0, 20)}`);
  const again = openJournal(folder);
  expect(again.left).toEqual([{ id: 1, entry: 'whole' }]);
  await again.append('after');
  await again.close();
  expect(openJournal(folder).left.map(({ entry }) => entry)).toEqual(['whole', 'after']);
});

it.each([true, false])(
  'has after a kill all that it confirmed, with %s for flushing first',
  async (flushFirst) => {
    const script = `
    import { openJournal } from ${JSON.stringify(new URL('../../../src/storage/journal.ts', import.meta.url).href)};
    const journal = openJournal(${JSON.stringify(folder)}, { largest: 2000, flushFirst: ${flushFirst} });
    // A turn of the loop between them, or nothing would ever be flushed or rotated.
    for (let at = 0; ; at++, await new Promise((turn) => setTimeout(turn, 1))) {
      await Promise.all([1, 2, 3].map(async (part) => {
        const id = await journal.append({ at, part });
        process.stdout.write(id + '\\n');
      }));
    }`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (text) => {
      said += text;
      if (said.split('\n').length > 200) child.kill('SIGKILL');
    });
    await new Promise((resolve) => child.on('close', resolve));
    const confirmed = said.split('\n').slice(0, -1).map(Number);
    const left = new Set(openJournal(folder).left.map(({ id }) => id));
    expect(confirmed.length).toBeGreaterThan(150);
    expect(confirmed.filter((id) => !left.has(id))).toEqual([]);
  },
);

it('encrypts what holds secrets, and passes over what another key has encrypted', async () => {
  const open = (byte: number) => openSealedJournal(folder, Buffer.alloc(32, byte).toString('base64'));
  const journal = open(1);
  await journal.append({ token: 'of an interaction' });
  await journal.close();
  expect(readFileSync(files()[0]!, 'utf8')).not.toContain('token');
  expect(open(1).left).toEqual([{ id: 1, entry: { token: 'of an interaction' } }]);
  expect(open(2).left).toEqual([]);
});
