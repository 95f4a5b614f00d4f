/** The commands that look at all tickets together: plan, next, graph, search, board, watch. */
import { join } from 'node:path';
import { fault } from '../../repo-tickets/fault.ts';
import { graphViews } from '../../repo-tickets/format.ts';
import { confine, findTicket, openRepository, type Repository } from '../../repo-tickets/repository.ts';
import type { Snapshot } from '../../repo-tickets/snapshot.ts';
import type { CommandTable } from './command-table.ts';
import { addRunFlags, type RunFlags, readPositive, readRun, readWord } from './flags.ts';
import type { TicketsIo } from './tickets-io.ts';

export function addViewCommands(table: CommandTable, io: TicketsIo): void {
  addPlan(table, io);
  addNext(table, io);
  addGraph(table, io);
  addSearch(table, io);
  addBoard(table, io);
  addWatch(table, io);
}

type PlanFlags = { root?: string; group?: string; horizon?: string; format: string };

function addPlan(table: CommandTable, io: TicketsIo): void {
  const command = table
    .command('plan')
    .description('what can start, what goes on and how far each group is')
    .option('--root <ticket>', 'the same as --group')
    .option('--group <ticket>', 'this ticket and everything below it')
    .option('--horizon <horizon>')
    .option('--format <format>', 'table | json', 'table');
  command.deed = async (flags: PlanFlags) => {
    const format = readWord('--format', ['table', 'json'], flags.format);
    const { loadConfig } = await import('../../repo-tickets/config.ts');
    const { drawPlan, makePlan, printPlan } = await import('../../repo-tickets/plan.ts');
    const { printRow, takeSnapshot } = await import('../../repo-tickets/snapshot.ts');
    const repository = openRepository(io.cwd);
    const now = io.clock();
    const snapshot = takeSnapshot(repository, { now });
    const group = findRow(repository, snapshot, flags.group ?? flags.root)?.id;
    const plan = makePlan(snapshot, { group, horizon: flags.horizon });
    const json = () => JSON.stringify(printPlan(plan, loadConfig(repository), now, printRow), null, 2);
    io.out(`${format === 'json' ? json() : drawPlan(plan)}\n`);
    return 0;
  };
}

type GraphFlags = { ticket?: string; format: string; view: string; output?: string; related?: boolean };

function addGraph(table: CommandTable, io: TicketsIo): void {
  const command = table
    .command('graph')
    .description('draw the tickets and what connects them, into a file')
    .option('--ticket <ticket>', 'only what is connected with this one')
    .option('--format <format>', 'mermaid | dot | json', 'mermaid')
    .option('--view <view>', graphViews.join(' | '), 'dependency')
    .option('--output <file>')
    .option('--related', 'related tickets too')
    .option('--no-related', 'no related tickets (default)');
  command.deed = async (flags: GraphFlags) => {
    const { drawGraph, graphFormats, nameGraph } = await import('../../repo-tickets/draw-graph.ts');
    const { buildGraph } = await import('../../repo-tickets/graph.ts');
    const { takeSnapshot } = await import('../../repo-tickets/snapshot.ts');
    const format = readWord('--format', graphFormats, flags.format)!;
    const view = readWord('--view', graphViews, flags.view)!;
    const repository = openRepository(io.cwd);
    const now = io.clock();
    const snapshot = takeSnapshot(repository, { now, logs: false });
    const ticket = findRow(repository, snapshot, flags.ticket)?.id;
    const graph = buildGraph(snapshot, { view, ticket, related: flags.related });
    if (graph.nodes.length === 0) {
      io.out('No tickets found.\n');
      return 1;
    }
    const name = flags.output ?? join('.tickets', 'graph', nameGraph(graph, format, { view, now }));
    const path = confine(repository, name, name);
    const { saveFile } = await import('../../repo-tickets/write-file.ts');
    saveFile(path, drawGraph(graph, format, { view, now }));
    io.out(`${path}\n`);
    return 0;
  };
}

type NextFlags = RunFlags & { horizon?: string; claim?: boolean; ttlMinutes?: string; json?: boolean };

