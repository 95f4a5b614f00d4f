/** What a running house does by itself: works off pushes, and posts reports and reminders when they are due. */
import type { Services } from './catalog/services.ts';
import type { Workspace } from './domain/principal.ts';
import { checkoutOf } from './domain/repo-base.ts';
import type { StillPost } from './planning/ask-after.ts';
import type { AttentionPost } from './planning/escalations.ts';
import type { DuePost } from './planning/post-due.ts';
import type { Clock } from './ports/clock.ts';
import type { Log } from './ports/log.ts';
import type { DigestPost } from './publication/sync/digest.ts';
import type { SecondsPost } from './publication/tell-seconds.ts';
import type { Storage } from './storage/open.ts';

/** How often pushes are looked for that nobody works on any more. */
const recoverEveryMs = 10_000;

/** How often reports and reminders that are due are looked for. */
const lookForDueEveryMs = 10_000;

/** How often files of attached repositories are looked at. */
const lookAtFilesEveryMs = 3_000;

/** How often it is looked whether an address is to be told again. */
const tellEveryMs = 5_000;

const minuteMs = 60_000;

/** Minutes between two looks at a tracker where nobody has set anything. */
const pollEvery = 5;

/** How often it is looked whether any ticket came to have two issues. */
const sweepEveryMs = 60 * 60_000;

/** How long what a person changed can be taken back. */
const keepChangesMs = 30 * 24 * 60 * 60_000;

/** How often it is looked whether a tracker is due to be asked, and whether there is something to tell. */
const lookForNewsEveryMs = 5_000;

/** How often reports and sendings are looked for that nobody works on any more. */
const requeueEveryMs = 5 * minuteMs;

/** How threads are told what changed at trackers, and of issues that are there twice. */
export type NewsPost = DigestPost & { postSeconds: SecondsPost['post'] };

/** How often it is looked whether agents can begin what waits for them. */
const lookForDispatchesEveryMs = minuteMs;

/** How often work is looked for whose run is gone (S4-37). */
const recoverWorkEveryMs = 10 * minuteMs;

/** How often tickets are looked at that may need somebody's attention (S2-57), and what is old is put away. */
const escalateEveryMs = 5 * minuteMs;
/** How often blocked tickets are looked for that nobody speaks of; each is asked after once a day. */
const askAfterEveryMs = 60 * minuteMs;
const archiveEveryMs = 24 * 60 * minuteMs;

export type RegularWork = {
  /** Begins to work off pushes, first those that a stopped process left behind. */
  startPushing(): Promise<void>;
  /** Begins to post scheduled reports and reminders, first those that are late. */
  startPosting(how: DuePost): void;
  /** Begins to follow what was pushed: webhooks that came in, what trackers say has changed, and what people send there. */
  startSyncing(how: NewsPost): Promise<void>;
  /** Begins to give tickets to agents, first those that were left behind. Whoever runs agents should be there by then. */
  startDispatching(): Promise<void>;
  /** Begins to escalate, on what happens and as time passes, and to put away what is old. */
  startEscalating(how: AttentionPost & StillPost): Promise<void>;
  /** Begins to keep attached repositories and their tickets in step. */
  startStepping(): Promise<void>;
  /** Begins to tell the addresses that people named what happens. */
  startTelling(): Promise<void>;
  /** Waits for what is under way. */
  stop(): Promise<void>;
};

type RegularDeps = {
  services: Pick<Services, 'publication' | 'planning' | 'factory' | 'dispatcher' | 'outgoing' | 'checkouts'>;
  storage: Pick<Storage, 'store' | 'queue' | 'events'>;
  workspace: Pick<Workspace, 'id'>;
  clock: Clock;
  log: Log;
};

export function createRegularWork(deps: RegularDeps): RegularWork {
  const { storage, workspace, clock, log } = deps;
  const { publication, planning } = deps.services;
  const recovering = createRepeater(recoverEveryMs, log, 'recovering pushes', () => publication.recover());
  const sweeping = createRepeater(sweepEveryMs, log, 'looking for second issues', () => publication.sweep());
  let posting: Repeater | null = null;
  let following: Pick<Repeater, 'stop'> | null = null;
  const dispatching = createDispatching(deps);
  const escalating = createEscalating(deps);
  const telling = createTelling(deps);
  const stepping = createStepping(deps);
  return {
    async startPushing() {
      await storage.store.changes.forget(new Date(clock.now().getTime() - keepChangesMs).toISOString());
      await publication.recover();
      await storage.queue.work('push', (job, signal) =>
        publication.runPush(String(job.payload.pushId), signal),
      );
      recovering.start();
      sweeping.start();
    },
    startPosting(how) {
      posting ??= createRepeater(lookForDueEveryMs, log, 'posting what is due', () => planning.postDue(how));
      posting.start();
      posting.now();
    },
    async startSyncing(how) {
      await publication.requeueSync(true);
      await storage.queue.work('sync', (job, signal) => publication.workSync(workspace.id, job, signal), {
        concurrency: 2,
      });
      following ??= follow(deps, how);
    },
    startDispatching: dispatching.start,
    startEscalating: escalating.start,
    startTelling: telling.start,
    startStepping: stepping.start,
    async stop() {
      await stepping.stop();
      await telling.stop();
      await dispatching.stop();
      await escalating.stop();
      await following?.stop();
      await recovering.stop();
      await sweeping.stop();
      await posting?.stop();
    },
  };
}

