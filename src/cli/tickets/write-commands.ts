/** The commands that change tickets: new, status, log, claim. */
import { resolutions, statuses } from '../../repo-tickets/format.ts';
import { findTicket, openRepository } from '../../repo-tickets/repository.ts';
import { refuseSecrets, type SecretInput } from '../../repo-tickets/secrets.ts';
import { type CommandEntry, type CommandTable, repeated } from './command-table.ts';
import { addRunFlags, type RunFlags, readPositive, readRun, readWord } from './flags.ts';
import type { TicketsIo } from './tickets-io.ts';

const secretFlag = ['--allow-secret-like', 'keep what looks like a token or key'] as const;

export function addWriteCommands(table: CommandTable, io: TicketsIo): void {
  addNew(table, io);
  addStatus(table, io);
  addLog(table, io);
  addClaim(table, io);
}

type NewFlags = {
  title: string;
  status: string;
  priority?: string;
  label?: string[];
  assignmentMode?: string;
  assignmentOwner?: string;
  dependency?: string[];
  block?: string[];
  related?: string[];
  iterationTimeboxMinutes?: string;
  maxIterations?: string;
  maxToolCalls?: string;
  checkpointEveryMinutes?: string;
  verificationCommand?: string[];
  createdAt?: string;
  nodeType?: string;
  groupId?: string[];
  lane?: string;
  rank?: string;
  horizon?: string;
  precedes?: string[];
  resolution?: string;
  allowSecretLike?: boolean;
};

function addNew(table: CommandTable, io: TicketsIo): void {
  describeNew(table).deed = async (flags: NewFlags) => {
    const { createTicket } = await import('../../repo-tickets/new-ticket.ts');
    const { loadConfig } = await import('../../repo-tickets/config.ts');
    const agentLimits = readLimits(flags);
    const rank = readPositive('--rank', flags.rank);
    if (!flags.allowSecretLike) refuseSecrets(secretsOfNew(flags));
    const repository = openRepository(io.cwd);
    const { label: labels, dependency: dependencies, block: blocks, groupId: groupIds } = flags;
    const verificationCommands = flags.verificationCommand;
    const lists = { labels, dependencies, blocks, groupIds, verificationCommands };
    const wish = { ...flags, ...lists, agentLimits, rank };
    const place = createTicket(repository, wish, loadConfig(repository), io.clock());
    io.out(`${place.id}\n`);
    return 0;
  };
}

function describeNew(table: CommandTable): CommandEntry {
  return table
    .command('new')
    .description('create a ticket and print its id')
    .requiredOption('--title <title>')
    .option('--status <status>', statuses.join(' | '), 'todo')
    .option('--priority <priority>', 'low | medium | high | critical')
    .option('--label <label>', 'may be repeated', repeated)
    .option('--assignment-mode <mode>', 'human_only | agent_only | mixed')
    .option('--assignment-owner <owner>', 'such as @alice, team:core or agent:codex')
    .option('--dependency <ticketId>', 'has to be finished first; may be repeated', repeated)
    .option('--block <ticketId>', 'waits for this one; may be repeated', repeated)
    .option('--related <ticketId>', 'may be repeated', repeated)
    .option('--iteration-timebox-minutes <minutes>')
    .option('--max-iterations <count>')
    .option('--max-tool-calls <count>')
    .option('--checkpoint-every-minutes <minutes>')
    .option('--verification-command <command>', 'may be repeated', repeated)
    .option('--created-at <timestamp>')
    .option('--node-type <nodeType>', 'work | group | checkpoint')
    .option('--group-id <groupId>', 'a ticket that contains this one; may be repeated', repeated)
    .option('--lane <lane>')
    .option('--rank <rank>', 'a positive integer')
    .option('--horizon <horizon>')
    .option('--precedes <ticketId>', 'comes after this one; may be repeated', repeated)
    .option('--resolution <resolution>', resolutions.join(' | '))
    .option(...secretFlag);
}

function readLimits(flags: NewFlags): Record<string, number | undefined> {
  return {
    iteration_timebox_minutes: readPositive('--iteration-timebox-minutes', flags.iterationTimeboxMinutes),
    max_iterations: readPositive('--max-iterations', flags.maxIterations),
    max_tool_calls: readPositive('--max-tool-calls', flags.maxToolCalls),
    checkpoint_every_minutes: readPositive('--checkpoint-every-minutes', flags.checkpointEveryMinutes),
  };
}

function secretsOfNew(flags: NewFlags): SecretInput {
  return {
    '--title': flags.title,
    '--label': flags.label,
    '--verification-command': flags.verificationCommand,
    '--assignment-owner': flags.assignmentOwner,
    '--lane': flags.lane,
    '--horizon': flags.horizon,
  };
}

