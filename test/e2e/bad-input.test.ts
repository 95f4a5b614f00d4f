/** Bad input, bad settings and a bad machine: one sentence and a remedy each, and nothing half-written. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startLinearSandbox } from '../../src/sandbox/linear/linear.ts';
import { type Ended, newWorkplace, type Workplace } from '../support/child-program.ts';
import { type CommandLine, openCommandLine } from '../support/command-line.ts';

/** Set DOCKET_TEST_DEEP for every scene: each starts the program, and most are shown in their own rooms too. */
const isDeep = Boolean(process.env.DOCKET_TEST_DEEP);

let workplace: Workplace;
let commandLine: CommandLine;
beforeAll(() => {
  workplace = newWorkplace();
  commandLine = openCommandLine(workplace.folder);
  const put = (name: string, content: string | Uint8Array) =>
    writeFileSync(join(workplace.folder, name), content);
  put('empty.md', '');
  put('blank.md', ' \n\n');
  put(
    'binary.md',
    Uint8Array.from({ length: 4000 }, (_, at) => (at * 7919) % 256),
  );
  put('large.md', 'The system must work.\n'.repeat(240_000));
  mkdirSync(join(workplace.folder, 'folder'));
});
afterAll(async () => {
  await commandLine.close();
  await workplace.remove();
});

/** A message that ends as a sentence, a remedy, and nothing that only its author would understand. */
function expectSentence({ stderr }: Ended): void {
  const [message, remedy, ...rest] = stderr.trimEnd().split('\n');
  expect(message).toMatch(/^\S.{10,}[.:]$/);
  expect(remedy).toMatch(/^\S.{8,}$/);
  expect(rest).toEqual([]);
  expect(stderr).not.toMatch(/ at .*:\d+:\d+|node:|Error:/);
}

describe('what a person names', () => {
  const lines: [string, RegExp][] = [
    ['generate tickets from missing.md', /"missing.md"\. Nothing was done\./],
    ['generate tickets from empty.md', /empty\.md is empty/],
    ['generate tickets from blank.md', /blank\.md is empty/],
    ['generate tickets from binary.md', /binary\.md/],
    ['generate tickets from large.md', /large\.md .*\bMB/],
    ['generate tickets from folder/', /folder\/ is a folder/],
    ['/docket frobnicate', /There is no command "\/docket frobnicate"/],
    ['/docket show TASK-1', /There is no ticket "TASK-1"/],
    ['/docket push jira', /Nothing was/],
  ];

  it('is refused in the chat with a sentence and a remedy each, and stores nothing', async () => {
    const typed = [...lines.map(([line]) => line), 'list documents', 'list tickets'];
    const { code, stdout, stderr } = await workplace.run([], { lines: typed });
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    const answers = stdout.split('\n› ').slice(1);
    expect(answers).toHaveLength(typed.length);
    for (const [at, [line, said]] of lines.entries()) {
      const [refusal = '', ...remedy] = answers[at]!.split('\n')
        .slice(2)
        .map((part) => part.trim());
      expect(`${refusal} ${remedy.join(' ')}`, line).toMatch(said);
      expect(refusal, line).toMatch(/^✖ /);
      expect(remedy.join(' ').trim().length, `${line}: a remedy`).toBeGreaterThan(10);
    }
    expect(answers.at(-2)).toContain('0 documents');
    expect(answers.at(-1)).toContain('0 tickets');
  });

  it.each([
    ['a person who is no member', ['tickets', '--as', 'Nobody']],
    ...(isDeep
      ? [['a folder that is not there for a backup', ['backup', join('nowhere', 'at-all.tgz')]] as const]
      : []),
  ] as const)('%s ends a command with 1', async (_what, args) => {
    const ended = await commandLine.run(args);
    expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code: 1, stdout: '' });
    expectSentence(ended);
  });

  it('with --json the fault is one JSON document on stderr', async () => {
    const { code, stdout, stderr } = await commandLine.run(['generate', 'binary.md', '--json']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    const { error } = JSON.parse(stderr);
    expect(Object.keys(error)).toEqual(['code', 'message', 'remedy', 'details']);
    expect(error.code).toBe('UNREADABLE');
  });

  it.each([
    ['an unknown command', ['frobnicate']],
    ...(isDeep
      ? [
          ['an unknown flag', ['tickets', '--nope']] as const,
          ['a flag that is missing', ['member', 'add']] as const,
        ]
      : []),
  ] as const)('%s is a set-up error', async (_what, args) => {
    const ended = await workplace.run(args);
    expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code: 2, stdout: '' });
    expectSentence(ended);
  });
});