function addNext(table: CommandTable, io: TicketsIo): void {
  const command = addRunFlags(
    table
      .command('next')
      .description('the ticket to take up next: ready, first in the plan, and held by nobody else')
      .option('--horizon <horizon>'),
  )
    .option('--claim', 'claim it, too')
    .option('--ttl-minutes <minutes>', 'how long the claim holds')
    .option('--json');
  command.deed = async (flags: NextFlags) => {
    const { loadConfig } = await import('../../repo-tickets/config.ts');
    const { takeNext } = await import('../../repo-tickets/next.ts');
    const { printRow } = await import('../../repo-tickets/snapshot.ts');
    const repository = openRepository(io.cwd);
    const ttl = readPositive('--ttl-minutes', flags.ttlMinutes);
    const ttlMinutes = ttl ?? loadConfig(repository).defaults.claims.ttl_minutes;
    const wish = { horizon: flags.horizon, claimFor: flags.claim ? ttlMinutes : null };
    const next = takeNext(repository, readRun(flags, io), wish);
    if (!next) {
      io.out(flags.json ? 'null\n' : 'Nothing is ready.\n');
      return 1;
    }
    const { row, said } = next;
    if (flags.json) io.out(`${JSON.stringify(printRow(row), null, 2)}\n`);
    else io.out(`${row.id} | ${row.title} | priority=${row.priority ?? '-'} | lane=${row.lane ?? '-'}\n`);
    if (said && !flags.json) io.out(`${said}\n`);
    return 0;
  };
}

function addSearch(table: CommandTable, io: TicketsIo): void {
  const command = table
    .command('search <words...>')
    .description('find every line that holds all words, in tickets and logs')
    .option('--limit <count>', 'at most so many', '50')
    .option('--json');
  command.deed = async (flags: { limit: string; json?: boolean }, words: string[]) => {
    const { searchTickets } = await import('../../repo-tickets/search.ts');
    const limit = readPositive('--limit', flags.limit)!;
    const hits = searchTickets(openRepository(io.cwd), words, limit);
    if (flags.json) io.out(`${JSON.stringify(hits, null, 2)}\n`);
    else if (hits.length === 0) io.out('Nothing found.\n');
    else io.out(hits.map(({ path, line, title, text }) => `${path}:${line}: ${title}: ${text}\n`).join(''));
    return hits.length > 0 ? 0 : 1;
  };
}

function addBoard(table: CommandTable, io: TicketsIo): void {
  const command = table
    .command('board')
    .description('the tickets in columns by status')
    .option('--group <ticket>', 'this ticket and everything below it')
    .option('--horizon <horizon>');
  command.deed = async (flags: { group?: string; horizon?: string }) => {
    const { drawBoard } = await import('./draw-board.ts');
    const { closureOf, membersOf } = await import('../../repo-tickets/rollup.ts');
    const { takeSnapshot } = await import('../../repo-tickets/snapshot.ts');
    const repository = openRepository(io.cwd);
    const now = io.clock();
    const snapshot = takeSnapshot(repository, { now });
    const root = findRow(repository, snapshot, flags.group);
    const inside = root ? [...closureOf(root, membersOf(snapshot))] : snapshot.rows;
    const rows = inside.filter(({ horizon }) => flags.horizon === undefined || horizon === flags.horizon);
    io.out(drawBoard(rows, { now, columns: io.terminal.columns }));
    return 0;
  };
}

function addWatch(table: CommandTable, io: TicketsIo): void {
  const command = table
    .command('watch')
    .description('tell what happens to the tickets until interrupted')
    .option('--interval <milliseconds>', 'how often to look', '1000');
  command.deed = async (flags: { interval: string }) => {
    const { watchTickets } = await import('../../repo-tickets/watch.ts');
    const intervalMs = readPositive('--interval', flags.interval)!;
    const repository = openRepository(io.cwd);
    await watchTickets(repository, {
      intervalMs,
      until: io.interrupted,
      tell: (line) => io.out(`${line}\n`),
    });
    return 0;
  };
}

function findRow(repository: Repository, { rows }: Snapshot, ref: string | undefined) {
  if (ref === undefined) return null;
  const { id } = findTicket(repository, ref);
  const row = rows.find(({ place }) => place.id === id);
  if (!row) throw fault(`${ref} cannot be read as a ticket.`, 'See: tickets validate');
  return row;
}
