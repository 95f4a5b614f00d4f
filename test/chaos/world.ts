/** Everything a scenario happens in: time, chance, a database, a tracker's servers, and processes that share them. */
import type { TicketView } from '../../src/domain/ticket-view.ts';
import type { Clock, IdSource } from '../../src/ports/clock.ts';
import type { Log } from '../../src/ports/log.ts';
import type { Store } from '../../src/ports/store.ts';
import type { Tracker } from '../../src/ports/tracker.ts';
import type { createPublication } from '../../src/publication/create-publication.ts';
import type { PublicationDeps } from '../../src/publication/desk.ts';
import type { Publication } from '../../src/publication/publication.ts';
import { createMutate, type Mutate } from '../../src/tickets/mutate.ts';
import { connect } from '../support/scripted-tracker.ts';
import { type Jobs, openJobs } from './jobs.ts';
import type { Kind } from './kinds.ts';
import { type Life, type Meeting, startLife } from './life.ts';
import { type Database, openDatabase, type Tables, type Witness } from './memory-database.ts';
import { openMemoryStore, tableNames } from './memory-store.ts';
import { type Network, type NetworkPlan, openNetwork } from './network.ts';
import { type Dice, throwDice } from './seeded.ts';
import { openService, type Service } from './service.ts';
import { startTimeline, type Timeline } from './timeline.ts';

/** What is put to the test: the production code, or that code with one safeguard taken out. */
export type Production = { createPublication: typeof createPublication };

/** One process: its life, and the publication it runs. */
export type Instance = {
  life: Life;
  publication: Publication;
  store: Store;
  mutate: Mutate;
  jobs: Jobs;
  /** Aborts when the process is asked to end. */
  stopping: AbortController;
};

export type World = {
  timeline: Timeline;
  dice: Dice;
  database: Database;
  service: Service;
  network: Network;
  jobs: ReturnType<typeof openJobs>;
  start(beginning: Beginning, onDeath?: (backAfter: number | null) => void): Instance;
};

export type Beginning = { name: string; soleOwner: boolean; meets?: readonly Meeting[]; skewMs?: number };

export type WorldPlan = {
  production: Production;
  kind: Kind;
  seed: number;
  startsAt: number;
  tables: Tables;
  /** Titles of issues that other people wrote before. */
  foreign: readonly string[];
  faultRate: number;
  calmFrom: number;
  witness: Witness;
  watch: NetworkPlan['watch'];
  /** Faults that were written to a log as somebody's mistake. */
  onError(message: string, error: unknown): void;
};

export const secret = 'a secret of the simulation';

export function openWorld(plan: WorldPlan): World {
  const dice = throwDice(plan.seed);
  const timeline = startTimeline(plan.startsAt);
  const database = openDatabase(tableNames, plan.witness);
  database.load(plan.tables);
  const service = openService(plan.kind, timeline, dice);
  for (const title of plan.foreign) service.addForeign(title);
  const network = openNetwork({ ...plan, service, timeline, dice });
  const jobs = openJobs(timeline, dice);
  const ids = countIds(plan.startsAt);
  return {
    ...{ timeline, dice, database, service, network, jobs },
    start(beginning, onDeath = () => {}) {
      const life = startLife({
        ...{ ...beginning, timeline, dice },
        onDeath: (backAfter) => {
          database.drop(life);
          jobs.leave(life);
          onDeath(backAfter);
        },
        onPause: () => jobs.fallSilent(life),
      });
      const store = openMemoryStore(database, life, life.reach);
      const own = { ...worldlyDeps(life, dice), ids, store, queue: jobs.queueOf(life) };
      const mutate = createMutate({ clock: life.clock, ids, pause: (ms) => sleepIn(life, ms) });
      const publication = plan.production.createPublication({
        ...own,
        ...{ mutate, secret, instance: beginning.name, soleOwner: beginning.soleOwner },
        tickets: { view: async (_caller, ids) => viewsOf(ids), uncovered: async () => [] },
        trackers: connect(network.connect(life) as Tracker),
        log: logTo(plan.onError),
      });
      return { life, publication, store, mutate, jobs: jobs.of(life), stopping: new AbortController() };
    },
  };
}

/** What comes from outside: time and chance. */
function worldlyDeps(
  life: Life,
  dice: Dice,
): Required<Pick<PublicationDeps, 'clock' | 'sleep' | 'timeout' | 'random'>> {
  return {
    clock: life.clock as Clock,
    random: dice.next,
    sleep: (ms, signal) => sleepIn(life, ms, signal),
    timeout(ms, signal) {
      if (signal?.aborted) return signal;
      const controller = new AbortController();
      life.later(ms, () => controller.abort('too late'));
      signal?.addEventListener('abort', () => controller.abort('given up'), { once: true });
      return controller.signal;
    },
  };
}

export function sleepIn(life: Life, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    life.later(ms, resolve);
    signal?.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** Ids in ascending order; `era` keeps those of the preparation apart from those of the scenario. */
function countIds(era: number): IdSource {
  let count = 0;
  const first = era.toString(16).padStart(12, '0');
  return {
    next() {
      count += 1;
      const last = count.toString(16).padStart(12, '0');
      return `${first.slice(0, 8)}-${first.slice(8)}-7000-8000-${last}`;
    },
  };
}

/** Cards are drawn from views; of what they show a push needs nothing. */
function viewsOf(ids: readonly string[]) {
  return ids.map((id) => ({ ticket: { id }, refs: [] })) as unknown as TicketView[];
}

function logTo(onError: WorldPlan['onError']): Log {
  const quiet = () => {};
  const log = { debug: quiet, info: quiet, warn: quiet };
  return { ...log, error: (message: string, fields) => onError(message, fields?.error) } as Log;
}