describe('an environment that cannot work', () => {
  it.each<[string, Record<string, string>, RegExp]>([
    ['a key without its team', { LINEAR_API_KEY: 'lin_topsecret' }, /Set LINEAR_TEAM too/],
    [
      'a database that is not there',
      { DATABASE_URL: 'postgres://docket:topsecret@127.0.0.1:1/x' },
      /127\.0\.0\.1:1/,
    ],
    ...(isDeep
      ? [
          ['a home that is a file', { DOCKET_HOME: 'empty.md' }, /empty\.md/] as [
            string,
            Record<string, string>,
            RegExp,
          ],
        ]
      : []),
  ])('%s', async (_what, env, said) => {
    const ended = await commandLine.run(['tickets'], { env });
    expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(said);
    expect(ended.stderr).not.toContain('topsecret');
    expectSentence(ended);
  });

  it('a port that is taken', async () => {
    const other = await startLinearSandbox();
    onTestFinished(() => other.close());
    const ended = await commandLine.run(['sandbox', '--port', new URL(other.url).port]);
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toMatch(/^The port \d+ cannot be used.*\nChoose another/);
  });

  it('is what docket doctor is for: it names what is wrong and ends with 1', async () => {
    const env = { LINEAR_API_KEY: 'lin_topsecret' };
    const { code, stdout, stderr } = await commandLine.run(['doctor', '--json'], { env });
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    const { ok, findings } = JSON.parse(stdout);
    expect(ok).toBe(false);
    expect(findings).toContainEqual(
      expect.objectContaining({ state: 'wrong', detail: 'Linear is half set up.' }),
    );
    expect(stdout).not.toContain('topsecret');
  });
});

it.runIf(isDeep)('a second process on the same home is told so, and the first goes on', async () => {
  const place = newWorkplace();
  onTestFinished(() => place.remove());
  const first = place.start([]);
  await first.until(/Docket is ready/);
  const second = await place.run(['tickets']);
  expect(second.code).toBe(2);
  expect(second.stderr).toMatch(/already running/);
  expectSentence(second);
  first.type('list documents');
  await first.until(/0 documents/);
  first.endInput();
  expect((await first.ended).code).toBe(0);
});

describe('a full disk', () => {
  // The scene starts the program four times, so only the deep run has it.
  const disk = isDeep ? mountSmallDisk() : null;
  afterAll(() => disk?.unmount());
  // Only root may mount a small disk, and only there can one be filled.
  it.skipIf(disk === null)(
    'is said in a sentence, at the first start and in the middle of the work',
    async () => {
      const env = { DOCKET_HOME: join(disk!.folder, 'home') };
      disk!.fill(4);
      const atFirst = await workplace.run(['tickets'], { env });
      expect(atFirst.code).toBe(2);
      expect(atFirst.stderr).toMatch(/full/);
      expectSentence(atFirst);

      disk!.fill(null);
      expect((await workplace.run(['tickets'], { env })).code).toBe(0);
      disk!.fill(0);
      const later = await workplace.run(['generate', 'examples/onboarding-prd.md'], { env });
      expect(later.code).not.toBe(0);
      expect(later.stderr).toMatch(/full/);
      expectSentence(later);

      disk!.fill(null);
      const { code, stdout } = await workplace.run(['tickets', '--json'], { env });
      expect(code).toBe(0);
      expect(JSON.parse(stdout).total).toBe(0);
    },
  );
});

type SmallDisk = { folder: string; fill(freeMegabytes: number | null): void; unmount(): void };

const diskMegabytes = 96;

/** A file system of its own in memory; null where this user may not mount one. */
function mountSmallDisk(): SmallDisk | null {
  const place = newWorkplace();
  const folder = join(place.folder, 'disk');
  mkdirSync(folder);
  const run = (command: string, ...args: string[]) => execFileSync(command, args, { stdio: 'pipe' });
  try {
    run('mount', '-t', 'tmpfs', '-o', `size=${diskMegabytes}m`, 'tmpfs', folder);
  } catch {
    console.warn('No full disk was tried: this user may not mount one.');
    void place.remove();
    return null;
  }
  const ballast = join(folder, 'ballast');
  return {
    folder,
    /** Takes all but so much; null gives everything back. */
    fill(freeMegabytes) {
      run('rm', '-f', ballast);
      if (freeMegabytes === null) return;
      const free = Number(run('df', '--output=avail', '-k', folder).toString().split('\n')[1]);
      run('fallocate', '-l', `${free - freeMegabytes * 1024}KiB`, ballast);
    },
    unmount() {
      run('umount', folder);
      void place.remove();
    },
  };
}
