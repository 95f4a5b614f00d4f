/** A dispatcher over real storage for tests, with a runner that remembers what it began, and a process that can die anywhere. */
import type { Readiness } from '../../src/domain/dispatch.ts';
import type { Id } from '../../src/domain/ids.ts';
import type { AgentBrief, AgentRunner } from '../../src/ports/agent-runner.ts';
import { silentLog } from '../../src/ports/log.ts';
import type { Store } from '../../src/ports/store.ts';
import {
  createDispatcher,
  type DispatchDeps,
  type Dispatcher,
} from '../../src/tickets/dispatch/dispatcher.ts';
import { createAppendEvents } from '../../src/tickets/mutate.ts';
import type { TicketDesk } from './ticket-desk.ts';

/** Outlives every process: what it began stays begun. */
export type TestRunner = AgentRunner & {
  runs: Map<Id, AgentBrief>;
  /** How often it was asked to begin, also what it had begun already. */
  asked: number;
  woken: string[];
  settled: string[];
  ready: Readiness;
  lost: Set<Id>;
  fault: Error | null;
};

export function createTestRunner(): TestRunner {
  const runner: TestRunner = {
    ...{ runs: new Map(), asked: 0, woken: [], settled: [], ready: 'ready', lost: new Set(), fault: null },
    readiness: async () => runner.ready,
    async start(brief) {
      if (runner.fault) throw runner.fault;
      runner.asked += 1;
      if (!runner.runs.has(brief.dispatchId)) runner.runs.set(brief.dispatchId, brief);
    },
    isAlive: async (id) => runner.runs.has(id) && !runner.lost.has(id),
    wake: async ({ reason, source }) => void runner.woken.push(`${reason} ${source}`),
    settleStep: async ({ runId, stepId, ticketIds }) =>
      void runner.settled.push(`${runId} ${stepId} ${ticketIds.length}`),
  };
  return runner;
}

export type TestClock = { now(): Date; pass(ms: number): void };

export function startClock(): TestClock {
  let at = Date.parse('2026-11-21T09:00:00.000Z');
  return {
    now: () => new Date(at),
    pass(ms) {
      at += ms;
    },
  };
}

/** One process: where `store` dies, nothing after that happens. */
export function openDispatcher(
  desk: TicketDesk,
  runner: TestRunner | null,
  { clock, store = desk.storage.store }: { clock: TestClock; store?: Store },
): Dispatcher {
  const { ids } = desk.storage;
  const deps: DispatchDeps = {
    ...{ store, mutate: desk.mutate, clock, ids, log: silentLog },
    appendEvents: createAppendEvents({ clock, ids }),
    runner: () => runner,
    openChannel: async ({ workspaceId, key }) => (await store.threads.ensure(workspaceId, 'ticket', key)).id,
  };
  return createDispatcher(deps);
}

export class Killed extends Error {}

/**
 * A store that dies at the `at`th statement: with `after`, once that statement (or the commit) is through. Everything after
 * that is refused too, as from a process that is gone.
 */
export function mortalStore(store: Store, at: number, after: boolean): { store: Store; died(): boolean } {
  let count = 0;
  const reach = async <Result>(call: () => Promise<Result>): Promise<Result> => {
    count += 1;
    if (count > at || (count === at && !after)) throw new Killed();
    const result = await call();
    if (count >= at) throw new Killed();
    return result;
  };
  const wrap = <Shape extends object>(target: Shape): Shape =>
    new Proxy(target, {
      get(own, name) {
        const value = Reflect.get(own, name);
        if (name === 'transact') {
          return (work: (nouns: Store) => Promise<unknown>) =>
            reach(() => store.transact((nouns) => work(wrap(nouns as Store))));
        }
        if (name === 'exclusively')
          return (...args: Parameters<Store['exclusively']>) => store.exclusively(...args);
        if (typeof value === 'function') return (...args: unknown[]) => reach(() => value.apply(own, args));
        return value && typeof value === 'object' ? wrap(value) : value;
      },
    });
  return { store: wrap(store), died: () => count >= at };
}
