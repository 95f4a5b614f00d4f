/** Many commands for the price of one start: loading the program takes most of the time of a short one. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Ended } from './child-program.ts';

export type CommandLine = {
  /** Runs one command of the program to its end, in the folder; commands wait for each other. */
  run(args: readonly string[], options?: { env?: Record<string, string> }): Promise<Ended>;
  close(): Promise<void>;
};

/** Nothing is started before the first command. */
export function openCommandLine(folder: string): CommandLine {
  let last: Promise<unknown> = Promise.resolve();
  let child: ChildProcess | null = null;
  const start = () =>
    fork(join(import.meta.dirname, 'commands-child.ts'), [], {
      cwd: folder,
      // Nothing of the developer's own settings may leak in.
      env: { PATH: process.env.PATH, HOME: folder },
      execArgv: [],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
  const perform = async (args: readonly string[], env: Record<string, string>): Promise<Ended> => {
    child ??= start();
    const waiting = new AbortController();
    const gone = () => waiting.abort(new Error(`the program ended in docket ${args.join(' ')}`));
    child.once('exit', gone);
    child.send({ args, env });
    const [said] = await once(child, 'message', { signal: waiting.signal });
    child.off('exit', gone);
    return said as Ended;
  };
  return {
    run(args, { env = {} } = {}) {
      const running = last.then(() => perform(args, env));
      last = running.catch(() => {});
      return running;
    },
    async close() {
      if (!child || child.exitCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}
