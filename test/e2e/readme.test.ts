/** Every command and every chat line of the README does what it says there. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { newWorkplace, repository, type Workplace } from '../support/child-program.ts';
import { openCommandLine } from '../support/command-line.ts';
import { blocksOf, readme } from '../support/readme.ts';

/** Covered elsewhere: CI types the first two, since a test cannot install or test itself; main-job and slack.test.ts the others. */
const coveredElsewhere = [
  'npm ci',
  'npm test',
  'npm start',
  'npm start -- demo --fast',
  'npm start -- serve',
];

const commands = blocksOf('sh').flat();
const runnable = commands.filter((line) => !coveredElsewhere.includes(line));
const places: Workplace[] = [];

/** As a shell splits a line. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!);
}

function place(): Workplace {
  const made = newWorkplace();
  places.push(made);
  return made;
}

afterAll(async () => {
  for (const one of places) await one.remove();
});

describe('the README', () => {
  it('types only what is tested here or named above', () => {
    expect(commands.length).toBeGreaterThan(8);
    expect(runnable.filter((line) => !line.startsWith('npm start -- '))).toEqual([]);
    const script = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')).scripts.start;
    expect(script).toBe('node bin/docket.js');
    const ci = readFileSync(join(repository, '.ci/run'), 'utf8');
    expect(ci).toMatch(/npm ci/);
    expect(ci).toMatch(/npm (run check|test)/);
  });

  it('links to files that exist', () => {
    const links = [...readme.matchAll(/\]\(([^)#]+)\)/g)].map((link) => link[1]!);
    const missing = links.filter((link) => !/^https?:/.test(link) && !existsSync(join(repository, link)));
    expect(missing).toEqual([]);
  });
});

/** Through the start script, as people do; main-job, bad-input and slack.test.ts start it for others. */
const started = 'npm start -- tickets';

describe('the commands of the README, in its order and on one home', () => {
  const here = place();
  const commandLine = openCommandLine(here.folder);
  afterAll(() => commandLine.close());
  it.each(runnable.filter((line) => !/ init$/.test(line)))('%s', async (line) => {
    const { run } = line === started ? here : commandLine;
    const { code, stdout, stderr } = await run(wordsOf(line).slice(3));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.trim()).not.toBe('');
    if (line.includes('--json')) expect(JSON.parse(stdout)).toBeTypeOf('object');
  });
});

describe('npm start -- init', () => {
  it('says in a sentence that it needs a terminal where there is none', async () => {
    const { code, stdout, stderr } = await place().run(['init']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/there is no terminal to ask them in\.\nRun it in a terminal/);
  });

  // script(1) lends a terminal, where it is installed.
  const canLend = spawnSync('script', ['--version']).status === 0;
  it.skipIf(!canLend)('asks in a terminal, and writes nothing when nothing is wanted', async () => {
    const { folder } = place();
    const program = `stty cols 100 rows 40 && "${process.execPath}" "${join(repository, 'bin/docket.js')}" init`;
    const child = spawn('script', ['-qec', program, '/dev/null'], {
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: folder, TERM: 'xterm' },
    });
    let shown = '';
    child.stdout.on('data', (text) => {
      shown += text;
    });
    // A key that is pressed before a question listens is lost, so it is pressed again.
    const pressing = setInterval(() => {
      if (/Connect [^?]+\?/.test(shown) && !child.stdin.destroyed) child.stdin.write('\r');
    }, 500);
    const timer = setTimeout(() => child.kill('SIGKILL'), 60_000);
    const code = await new Promise((resolve) => child.on('close', resolve));
    clearTimeout(timer);
    clearInterval(pressing);
    expect(code).toBe(0);
    expect(shown).toContain('Nothing to write.');
    expect(existsSync(join(folder, '.env'))).toBe(false);
  });
});
