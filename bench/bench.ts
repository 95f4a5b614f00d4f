/** Measures what a user waits for, reading beside markdown-it, steps of workflows beside LangGraph's, and pushes beside the trackers' limits: `npm run bench -- [--rounds N] [--only push] [--json]`. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { arch, cpus, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { drawCapabilities, measureCapabilities } from './capabilities.ts';
import { measureDiscordLoad } from './discord-load.ts';
import { drawColumns, drawTable, type Measurement, medianOf } from './draw-table.ts';
import { drawLoad } from './load-rows.ts';
import { measureParsing } from './parsing.ts';
import { drawPushes, measurePushes } from './pushing.ts';
import { measureRecovery } from './recovering.ts';
import { measureRest } from './rest.ts';
import { measureSlackLoad } from './slack-load.ts';
import { drawTickets, measureTickets } from './tickets.ts';
import { measureWorkflows } from './workflows.ts';

const root = join(import.meta.dirname, '..');
const docket = join(root, 'bin/docket.js');
const firstLine = 'generate tickets from examples/onboarding-prd.md and push to Linear';

const baseline = 'node -e 0';
const rows = [
  { name: baseline, unit: 'ms' },
  { name: 'docket --version', unit: 'ms' },
  { name: 'docket demo --fast', unit: 'ms' },
  { name: 'ready for a message, first start', unit: 'ms' },
  { name: 'ready for a message, later start', unit: 'ms' },
  { name: 'message to review board', unit: 'ms' },
  { name: 'click to all tickets pushed', unit: 'ms' },
  { name: 'memory at rest, after the board', unit: 'MB' },
  { name: 'memory at rest, after the push', unit: 'MB' },
] as const;
type RowName = (typeof rows)[number]['name'];

type Measured = Partial<Record<RowName, number>>;

/** What one round measures; rounds alternate everything, so that a busy minute spoils all rows alike. */
async function measureRound(): Promise<Measured> {
  return {
    [baseline]: await time(['-e', '0']),
    'docket --version': await time([docket, '--version']),
    'docket demo --fast': await time([docket, 'demo', '--fast']),
    ...(await measureConversation()),
  };
}

/** Milliseconds until this Node has ended with these arguments. Throws when it did not end with 0. */
async function time(args: string[]): Promise<number> {
  const home = mkdtempSync(join(tmpdir(), 'docket-bench-'));
  const started = performance.now();
  const child = spawn(process.execPath, args, { env: environment(home), stdio: 'ignore' });
  const code = await new Promise((resolve) => child.on('close', resolve));
  const took = performance.now() - started;
  rmSync(home, { recursive: true, force: true });
  if (code !== 0) throw new Error(`node ${args.join(' ')} ended with ${code}`);
  return took;
}

async function measureConversation(): Promise<Measured> {
  const home = mkdtempSync(join(tmpdir(), 'docket-bench-'));
  try {
    const first = await chat(home, async (until, type) => {
      const ready = await until(/Try: .*\n/);
      type(firstLine);
      const board = await until(/\[1\] Approve all \d+ and push/);
      const boardMemory = await restingMemory();
      type('1');
      const pushed = await until(/tickets created in/);
      return { ready, board, boardMemory, pushed, pushMemory: await restingMemory() };
    });
    const later = await chat(home, async (until) => ({ ready: await until(/Try: .*\n/) }));
    return {
      'ready for a message, first start': first.ready,
      'ready for a message, later start': later.ready,
      'message to review board': first.board,
      'click to all tickets pushed': first.pushed,
      'memory at rest, after the board': first.boardMemory,
      'memory at rest, after the push': first.pushMemory,
    };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** Milliseconds from the last line typed, or from the start, until this was printed. */
type Until = (pattern: RegExp) => Promise<number>;

let measuredPid = 0;

async function chat<Result>(
  home: string,
  talk: (until: Until, type: (line: string) => void) => Promise<Result>,
): Promise<Result> {
  let since = performance.now();
  let heard = '';
  const child = spawn(process.execPath, [docket, 'chat'], {
    cwd: root,
    env: environment(home),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  measuredPid = child.pid!;
  const ended = new Promise((resolve) => child.on('close', resolve));
  child.stdout.setEncoding('utf8');
  const until: Until = (pattern) =>
    new Promise((resolve, reject) => {
      const look = (text: string) => {
        heard += text;
        if (pattern.test(heard)) resolve(performance.now() - since);
      };
      child.stdout.on('data', look);
      void ended.then(() => reject(new Error(`the chat ended before it said ${pattern}:\n${heard}`)));
    });
  const type = (line: string) => {
    since = performance.now();
    child.stdin.write(`${line}\n`);
  };
  try {
    return await talk(until, type);
  } finally {
    child.stdin.end();
    await ended;
  }
}

/** Resident megabytes of the chat once it has had a second to come to rest. */
async function restingMemory(): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const kilobytes = execFileSync('ps', ['-o', 'rss=', '-p', String(measuredPid)], { encoding: 'utf8' });
  return Number(kilobytes) / 1024;
}

/** Nothing of the user's own settings may change what is measured. */
function environment(home: string): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, HOME: home, DOCKET_HOME: join(home, 'store') };
}

function summarise(rounds: readonly Measured[]): Measurement[] {
  const bare = medianOf(rounds.map((round) => round[baseline]!));
  return rows.map(({ name, unit }) => {
    const values = rounds.flatMap((round) => round[name] ?? []);
    const median = medianOf(values);
    const ratio = unit === 'ms' ? median / bare : null;
    return {
      name,
      unit,
      n: values.length,
      median,
      min: Math.min(...values),
      max: Math.max(...values),
      ratio,
    };
  });
}

const sections = [
  ...(['start', 'reading', 'tickets', 'capabilities', 'rest'] as const),
  ...(['push', 'workflows', 'slack', 'discord'] as const),
] as const;
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    json: { type: 'boolean' },
    /** One of the sections alone. */
    only: { type: 'string' },
    /** How many events a chat delivers, and how many in a second. */
    events: { type: 'string', default: '4000' },
    rate: { type: 'string', default: '200' },
    /** Slack calls over HTTP. */
    http: { type: 'boolean', default: false },
  },
});
const roundsWanted = Number(values.rounds);
const isWanted = (section: (typeof sections)[number]) => values.only === undefined || values.only === section;
const machine = { node: process.versions.node, platform: platform(), arch: arch(), cpus: cpus().length };