/** Looks at trackers that are due, tells what changed there, and takes up what nobody works on any more. */
function follow({ services, storage, log }: RegularDeps, how: NewsPost): Pick<Repeater, 'stop'> {
  const { publication } = services;
  const lookForNews = async () => {
    for (const { id } of await storage.store.workspaces.list()) {
      const { syncMinutes = pollEvery } = await storage.store.preferences.get(id, 'workspace');
      if (syncMinutes > 0) await publication.poll(id, syncMinutes * minuteMs);
    }
    await publication.postDigests(how);
    await publication.tellSeconds({ reach: how.reach, post: how.postSeconds });
  };
  const looking = createRepeater(lookForNewsEveryMs, log, 'following trackers', lookForNews);
  const requeueing = createRepeater(requeueEveryMs, log, 'taking up what was left behind', () =>
    publication.requeueSync(false),
  );
  looking.start();
  requeueing.start();
  return {
    async stop() {
      await looking.stop();
      await requeueing.stop();
    },
  };
}

/** Sees what happens as it happens, and looks again and again at what waits, in every workspace. */
function createDispatching({ services, storage, log }: RegularDeps): {
  start(): Promise<void>;
  stop(): Promise<void>;
} {
  const { dispatcher } = services;
  const everywhere = (look: (workspaceId: string) => Promise<void>) => async () => {
    for (const { id } of await storage.store.workspaces.list()) await look(id);
  };
  const sweep = everywhere(dispatcher.sweep);
  const sweeping = createRepeater(lookForDispatchesEveryMs, log, 'giving tickets to agents', sweep);
  const recover = everywhere(dispatcher.recover);
  const recovering = createRepeater(recoverWorkEveryMs, log, 'taking up work of agents', recover);
  let started = false;
  return {
    async start() {
      if (started) return;
      started = true;
      await storage.events.subscribe('dispatcher', (events) => dispatcher.onEvents(events));
      recovering.now();
      for (const one of [sweeping, recovering]) one.start();
    },
    async stop() {
      await sweeping.stop();
      await recovering.stop();
    },
  };
}

/** One process sees what happens; every process tells what threads within its reach were not told. */
function createEscalating({ services, storage, log }: RegularDeps) {
  const { planning } = services;
  const repeaters: Repeater[] = [];
  const everywhere = async (look: (workspaceId: string) => Promise<unknown>) => {
    for (const { id } of await storage.store.workspaces.list()) await look(id);
  };
  return {
    async start(how: AttentionPost & StillPost) {
      if (repeaters.length > 0) return;
      const tell = () => everywhere((id) => planning.tellAttention(id, how));
      const look = () => everywhere((id) => planning.escalateAll(id)).then(tell);
      const telling = createRepeater(minuteMs, log, 'telling of what needs attention', tell);
      repeaters.push(
        telling,
        createRepeater(escalateEveryMs, log, 'looking for what needs attention', look),
        createRepeater(askAfterEveryMs, log, 'asking after what stands still', () =>
          everywhere((id) => planning.askAfterStill(id, how)),
        ),
        createRepeater(archiveEveryMs, log, 'putting away what is old', () =>
          everywhere(planning.archiveOld),
        ),
      );
      await storage.events.subscribe('factory', (events) => services.factory.onEvents(events));
      await storage.events.subscribe('escalation', async (events) => {
        await planning.onEvents(events);
        if (events.some(({ type }) => type === 'TicketEscalated')) telling.now();
      });
      for (const one of repeaters) {
        one.start();
        one.now();
      }
    },
    async stop() {
      for (const one of repeaters) await one.stop();
    },
  };
}

/** Soon after a ticket or a file has changed, and again and again; nothing is loaded where no repository is attached. */
function createStepping({ services, storage, log }: RegularDeps) {
  const stopping = new AbortController();
  const { signal } = stopping;
  let isAsked = false;
  const stepping = createRepeater(lookAtFilesEveryMs, log, 'keeping repositories in step', async () => {
    isAsked = false;
    const attached = (await storage.store.workspaces.list()).some((one) => checkoutOf(one) !== null);
    if (attached && !signal.aborted) await services.checkouts.keepInStep({ wake, signal });
  });
  function wake(): void {
    if (isAsked || signal.aborted) return;
    isAsked = true;
    stepping.now();
  }
  return {
    async start() {
      await storage.events.subscribe('repositories', async () => wake());
      stepping.start();
      wake();
    },
    async stop() {
      stopping.abort();
      await stepping.stop();
    },
  };
}

/** Soon after something has happened, and again and again for what was not taken. */
function createTelling({ services, storage, log }: RegularDeps) {
  const stopping = new AbortController();
  const telling = createRepeater(tellEveryMs, log, 'telling addresses what happened', () =>
    services.outgoing.deliver(stopping.signal),
  );
  return {
    async start() {
      await storage.events.subscribe('webhooks', async () => telling.now());
      telling.start();
      telling.now();
    },
    async stop() {
      stopping.abort();
      await telling.stop();
    },
  };
}

type Repeater = { start(): void; now(): void; stop(): Promise<void> };

/** Does something again and again, never twice at once; `stop` waits for what is under way. */
function createRepeater(everyMs: number, log: Log, what: string, work: () => Promise<unknown>): Repeater {
  let timer: NodeJS.Timeout | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const now = () => {
    last = last.then(work).catch((error) => log.error(`${what} failed`, { error }));
  };
  return {
    now,
    start() {
      timer ??= setInterval(now, everyMs).unref();
    },
    async stop() {
      if (timer) clearInterval(timer);
      await last;
    },
  };
}
