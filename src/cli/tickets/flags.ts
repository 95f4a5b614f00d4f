/** Reads the values of flags, and refuses what no flag can mean. */
import { resolveActor } from '../../repo-tickets/actor.ts';
import { fault } from '../../repo-tickets/fault.ts';
import { isOneOf } from '../../repo-tickets/format.ts';
import type { Run } from '../../repo-tickets/logs.ts';
import type { CommandEntry } from './command-table.ts';
import type { TicketsIo } from './tickets-io.ts';

/** Throws "Invalid --rank. Use a positive integer". */
export function readPositive(flag: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const number = /^\d{1,9}$/.test(value.trim()) ? Number(value) : 0;
  if (number <= 0) throw fault(`Invalid ${flag}. Use a positive integer`);
  return number;
}

/** Throws "Invalid --status. Use one of: …". */
export function readWord<Word extends string>(
  flag: string,
  words: readonly Word[],
  value: string | undefined,
): Word | undefined {
  if (value === undefined || isOneOf(words, value)) return value;
  throw fault(`Invalid ${flag}. Use one of: ${words.join(', ')}`);
}

export type RunFlags = { actorId?: string; actorType?: string; runId?: string; runStarted?: string };

export function addRunFlags(command: CommandEntry): CommandEntry {
  return command
    .option('--actor-type <actorType>', 'human | agent')
    .option('--actor-id <actorId>', 'who acts, such as @alice or agent:codex')
    .option('--run-id <runId>', 'the run this belongs to')
    .option('--run-started <runStarted>', 'when that run began');
}

export function readRun(flags: RunFlags, io: TicketsIo): Run {
  const { runId, runStarted } = flags;
  return { ...resolveActor(flags, io.environment), runId, runStarted, clock: io.clock };
}