async function measureStart(): Promise<Measurement[]> {
  // The first start after an install fills Node's compile cache, which every later one reads.
  await time([docket, 'demo', '--fast']);
  const rounds: Measured[] = [];
  for (let round = 0; round < roundsWanted; round++) rounds.push(await measureRound());
  return summarise(rounds);
}

const measured = {
  rows: isWanted('start') ? await measureStart() : [],
  parsing: isWanted('reading') ? measureParsing(roundsWanted) : [],
  tickets: isWanted('tickets') ? await measureTickets(roundsWanted) : null,
  rest: isWanted('rest') ? await measureRest(roundsWanted) : [],
  capabilities: isWanted('capabilities') ? await measureCapabilities(roundsWanted) : null,
  pushes: isWanted('push') ? await measurePushes([1, 50, 500]) : [],
  recovery: isWanted('push') ? [await measureRecovery(roundsWanted)] : [],
  workflows: isWanted('workflows') ? await measureWorkflows(roundsWanted) : [],
  slack: isWanted('slack')
    ? await measureSlackLoad({
        events: Number(values.events),
        perSecond: Number(values.rate),
        overHttp: values.http,
      })
    : [],
  discord: isWanted('discord')
    ? await measureDiscordLoad({ events: Number(values.events), perSecond: Number(values.rate) })
    : [],
};
if (values.json) process.stdout.write(`${JSON.stringify({ machine, ...measured }, null, 2)}\n`);
else {
  const { node, cpus: count } = machine;
  const { rows: starts, parsing, tickets, capabilities, rest, pushes } = measured;
  const { recovery, workflows, slack, discord } = measured;
  process.stdout.write(`Node ${node}, ${machine.platform}-${machine.arch}, ${count} processors\n\n`);
  if (starts.length > 0) process.stdout.write(`${drawTable(starts, 'to bare node')}\n\n`);
  if (parsing.length > 0) process.stdout.write(`${drawTable(parsing, 'to markdown-it')}\n\n`);
  if (tickets) process.stdout.write(`${drawTickets(tickets)}\n\n`);
  if (workflows.length > 0) process.stdout.write(`${drawTable(workflows, 'to a step in memory', 2)}\n\n`);
  if (rest.length > 0) process.stdout.write(`${drawTable(rest, 'to bare hono')}\n\n`);
  if (capabilities) process.stdout.write(`${drawCapabilities(capabilities)}\n\n`);
  if (pushes.length > 0) process.stdout.write(`${drawColumns(drawPushes(pushes))}\n\n`);
  if (recovery.length > 0) process.stdout.write(`${drawTable(recovery, '')}\n`);
  if (slack.length > 0)
    process.stdout.write(
      `${drawColumns(drawLoad(`Slack under load${values.http ? ', over HTTP' : ''}`, slack))}\n`,
    );
  if (discord.length > 0) process.stdout.write(`${drawColumns(drawLoad('Discord under load', discord))}\n`);
}
