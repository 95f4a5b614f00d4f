/** Runs programs side by side in front of sandboxes of their own, for what they do under the same load. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { heard, type LoadWish } from './load-rows.ts';

const docket = join(import.meta.dirname, '..', 'bin/docket.js');

/** Where a program finds its sandbox. */
export type Program = { env: Record<string, string>; ready: RegExp };

export type Stage = {
  /** Resolves once `docket serve` listens; the commands are run before, such as who owns the workspace. */
  startDocket(program: Program, before: readonly (readonly string[])[]): Promise<void>;
  /** Resolves once a program of this folder listens. */
  startEcho(program: Program, file: string): Promise<void>;
  /** To be closed at the end. */
  keep<Closing extends { close(): Promise<void> }>(opened: Closing): Closing;
};

/** Everything that was started ends with it. */
export async function sideBySide<Result>(
  name: string,
  measure: (stage: Stage) => Promise<Result>,
): Promise<Result> {
  const home = mkdtempSync(join(tmpdir(), `docket-bench-${name}-`));
  const children: ChildProcess[] = [];
  const kept: { close(): Promise<void> }[] = [];
  const environment = ({ env }: Program, at: string) => ({
    PATH: process.env.PATH,
    HOME: at,
    DOCKET_HOME: join(at, 'store'),
    ...env,
  });
  const start = async (args: string[], env: NodeJS.ProcessEnv, ready: RegExp) => {
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    await heard(child, ready);
  };
  try {
    return await measure({
      async startDocket(program, before) {
        const env = environment(program, home);
        for (const args of before)
          execFileSync(process.execPath, [docket, ...args], { env, stdio: 'ignore' });
        await start([docket, 'serve'], env, program.ready);
      },
      startEcho: (program, file) =>
        start([join(import.meta.dirname, file)], environment(program, tmpdir()), program.ready),
      keep(opened) {
        kept.push(opened);
        return opened;
      },
    });
  } finally {
    for (const child of children) child.kill('SIGKILL');
    for (const one of kept) await one.close();
    rmSync(home, { recursive: true, force: true });
  }
}

/** The same to all at the same moments; whoever is late is not waited for. */
export async function atOnce<Subject>(
  subjects: readonly Subject[],
  { events, perSecond }: LoadWish,
  happen: (subject: Subject, at: number) => Promise<void>,
): Promise<void> {
  const pending = new Set<Promise<void>>();
  const began = performance.now();
  for (let at = 0; at < events; at++) {
    const due = began + (at * 1000) / perSecond - performance.now();
    if (due > 1) await wait(due);
    for (const subject of subjects) {
      const one = happen(subject, at);
      pending.add(one);
      void one.finally(() => pending.delete(one));
    }
  }
  await Promise.all(pending);
}
