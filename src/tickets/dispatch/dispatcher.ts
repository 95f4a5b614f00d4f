/** Gives tickets to the agents they are assigned to, each assignment exactly once, whatever happens meanwhile (S4-40). */
import { setTimeout as wait } from 'node:timers/promises';
import type { Dispatch } from '../../domain/dispatch.ts';
import { isDocketError } from '../../domain/errors.ts';
import type { DomainEvent } from '../../domain/event.ts';
import type { Id } from '../../domain/ids.ts';
import type { Caller } from '../../domain/principal.ts';
import { advanceDispatch } from './advance.ts';
import { considerTicket } from './consider.ts';
import type { DispatchDeps } from './dispatch-deps.ts';
import { followEvents } from './follow-events.ts';
import { recoverStranded } from './recover.ts';
import { type Wake, wakeAgent } from './wake.ts';

export type Dispatcher = {
  /** For events as they come, in any order and however often. */
  onEvents(events: readonly DomainEvent[]): Promise<void>;
  /** Looks at everything that waits or was left behind. */
  sweep(workspaceId: Id): Promise<void>;
  /** Work whose run is gone opens again, three times at most; then it is blocked (S4-37). */
  recover(workspaceId: Id): Promise<void>;
  /** False when nothing was told: told within five minutes already, by the agent itself, or nobody is at it (S4-45). */
  wake(caller: Caller, ticketId: Id, wake: Wake): Promise<boolean>;
  /** Of these tickets, oldest first. */
  ofTickets(workspaceId: Id, ticketIds: readonly Id[]): Promise<Dispatch[]>;
  /** All that have not ended, oldest first. */
  open(workspaceId: Id): Promise<Dispatch[]>;
};

export type { DispatchDeps } from './dispatch-deps.ts';

export function createDispatcher(deps: DispatchDeps): Dispatcher {
  const sweep = async (workspaceId: Id) => {
    const agents = await deps.store.tickets.list(workspaceId, { work: ['open'] });
    const open = await deps.store.dispatches.open(workspaceId);
    const given = agents.filter(({ work }) => work.assigneeType === 'agent' && work.assigneeId !== null);
    const ids = new Set([...given.map(({ id }) => id), ...open.map(({ ticketId }) => ticketId)]);
    for (const id of ids) await considerTicket(deps, workspaceId, id);
    await advanceAll(deps, workspaceId);
  };
  return {
    sweep,
    async onEvents(events) {
      const workspaces = await followEvents(deps, events);
      for (const workspaceId of workspaces) await advanceAll(deps, workspaceId);
    },
    recover: async (workspaceId) => {
      await recoverStranded(deps, workspaceId);
      await sweep(workspaceId);
    },
    wake: (caller, ticketId, wake) => wakeAgent(deps, caller, ticketId, wake),
    ofTickets: (workspaceId, ids) => deps.store.dispatches.ofTickets(workspaceId, ids),
    open: (workspaceId) => deps.store.dispatches.open(workspaceId),
  };
}

const tries = 40;

/** One instance at a time begins work in a workspace, so that none takes more than an agent can do. */
async function advanceAll(deps: DispatchDeps, workspaceId: Id): Promise<void> {
  const busy = () => new Busy();
  for (let attempt = 1; attempt <= tries; attempt++) {
    try {
      await deps.store.exclusively(`dispatch:${workspaceId}`, () => advanceEach(deps, workspaceId), busy);
      return;
    } catch (error) {
      // Whoever is at it may have looked before this one was there; the next sweep finds it at the latest.
      if (!(error instanceof Busy)) throw error;
      await wait(25);
    }
  }
}

class Busy extends Error {}

async function advanceEach(deps: DispatchDeps, workspaceId: Id): Promise<void> {
  for (const dispatch of await deps.store.dispatches.open(workspaceId)) {
    await advanceDispatch(deps, dispatch).catch((error: unknown) => {
      // The row stays where it is and is looked at again; others go on.
      const level = isDocketError(error) ? 'warn' : 'error';
      deps.log[level]('a dispatch could not go on', { dispatch: dispatch.id, error });
    });
  }
}
