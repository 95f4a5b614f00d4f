/** Runs a command line by commander: help, versions, and every line that is not plain, with its words for what is wrong. */
import { Command, CommanderError, Option } from 'commander';
import type { CommandTable, Flag } from './command-table.ts';
import type { TicketsIo } from './tickets-io.ts';

/** The exit code; 1 for a line that was not understood. Throws what the command throws. */
export async function runWithCommander(
  { entries }: CommandTable,
  args: readonly string[],
  io: TicketsIo,
): Promise<number> {
  let exitCode = 0;
  const program = new Command('tickets')
    .description('Tickets in the repository: Markdown files, append-only logs, no service.')
    .version(io.version, '-V, --version')
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.err });
  for (const { usage, about, flags, deed } of entries) {
    const command = program.command(usage).description(about);
    for (const flag of flags) command.addOption(optionOf(flag));
    command.action(async () => {
      exitCode = await deed(command.opts() as never, command.args);
    });
  }
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    throw error;
  }
}

function optionOf({ written, about, fallback, required, repeats }: Flag): Option {
  const option = new Option(written, about).makeOptionMandatory(required);
  if (fallback !== undefined) option.default(fallback);
  if (repeats) option.argParser((value: string, before: string[] = []) => [...before, value]);
  return option;
}
