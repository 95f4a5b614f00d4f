/** The commands that prepare a repository: init, and how git is to merge tickets. */
import { openRepository } from '../../repo-tickets/repository.ts';
import type { CommandTable } from './command-table.ts';
import type { TicketsIo } from './tickets-io.ts';

export function addSetupCommands(table: CommandTable, io: TicketsIo): void {
  const init = table
    .command('init')
    .description('create what is missing')
    .option('--examples', 'write seven example tickets, too')
    .option('--apply', 'renew what belongs to the tool in TICKETS.md, AGENTS.md, the skill and the specs');
  init.deed = async (flags: { examples?: boolean; apply?: boolean }) => {
    const { initRepository } = await import('../../repo-tickets/init.ts');
    const repository = openRepository(io.cwd);
    const now = io.clock();
    initRepository(repository, { apply: flags.apply ?? false, now, toolVersion: io.version });
    if (flags.examples) {
      const { writeExamples } = await import('../../repo-tickets/examples.ts');
      writeExamples(repository, now);
    }
    io.out('Initialized.\n');
    return 0;
  };
  const driver = table
    .command('merge-driver [base] [ours] [theirs]')
    .description('how git can merge tickets by fields; with three files, merge them');
  driver.deed = async (_flags: object, files: string[]) => {
    const { mergeTicketFiles, mergeSuggestion } = await import('../../repo-tickets/merge-driver.ts');
    if (files.length < 3) {
      io.out(mergeSuggestion);
      return 0;
    }
    const conflicts = mergeTicketFiles(files as [string, string, string]);
    for (const conflict of conflicts) io.err(`${conflict}\n`);
    return conflicts.length > 0 ? 1 : 0;
  };
}