type StatusFlags = RunFlags & {
  ticket: string;
  status: string;
  resolution?: string;
  context?: string[];
  allowSecretLike?: boolean;
};

function addStatus(table: CommandTable, io: TicketsIo): void {
  const command = addRunFlags(
    table
      .command('status')
      .description('set the status of a ticket and log it')
      .requiredOption('--ticket <ticket>', 'an id or part of it, a key or a path')
      .requiredOption('--status <status>', statuses.join(' | ')),
  )
    .option('--context <items...>')
    .option('--resolution <resolution>', `${resolutions.join(' | ')}, with done or canceled`)
    .option(...secretFlag);
  command.deed = async (flags: StatusFlags) => {
    const { changeStatus } = await import('../../repo-tickets/change-ticket.ts');
    const status = readWord('--status', statuses, flags.status)!;
    const resolution = readWord('--resolution', resolutions, flags.resolution);
    const run = readRun(flags, io);
    if (!flags.allowSecretLike) refuseSecrets({ '--context': flags.context });
    const place = findTicket(openRepository(io.cwd), flags.ticket);
    const outcome = changeStatus(place, run, { status, resolution, context: flags.context });
    if (!outcome.done) io.out(`${outcome.said}\n`);
    return outcome.done ? 0 : 1;
  };
}

type LogFlags = RunFlags & {
  ticket: string;
  summary: string;
  machine?: boolean;
  changes?: string[];
  decisions?: string[];
  nextSteps?: string[];
  blockers?: string[];
  ticketsCreated?: string[];
  createdFrom?: string;
  context?: string[];
  verificationCommands?: string[];
  verificationResults?: string;
  allowSecretLike?: boolean;
};

function addLog(table: CommandTable, io: TicketsIo): void {
  const command = addRunFlags(
    table
      .command('log')
      .description('add what was done on a ticket to its log')
      .requiredOption('--ticket <ticket>', 'an id or part of it, a key or a path')
      .requiredOption('--summary <summary>'),
  )
    .option('--machine', 'written by a machine; needs --context')
    .option('--changes <files...>', 'files that were changed')
    .option('--decisions <decisions...>')
    .option('--next-steps <nextSteps...>')
    .option('--blockers <blockers...>')
    .option('--tickets-created <tickets...>')
    .option('--created-from <ticketId>')
    .option('--context <items...>')
    .option('--verification-commands <commands...>')
    .option('--verification-results <results>')
    .option(...secretFlag);
  command.deed = async (flags: LogFlags) => {
    const { logWork } = await import('../../repo-tickets/log-work.ts');
    const run = readRun(flags, io);
    if (!flags.allowSecretLike)
      refuseSecrets({
        '--summary': flags.summary,
        '--changes': flags.changes,
        '--decisions': flags.decisions,
        '--next-steps': flags.nextSteps,
        '--blockers': flags.blockers,
        '--context': flags.context,
        '--verification-commands': flags.verificationCommands,
        '--verification-results': flags.verificationResults,
      });
    logWork(findTicket(openRepository(io.cwd), flags.ticket), run, flags);
    return 0;
  };
}

type ClaimFlags = RunFlags & {
  ticket: string;
  ttlMinutes?: string;
  release?: boolean;
  force?: boolean;
  reason?: string;
  allowSecretLike?: boolean;
};

function addClaim(table: CommandTable, io: TicketsIo): void {
  const command = addRunFlags(
    table
      .command('claim')
      .description('take, prolong, give back or take over the claim on a ticket')
      .requiredOption('--ticket <ticket>', 'an id or part of it, a key or a path'),
  )
    .option('--ttl-minutes <minutes>', 'how long the claim holds')
    .option('--release', 'give it back')
    .option('--force', 'take over what somebody else holds; needs --reason')
    .option('--reason <reason>')
    .option(...secretFlag);
  command.deed = async (flags: ClaimFlags) => {
    const { claimTicket } = await import('../../repo-tickets/claim-ticket.ts');
    const { loadConfig } = await import('../../repo-tickets/config.ts');
    const ttl = readPositive('--ttl-minutes', flags.ttlMinutes);
    const run = readRun(flags, io);
    if (!flags.allowSecretLike) refuseSecrets({ '--reason': flags.reason });
    const repository = openRepository(io.cwd);
    const place = findTicket(repository, flags.ticket);
    const ttlMinutes = ttl ?? loadConfig(repository).defaults.claims.ttl_minutes;
    const { release, force, reason } = flags;
    const outcome = claimTicket(place, run, { ttlMinutes, release, force, reason });
    io.out(`${outcome.said}\n`);
    return outcome.done ? 0 : 1;
  };
}
