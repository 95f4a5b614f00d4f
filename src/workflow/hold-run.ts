/** Holds a run for this instance: every write is refused once its lease has gone to another. */
import type { Id } from '../domain/ids.ts';
import type { Principal } from '../domain/principal.ts';
import type { RunState } from '../domain/workflow-run.ts';
import type { Bell } from './bell.ts';
import { changeRun } from './change-run.ts';
import type { DriveDeps } from './drive-deps.ts';
import { later, type RunEdit } from './edit-run.ts';
import { takeOver } from './settle-step.ts';

export const engineItself: Principal = { kind: 'system', id: 'system:workflows', name: 'Docket' };

/** Somebody else has the run by now: whatever this instance is at does not count any more. */
export class LeaseLost extends Error {}

/** Null where another instance holds it, or there is nothing to do. */
export async function takeLease(
  deps: DriveDeps,
  { runId, known }: { runId: Id; known: RunState | null },
): Promise<RunState | null> {
  const { instance: owner, leaseMs } = deps;
  const { state, value } = await changeRun(deps, { runId, actor: engineItself, known }, (edit) => {
    const { run, now } = edit;
    if (run.wakeAt === null) return false;
    const isFree = run.leaseOwner === null || run.leaseOwner === owner || (run.leaseUntil ?? '') <= now;
    if (!isFree) return false;
    takeOver(edit, { owner, until: later(now, leaseMs) });
    return true;
  });
  return value ? state : null;
}

export type HeldRun = {
  /** As this instance wrote or read it last. */
  latest(): RunState;
  /** Throws LeaseLost. */
  change<Value>(work: (edit: RunEdit) => Value): Promise<Value>;
  /** Tells the ticket what is still to be told; what was told is crossed off with the next change. */
  tellReports(): Promise<void>;
  /** Keeps the lease, and notices what others did to the run. */
  beat(): Promise<void>;
};

export function holdRun(deps: DriveDeps, first: RunState, bell: Bell): HeldRun {
  const { id: runId, leaseEpoch: epoch } = first.run;
  const told = new Set<string>();
  let latest = first;
  return {
    latest: () => latest,
    async change(work) {
      const known = bell.takeOthers() ? null : latest;
      const { state, value } = await changeRun(deps, { runId, actor: engineItself, known }, (edit) => {
        if (edit.run.leaseOwner !== deps.instance || edit.run.leaseEpoch !== epoch) throw new LeaseLost();
        edit.run.leaseUntil = later(edit.now, deps.leaseMs);
        edit.run.reports = edit.run.reports.filter(({ key }) => !told.has(key));
        return work(edit);
      });
      latest = state;
      return value;
    },
    async tellReports() {
      for (const report of latest.run.reports) {
        if (told.has(report.key)) continue;
        await deps.tell(latest.run, report);
        told.add(report.key);
      }
    },
    async beat() {
      const until = later(deps.clock.now().toISOString(), deps.leaseMs);
      const lease = { owner: deps.instance, epoch, until };
      const rev = await deps.store.workflows.renew(runId, lease).catch(() => latest.run.rev);
      if (rev !== latest.run.rev) bell.ring('others');
    },
  };
}
