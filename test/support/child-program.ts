/** Runs the real program as a child process, the way a shell does, and collects what it says. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import type { LinearSandbox } from '../../src/sandbox/linear/linear.ts';

export const repository = join(import.meta.dirname, '../..');

/** The line of the README that everything begins with. */
export const firstLine = 'generate tickets from examples/onboarding-prd.md and push to Linear';

export type Ended = { code: number | null; signal: NodeJS.Signals | null; stdout: string; stderr: string };

export type RunOptions = {
  /** Lines typed at stdin; it is closed after them. */
  lines?: readonly string[];
  env?: Record<string, string>;
  /** Arguments of Node itself. */
  nodeArgs?: readonly string[];
  timeoutMs?: number;
};

export type Running = {
  pid: number;
  type(line: string): void;
  endInput(): void;
  /** Resolves with everything printed so far once that matches; throws when the program ends or time runs out first. */
  until(pattern: RegExp, timeoutMs?: number): Promise<string>;
  /** The program itself is stopped, not its group: it is one process. */
  kill(signal?: NodeJS.Signals): void;
  ended: Promise<Ended>;
};

/** A folder to run in, with the examples beside it and the store in its `.docket`, as after a clone. */
export type Workplace = {
  folder: string;
  home: string;
  start(args: readonly string[], options?: RunOptions): Running;
  /** Runs to the end. Throws when it takes longer than `timeoutMs`; the child is gone then. */
  run(args: readonly string[], options?: RunOptions): Promise<Ended>;
  /** Ends what still runs in it, too. */
  remove(): Promise<void>;
};

export function newWorkplace(env: Record<string, string> = {}): Workplace {
  const folder = mkdtempSync(join(tmpdir(), 'docket-e2e-'));
  symlinkSync(join(repository, 'examples'), join(folder, 'examples'), 'junction');
  const started: Running[] = [];
  const start = (args: readonly string[], options: RunOptions = {}) => {
    const running = startChild(folder, args, env, options);
    started.push(running);
    return running;
  };
  return {
    folder,
    home: join(folder, '.docket'),
    start,
    run: (args, options) => start(args, { ...options, lines: options?.lines ?? [] }).ended,
    async remove() {
      for (const running of started) running.kill();
      await Promise.allSettled(started.map((running) => running.ended));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The settings that point Docket at a sandbox of the test's own, as a user points it at Linear. */
export function linearEnvironment({ apiKey, apiUrl }: Pick<LinearSandbox, 'apiKey' | 'apiUrl'>) {
  return { LINEAR_API_KEY: apiKey, LINEAR_API_URL: apiUrl, LINEAR_TEAM: 'ENG' };
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

function startChild(
  folder: string,
  args: readonly string[],
  workplaceEnv: Record<string, string>,
  { lines, env = {}, nodeArgs = [], timeoutMs = 90_000 }: RunOptions,
): Running {
  const command = [...nodeArgs, join(repository, 'bin/docket.js'), ...args];
  const child = spawn(process.execPath, command, {
    cwd: folder,
    // Nothing of the developer's own settings may leak in.
    env: { PATH: process.env.PATH, HOME: folder, ...workplaceEnv, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // A child that has ended meanwhile does not read what it is sent.
  child.stdin.on('error', () => {});
  const said = collect(child);
  const ended = waitForEnd(child, said, `docket ${args.join(' ')}`, timeoutMs);
  // Whoever awaits it hears of a failure; where nobody does, the test has failed already.
  ended.catch(() => {});
  if (lines) child.stdin.end(lines.map((line) => `${line}\n`).join(''));
  return {
    pid: child.pid!,
    type: (line) => void child.stdin.write(`${line}\n`),
    endInput: () => void child.stdin.end(),
    until: (pattern, limitMs = 60_000) => waitUntil(child, said, pattern, limitMs),
    kill: (signal = 'SIGKILL') => void child.kill(signal),
    ended,
  };
}

type Said = { stdout: string; stderr: string };

function collect(child: Child): Said {
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
    });
  }
  return said;
}

function waitForEnd(child: Child, said: Said, what: string, timeoutMs: number): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`${what} did not end in ${timeoutMs} ms.\n${said.stdout}\n${said.stderr}`));
    }, timeoutMs);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal, ...said });
    });
  });
}

function waitUntil(child: Child, said: Said, pattern: RegExp, limitMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      child.stdout.off('data', look);
      child.off('close', gone);
      settle();
    };
    const refuse = (why: string) =>
      reject(new Error(`${why} before it said ${pattern}.\n${said.stdout}\n${said.stderr}`));
    const look = () => {
      if (pattern.test(said.stdout)) finish(() => resolve(said.stdout));
    };
    const gone = () => finish(() => refuse('The program ended'));
    const timer = setTimeout(() => finish(() => refuse('Time ran out')), limitMs);
    child.stdout.on('data', look);
    child.on('close', gone);
    look();
  });
}

export type WireTicket = {
  id: string;
  key: string;
  title: string;
  status: string;
  external_key: string | null;
  external_id: string | null;
  external_url: string | null;
  /** Keys of the tickets that must be done first. */
  depends_on: string[];
};

/** What `docket tickets --json` prints, as another program reads it. */
export async function readTickets(workplace: Workplace): Promise<WireTicket[]> {
  const { code, stdout, stderr } = await workplace.run(['tickets', '--json']);
  if (code !== 0) throw new Error(`docket tickets ended with ${code}: ${stderr}`);
  return (JSON.parse(stdout) as { tickets: WireTicket[] }).tickets;
}
