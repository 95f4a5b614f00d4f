/** Runs the ticket commands in this process: its folder, its environment, its terminal. */
import type { Environment } from '../../repo-tickets/actor.ts';
import { runTickets } from './run-tickets.ts';
import type { TicketsIo } from './tickets-io.ts';

/** Those that look at one ticket, and have to be there at once. */
const small: ReadonlySet<string | undefined> = new Set(['new', 'status', 'log', 'claim']);

/**
 * Gives the exit code. What the other commands read they need for a moment: that V8 collects it sooner takes a tenth longer
 * and a third less memory on a large repository.
 */
export function run(
  args: readonly string[],
  from: { environment: Environment; version: string },
): Promise<number> {
  if (!small.has(args[0])) process.getBuiltinModule('node:v8').setFlagsFromString('--optimize-for-size');
  return runTickets(args, processIo(from));
}

function processIo({ environment, version }: { environment: Environment; version: string }): TicketsIo {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // A reader that has seen enough, such as `head`, does not end the work.
    if (error.code !== 'EPIPE') throw error;
  });
  const interrupted = new AbortController();
  return {
    cwd: process.cwd(),
    environment,
    clock: () => new Date(),
    version,
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    terminal: {
      input: Boolean(process.stdin.isTTY),
      output: Boolean(process.stdout.isTTY),
      columns: process.stdout.columns ?? 100,
    },
    ask,
    get interrupted() {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort());
      return interrupted.signal;
    },
  };
}

async function ask(question: string): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const reader = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await reader.question(question);
  } finally {
    reader.close();
  }
}
