/** `tickets …`: every command of repository tickets, with nothing else of Docket loaded. */
import { Command, CommanderError } from 'commander';
import { messageOf } from '../../repo-tickets/fault.ts';
import { addReadCommands } from './read-commands.ts';
import { addSetupCommands } from './setup-commands.ts';
import type { Add, TicketsIo } from './tickets-io.ts';
import { addViewCommands } from './view-commands.ts';
import { addWriteCommands } from './write-commands.ts';

/**
 * Runs one command to its end. 0 is done, 1 a negative outcome or a command that was not understood, 2 a fault, whose
 * sentence is on `err`.
 */
export async function runTickets(args: readonly string[], io: TicketsIo): Promise<number> {
  let exitCode = 0;
  const program = new Command('tickets')
    .description('Tickets in the repository: Markdown files, append-only logs, no service.')
    .version(io.version, '-V, --version')
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.err });
  const add: Add = (command, deed) => {
    command.action(async () => {
      exitCode = await deed(command.opts() as never, command.args);
    });
  };
  addSetupCommands(program, io, add);
  addWriteCommands(program, io, add);
  addReadCommands(program, io, add);
  addViewCommands(program, io, add);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    io.err(`${messageOf(error)}\n`);
    return 2;
  }
}
