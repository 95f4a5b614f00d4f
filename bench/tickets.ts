/** Measures the ticket commands: how soon they start, how they read 10,000 tickets, and how that grows. By itself: `node bench/tickets.ts`. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { runTickets } from '../src/cli/tickets/run-tickets.ts';
import { drawTable, type Measurement, medianOf } from './draw-table.ts';
import { writeRepository } from './repository.ts';

const bin = join(import.meta.dirname, '../bin/tickets.js');
const reference = join(import.meta.dirname, 'read-tickets.mjs');

/** Starts beside a bare Node, reading beside the reference script, and 10,000 tickets beside 1,000. */
export type TicketMeasurements = {
  starts: Measurement[];
  reads: Measurement[];
  memory: Measurement[];
  growth: Measurement[];
};

export async function measureTickets(rounds: number): Promise<TicketMeasurements> {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'tickets-bench-'));
  const small = join(folder, '1000');
  const large = join(folder, '10000');
  try {
    writeRepository(small, 1000);
    writeRepository(large, 10_000);
    return {
      starts: measureStarts(folder, rounds * 3),
      reads: measureReads(large, rounds),
      memory: measureMemory(large, Math.min(rounds, 3)),
      growth: await measureGrowth(small, large, rounds),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Timed = { ms: number; megabytes: number };

/** Tells the most memory the process ever had, as it ends. */
const tellMemory = `data:text/javascript,${encodeURIComponent(
  `import { writeSync } from 'node:fs'; process.on('exit', () => writeSync(2, '\\n' + process.resourceUsage().maxRSS));`,
)}`;

/** Throws when it did not end with 0, or 1 for what found nothing. */
function time(cwd: string, args: readonly string[]): Timed {
  const started = performance.now();
  const child = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 28 });
  const ms = performance.now() - started;
  if (child.status !== 0 && child.status !== 1) throw new Error(`${args.join(' ')}: ${child.stderr}`);
  return { ms, megabytes: Number(child.stderr.trim().split('\n').at(-1)) / 1024 };
}

/** Processor time, which does not count what else the machine does: that of the whole child, as its shell measures it. */
function timeStart(cwd: string, args: readonly string[]): number {
  const script = 'TIMEFORMAT="%U %S"; time "$@" >/dev/null 2>&1';
  const child = spawnSync('bash', ['-c', script, 'bash', process.execPath, ...args], {
    cwd,
    encoding: 'utf8',
  });
  const [user, system] = child.stderr.trim().split(' ').map(Number);
  if (user === undefined || system === undefined) throw new Error(`${args.join(' ')}: ${child.stderr}`);
  return (user + system) * 1000;
}

/** One after the other and then again, so that a busy moment strikes all of them alike. */
function measureStarts(folder: string, rounds: number): Measurement[] {
  const empty = join(folder, 'empty');
  writeRepository(empty, 2);
  const [, ticket] = readdirSync(join(empty, '.tickets'));
  const claim = ['claim', '--ticket', ticket!, '--run-id', 'bench', '--run-started', '20260301T080000.000Z'];
  const subjects: [string, string[]][] = [
    ['node -e 0', ['-e', '0']],
    ['tickets --version', [bin, '--version']],
    ['tickets list', [bin, 'list']],
    ['tickets plan', [bin, 'plan']],
    ['tickets claim', [bin, ...claim]],
    ['tickets status', [bin, 'status', '--ticket', ticket!, '--status', 'doing', ...claim.slice(3)]],
  ];
  // The first start fills Node's compile cache.
  for (const [, args] of subjects) timeStart(empty, args);
  const taken = subjects.map((): number[] => []);
  for (let round = 0; round < rounds; round++)
    for (const [at, [, args]] of subjects.entries()) taken[at]!.push(timeStart(empty, args));
  return subjects.map(([name], at) => summarise(name, 'ms of processor', taken[at]!, medianOf(taken[0]!)));
}

const reading = [['validate'], ['plan', '--format', 'json'], ['list', '--json']];

function measureReads(large: string, rounds: number): Measurement[] {
  const watched = (args: readonly string[]) => time(large, ['--import', tellMemory, ...args]);
  const taken = new Map<string, Timed[]>();
  const note = (name: string, timed: Timed) => taken.set(name, [...(taken.get(name) ?? []), timed]);
  for (let round = 0; round < rounds; round++) {
    note('reference, 10,000 tickets', watched([reference]));
    let ms = 0;
    for (const args of reading) {
      const timed = watched([bin, ...args]);
      note(`tickets ${args[0]}`, timed);
      ms += timed.ms;
    }
    note('the three together', { ms, megabytes: 0 });
  }
  const [beside] = [...taken.values()].map((all) => medianOf(all.map(({ ms }) => ms)));
  const times = [...taken].map(([name, all]) =>
    summarise(
      name,
      'ms',
      all.map(({ ms }) => ms),
      beside!,
    ),
  );
  return times;
}

/** The most that each command ever had. */
function measureMemory(large: string, rounds: number): Measurement[] {
  return [...growing, ['plan', '--format', 'json']].map((args) => {
    const found = Array.from({ length: rounds }, () => time(large, ['--import', tellMemory, bin, ...args]));
    const megabytes = found.map((one) => one.megabytes);
    return summarise(`memory, ${args.join(' ')}`, 'MB', megabytes, null);
  });
}

const growing = [
  ['validate', '--strict', '--all-fields'],
  ['list', '--json'],
  ['list', '--text', 'export'],
  ['plan'],
  ['graph', '--view', 'all'],
  ['graph', '--format', 'json', '--view', 'portfolio'],
  ['next'],
  ['search', 'nowhere'],
  ['board'],
  ['repair'],
];

/** In this process, so that the start of Node does not flatter the large repository; processor time, as above. */
async function measureGrowth(small: string, large: string, rounds: number): Promise<Measurement[]> {
  const found: Measurement[] = [];
  for (const args of growing) {
    const few: number[] = [];
    const many: number[] = [];
    // The first round warms up and is not counted.
    for (let round = 0; round <= rounds; round++) {
      const [one, other] = [await timeHere(small, args), await timeHere(large, args)];
      if (round > 0) few.push(one);
      if (round > 0) many.push(other);
    }
    found.push(summarise(args.join(' '), 'ms of processor', many, medianOf(few)));
  }
  return found;
}

async function timeHere(cwd: string, args: readonly string[]): Promise<number> {
  const started = process.cpuUsage();
  const code = await runTickets(args, {
    cwd,
    environment: {},
    clock: () => new Date(),
    version: '',
    out: () => {},
    err: (text) => process.stderr.write(text),
    terminal: { input: false, output: false, columns: 120 },
    ask: async () => '',
    interrupted: new AbortController().signal,
  });
  if (code > 1) throw new Error(`tickets ${args.join(' ')} ended with ${code}`);
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}

function summarise(
  name: string,
  unit: string,
  values: readonly number[],
  beside: number | null,
): Measurement {
  const median = medianOf(values);
  const ratio = beside === null ? null : median / beside;
  return { name, unit, n: values.length, median, min: Math.min(...values), max: Math.max(...values), ratio };
}

export function drawTickets({ starts, reads, memory, growth }: TicketMeasurements): string {
  return [
    drawTable(starts, 'to bare node'),
    drawTable(reads, 'to the reference'),
    drawTable(memory, ''),
    drawTable(growth, '10,000 to 1,000'),
  ].join('\n\n');
}

if (import.meta.main) process.stdout.write(`${drawTickets(await measureTickets(5))}\n`);
