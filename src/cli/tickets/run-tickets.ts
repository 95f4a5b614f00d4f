/** `tickets …`: every command of repository tickets, with nothing else of Docket loaded. */
import { messageOf } from '../../repo-tickets/fault.ts';
import { CommandTable } from './command-table.ts';
import { readPlainLine } from './read-plain-line.ts';
import type { TicketsIo } from './tickets-io.ts';

type AddCommands = (table: CommandTable, io: TicketsIo) => void;

/** Where each command stands, in the order of the help; a command that is run loads the ones beside it and no others. */
const groups: { names: readonly string[]; load(): Promise<AddCommands> }[] = [
  {
    names: ['init', 'merge-driver'],
    load: async () => (await import('./setup-commands.ts')).addSetupCommands,
  },
  {
    names: ['new', 'status', 'log', 'claim'],
    load: async () => (await import('./write-commands.ts')).addWriteCommands,
  },
  {
    names: ['validate', 'repair', 'list', 'config'],
    load: async () => (await import('./read-commands.ts')).addReadCommands,
  },
  {
    names: ['plan', 'next', 'graph', 'search', 'board', 'watch'],
    load: async () => (await import('./view-commands.ts')).addViewCommands,
  },
];

/**
 * Runs one command to its end. 0 is done, 1 a negative outcome or a command that was not understood, 2 a fault, whose
 * sentence is on `err`.
 */
export async function runTickets(args: readonly string[], io: TicketsIo): Promise<number> {
  try {
    const [name = '', ...rest] = args;
    const [entry] = (await loadTable(io, name)).entries.filter((one) => one.name === name);
    const line = entry && readPlainLine(entry, rest);
    if (line) return await entry.deed(line.flags as never, line.words);
    const { runWithCommander } = await import('./run-with-commander.ts');
    return await runWithCommander(await loadTable(io), args, io);
  } catch (error) {
    io.err(`${messageOf(error)}\n`);
    return 2;
  }
}

/** All commands, or those beside the one of this name. */
export async function loadTable(io: TicketsIo, name?: string): Promise<CommandTable> {
  const table = new CommandTable();
  for (const { names, load } of groups)
    if (name === undefined || names.includes(name)) (await load())(table, io);
  return table;
}
