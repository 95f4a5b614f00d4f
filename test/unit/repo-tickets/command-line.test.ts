/** Command lines: what is read without commander is read as commander reads it, and commander says what is wrong with the rest. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CommandEntry } from '../../../src/cli/tickets/command-table.ts';
import { type ReadLine, readPlainLine } from '../../../src/cli/tickets/read-plain-line.ts';
import { loadTable } from '../../../src/cli/tickets/run-tickets.ts';
import { runWithCommander } from '../../../src/cli/tickets/run-with-commander.ts';
import type { TicketsIo } from '../../../src/cli/tickets/tickets-io.ts';
import { compareNames } from '../../../src/repo-tickets/repository.ts';
import { TicketRepo } from '../../support/ticket-repo.ts';

const silent = { version: '1', out: () => {}, err: () => {} } as unknown as TicketsIo;
const table = await loadTable(silent);

/** What commander makes of it; null where it refuses the line or answers it itself. */
async function readByCommander(entry: CommandEntry, args: readonly string[]): Promise<ReadLine | null> {
  let read: ReadLine | null = null;
  const deed = (flags: never, words: string[]) => {
    read = { flags: { ...(flags as object) }, words };
    return 0;
  };
  const entries = table.entries.map((one) => Object.assign(Object.create(one), one, { deed }));
  await runWithCommander({ ...table, entries } as typeof table, [entry.name, ...args], silent);
  return read;
}

const value = fc.constantFrom(
  'todo',
  'a b',
  '',
  '7',
  'x=y',
  '@dana',
  '-x',
  '--json',
  '-1',
  '--',
  '-V',
  'help',
);
const lines = fc.constantFrom(...table.entries).chain((entry) => {
  const flag = fc.constantFrom(
    '--unknown',
    '-h',
    ...entry.flags.map(({ written }) => written.split(' ')[0]!),
  );
  const part = fc.oneof(
    fc.tuple(flag, value),
    fc.tuple(flag),
    fc.tuple(flag, value).map(([name, given]) => [`${name}=${given}`]),
    fc.tuple(value),
  );
  const needed = entry.flags.filter(({ required }) => required).map(({ written }) => written.split(' ')[0]!);
  return fc.tuple(fc.array(part, { maxLength: 4 }), fc.boolean()).map(([parts, whole]) => ({
    entry,
    args: [...(whole ? needed.flatMap((name) => [name, 'v']) : []), ...parts.flat()],
  }));
});

it('S3-26: a plain line means what commander makes of it', async () => {
  const isAlike = async ({ entry, args }: { entry: CommandEntry; args: string[] }) => {
    const plain = readPlainLine(entry, args);
    if (plain) expect(plain).toEqual(await readByCommander(entry, args));
  };
  await fc.assert(fc.asyncProperty(lines, isAlike), { numRuns: 300 });
});

it('S3-26: lines that agents and people write every day are plain', () => {
  const plain = (line: string) => {
    const [name, ...args] = line.split(' ');
    return readPlainLine(table.entries.find((entry) => entry.name === name)!, args);
  };
  expect(plain('log --ticket 1a2b --summary done --context a b --changes=src/a.ts --machine')).toEqual({
    flags: { ticket: '1a2b', summary: 'done', context: ['a', 'b'], changes: ['src/a.ts'], machine: true },
    words: [],
  });
  expect(plain('list --ready --json')).toEqual({ flags: { ready: true, json: true }, words: [] });
  expect(plain('search export csv --limit 3')).toEqual({ flags: { limit: '3' }, words: ['export', 'csv'] });
  expect(plain('graph --no-related')?.flags).toEqual({
    format: 'mermaid',
    view: 'dependency',
    related: false,
  });
  expect(plain('new')).toBeNull();
});

it('S3-26: usage errors are commander’s, with exit code 1', async () => {
  const repo = new TicketRepo();
  const said = async (...args: string[]) => [
    (await repo.run(...args)).code,
    (await repo.run(...args)).err.trim(),
  ];
  expect(await said('new')).toEqual([1, "error: required option '--title <title>' not specified"]);
  expect(await said('list', '--foo')).toEqual([1, "error: unknown option '--foo'"]);
  expect(await said('list', 'all')).toEqual([1, expect.stringContaining('too many arguments')]);
  expect((await said('nothing'))[1]).toContain("error: unknown command 'nothing'");
  expect((await repo.run('list', '--help')).out).toContain('--claimed-by <actorId>');
  expect((await repo.run()).code).toBe(1);
});

const letters = fc.string({
  unit: fc.constantFrom(...'0123456789abcdefghijklmnopqrstuvwxyz-'),
  maxLength: 12,
});

it('S3-5: names of small letters and digits stand in locale order', () => {
  const locale = new Intl.Collator('en');
  const isAlike = (one: string, other: string) => {
    expect(Math.sign(compareNames(one, other))).toBe(Math.sign(locale.compare(one, other)));
  };
  fc.assert(fc.property(letters, letters, isAlike));
});
