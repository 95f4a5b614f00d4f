/** The engine: begins runs, drives them on this instance, takes up what others left behind, and carries out what people say. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Id } from '../domain/ids.ts';
import type { Principal } from '../domain/principal.ts';
import type { RunState } from '../domain/workflow-run.ts';
import { changeRun, noRun, stampRunEvents } from './change-run.ts';
import type { DriveDeps } from './drive-deps.ts';
import { type Driving, driveRun } from './drive-run.ts';
import type { RunEdit } from './edit-run.ts';
import { beginRun, type NewRun } from './steer-run.ts';

export type Engine = {
  /** Null when its ticket has another run (U-61). Work on it begins at once. */
  begin(run: NewRun): Promise<RunState | null>;
  /** Changes a run of this workspace as somebody says, and goes on with it. Throws NOT_FOUND and what `change` throws. */
  steer(
    by: { workspaceId: Id; actor: Principal; runId: Id },
    change: (edit: RunEdit) => void,
  ): Promise<RunState>;
  /** Takes up runs that nobody works on and that have something to do. */
  recover(): Promise<void>;
  /** Resolves when none of these runs is worked on here, at once for those that are not. */
  settled(runIds: readonly Id[]): Promise<void>;
  /** Lets go of everything; what is under way is done again by whoever takes it up. */
  stop(): Promise<void>;
};

const atOnce = 100;

export function createEngine(deps: DriveDeps): Engine {
  const drivers = new Map<Id, { driving: Driving; again: boolean }>();
  const stopping = new AbortController();

  function drive(runId: Id): void {
    if (stopping.signal.aborted) return;
    const known = drivers.get(runId);
    if (known) {
      known.again = true;
      known.driving.wake();
      return;
    }
    const driver = { driving: driveRun(deps, runId, stopping.signal), again: false };
    drivers.set(runId, driver);
    void driver.driving.done.then(() => {
      drivers.delete(runId);
      // What was said while it was about to let go was not heard by it.
      if (driver.again) drive(runId);
    });
  }

  return {
    async begin(run) {
      const { state, events } = beginRun(run, deps.clock.now().toISOString());
      const isFirst = await deps.store.transact(async (nouns) => {
        if (!(await nouns.workflows.insert(state))) return false;
        await nouns.events.append(stampRunEvents(deps, state.run, run.startedBy, events));
        return true;
      });
      if (!isFirst) return null;
      drive(run.id);
      return state;
    },
    async steer({ workspaceId, actor, runId }, change) {
      const { state } = await changeRun(deps, { runId, actor }, (edit) => {
        if (edit.run.workspaceId !== workspaceId) throw noRun();
        change(edit);
        if (edit.run.leaseOwner === null) edit.run.wakeAt = edit.now;
      });
      drive(runId);
      return state;
    },
    async recover() {
      for (const runId of await deps.store.workflows.due(deps.clock.now().toISOString(), atOnce))
        drive(runId);
    },
    async settled(runIds) {
      for (let busy = true; busy; ) {
        const driven = runIds.flatMap((id) => drivers.get(id)?.driving.done ?? []);
        await Promise.all(driven);
        // Whoever let go may have been told to look again.
        await sleep(0);
        busy = runIds.some((id) => drivers.has(id));
      }
    },
    async stop() {
      stopping.abort();
      await Promise.all([...drivers.values()].map(({ driving }) => driving.done));
    },
  };
}
