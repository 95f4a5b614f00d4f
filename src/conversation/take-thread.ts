/** Finds the conversation a terminal is for, where other processes on the same store have terminals too. */
import { setTimeout as pause } from 'node:timers/promises';
import { DocketError } from '../domain/errors.ts';
import type { Store } from '../ports/store.ts';

export const firstThread = 'main';

/** The name of a conversation that this process has to itself until it ends, and in a sentence why it is not the usual one. */
export type TakenThread = { name: string; because: string | null };

type TakeDeps = {
  store: Pick<Store, 'inbox'>;
  /** True for one process of all. */
  hold(name: string): Promise<boolean>;
};

/** Nobody has so many terminals; where they are all taken, something else is wrong. */
const mostThreads = 100;
/** A server may take a moment to notice that the last terminal of this name is gone. Milliseconds. */
const patienceMs = 3_000;
const lookEveryMs = 100;

/**
 * The one that was asked for; else one in which something was left unanswered; else the first of `main`, `main-2`, … that
 * is free. Throws CONCURRENCY_CONFLICT where another terminal has it.
 */
export async function takeThread(deps: TakeDeps, wanted: string | undefined): Promise<TakenThread> {
  if (wanted) return takeNamed(deps, wanted);
  const names = Array.from({ length: mostThreads }, (_, at) => firstThread + (at === 0 ? '' : `-${at + 1}`));
  const unanswered = await deps.store.inbox.unfinished({ surfaces: ['terminal'], threadIds: [] });
  const cutOff = new Set(unanswered.map(({ event }) => event.thread));
  for (const name of names.toSorted((one, other) => Number(cutOff.has(other)) - Number(cutOff.has(one)))) {
    if (await deps.hold(name)) return { name, because: reasonFor(name, cutOff.has(name)) };
  }
  throw openElsewhere(firstThread);
}

async function takeNamed({ hold }: TakeDeps, name: string): Promise<TakenThread> {
  for (let waited = 0; waited <= patienceMs; waited += lookEveryMs) {
    if (await hold(name)) return { name, because: null };
    await pause(lookEveryMs);
  }
  throw openElsewhere(name);
}

function reasonFor(name: string, isCutOff: boolean): string | null {
  if (name === firstThread) return null;
  return isCutOff
    ? `This goes on with the conversation "${name}", which was cut off.`
    : `The conversation "${firstThread}" is open in another terminal, so this one is "${name}".`;
}

function openElsewhere(name: string): DocketError {
  return new DocketError('CONCURRENCY_CONFLICT', {
    message: `The conversation "${name}" is open in another terminal.`,
    remedy: 'Leave it there first, or choose another name with --thread.',
  });
}
