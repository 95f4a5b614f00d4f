/** The engine: begins runs, drives them on this instance, takes up what others left behind, and carries out what people say. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Id } from '../domain/ids.ts';
import type { Principal } from '../domain/principal.ts';
import { hasEnded, type RunState } from '../domain/workflow-run.ts';
import { changeRun, noRun, stampRunEvents } from './change-run.ts';
import type { DriveDeps } from './drive-deps.ts';
import { type Driving, driveRun } from './drive-run.ts';
import type { RunEdit } from './edit-run.ts';
import { beginRun, cancelRun, type NewRun } from './steer-run.ts';

export type Engine = {
  /** Null when its ticket has another run (U-61). Work on it begins at once. */
  begin(run: NewRun): Promise<RunState | null>;
  /** Changes a run of this workspace as somebody says, and goes on with it. Throws NOT_FOUND and what `change` throws. */
  steer(
    by: { workspaceId: Id; actor: Principal; runId: Id },
    change: (edit: RunEdit) => void,
  ): Promise<RunState>;
  /** Calls a run off, where it has not ended. Throws as `steer`. */
  end(of: { workspaceId: Id; actor: Principal; runId: Id }, reason: string): Promise<void>;
  /** Takes up runs that nobody works on and that have something to do. */
  recover(): Promise<void>;
  /** Resolves when none of these runs is worked on here, at once for those that are not. */
  settled(runIds: readonly Id[]): Promise<void>;
  /** Lets go of everything; what is under way is done again by whoever takes it up. */
  stop(): Promise<void>;
};

const atOnce = 100;

export function createEngine(deps: DriveDeps): Engine {
  const drivers = createDrivers(deps);
  const steer: Engine['steer'] = async ({ workspaceId, actor, runId }, change) => {
    const { state } = await changeRun(deps, { runId, actor }, (edit) => {
      if (edit.run.workspaceId !== workspaceId) throw noRun();
      change(edit);
      if (edit.run.leaseOwner === null) edit.run.wakeAt = edit.now;
    });
    drivers.drive(runId);
    return state;
  };
  return {
    steer,
    async end(of, reason) {
      await steer(of, (edit) => {
        if (!hasEnded(edit.run)) cancelRun(edit, reason);
      });
    },
    async begin(run) {
      const { state, events } = beginRun(run, deps.clock.now().toISOString());
      const news = stampRunEvents(deps, state.run, run.startedBy, events);
      if (!(await deps.store.workflows.insert(state, news))) return null;
      drivers.drive(run.id, state);
      return state;
    },
    async recover() {
      const due = await deps.store.workflows.due(deps.clock.now().toISOString(), atOnce);
      for (const runId of due) drivers.drive(runId);
    },
    settled: drivers.settled,
    stop: drivers.stop,
  };
}

/** The runs this instance works on, each driven once at a time. */
function createDrivers(deps: DriveDeps) {
  const drivers = new Map<Id, { driving: Driving; again: boolean }>();
  const stopping = new AbortController();
  const drive = (runId: Id, known: RunState | null = null): void => {
    if (stopping.signal.aborted) return;
    const busy = drivers.get(runId);
    if (busy) {
      busy.again = true;
      busy.driving.wake();
      return;
    }
    const driver = { driving: driveRun(deps, { runId, known }, stopping.signal), again: false };
    drivers.set(runId, driver);
    void driver.driving.done.then(() => {
      drivers.delete(runId);
      // What was said while it was about to let go was not heard by it.
      if (driver.again) drive(runId);
    });
  };
  return {
    drive,
    async settled(runIds: readonly Id[]) {
      for (let busy = true; busy; ) {
        await Promise.all(runIds.flatMap((id) => drivers.get(id)?.driving.done ?? []));
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
