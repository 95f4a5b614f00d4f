/** The one way a run changes: read as a whole, changed by a rule, and written by compare-and-set together with its events. */
import { DocketError } from '../domain/errors.ts';
import type { DomainEvent } from '../domain/event.ts';
import type { Id } from '../domain/ids.ts';
import type { Principal } from '../domain/principal.ts';
import { hasEnded, type RunState, type WorkflowRun } from '../domain/workflow-run.ts';
import type { Clock, IdSource } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import { type Edited, editRun, type RunEdit } from './edit-run.ts';

export type RunDeps = { store: Pick<Store, 'workflows'>; clock: Clock; ids: IdSource };

export type Changed<Value> = { state: RunState; value: Value };

/** Somebody else may write between reading and writing this often before it is given up. */
const attempts = 8;

/**
 * `change` may be called again on a fresher state; what it throws leaves everything as it was. `known` spares reading what
 * the caller wrote last. Nothing is written when nothing changed. Throws NOT_FOUND and CONCURRENCY_CONFLICT.
 */
export async function changeRun<Value>(
  deps: RunDeps,
  of: { runId: Id; actor: Principal; known?: RunState | null },
  change: (edit: RunEdit) => Value,
): Promise<Changed<Value>> {
  let known = of.known ?? null;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const before = known ?? (await deps.store.workflows.getAnywhere(of.runId));
    if (!before) throw noRun();
    const edit = editRun(before, deps.clock.now().toISOString());
    const value = change(edit);
    const edited = edit.done();
    if (!isTouched(before, edited)) return { state: before, value };
    planWaking(edited.state);
    const { state, changed, events } = edited;
    const news = stampRunEvents(deps, state.run, of.actor, events);
    if (await deps.store.workflows.swap(state.run, changed, news)) return { state, value };
    known = null;
  }
  throw new DocketError('CONCURRENCY_CONFLICT', {
    message: 'Others kept changing this run at the same moment. Nothing was changed.',
    remedy: 'Try again in a moment.',
    retryAfterMs: 100,
  });
}

export function noRun(): DocketError {
  return new DocketError('NOT_FOUND', {
    message: 'There is no such run of a workflow.',
    remedy: 'List the runs with: /docket runs',
  });
}

function isTouched({ run: before }: RunState, { state: { run }, changed, events }: Edited): boolean {
  if (changed.length > 0 || events.length > 0 || run.reports.length !== before.reports.length) return true;
  return (Object.keys(run) as (keyof WorkflowRun)[]).some(
    (key) =>
      !['rev', 'updatedAt', 'reports', 'leaseUntil', 'wakeAt'].includes(key) && run[key] !== before[key],
  );
}

/** Nobody looks at what has ended and has nothing to tell any more; who holds a run looks again before the lease ends. */
function planWaking({ run }: RunState): void {
  if (hasEnded(run) && run.reports.length === 0) {
    Object.assign(run, { leaseOwner: null, leaseUntil: null, wakeAt: null });
  } else if (run.leaseOwner !== null) {
    run.wakeAt = run.leaseUntil;
  }
}

/** Lets go of a run until the first of its waiting steps is due; not when that is sooner than `soonMs`. */
export function releaseRun(edit: RunEdit, soonMs: number): void {
  const { run } = edit;
  const waiting = run.status === 'running' ? edit.current() : [];
  const [soonest] = waiting.flatMap(({ dueAt }) => dueAt ?? []).sort();
  if (soonest !== undefined && Date.parse(soonest) - Date.parse(edit.now) < soonMs) return;
  run.leaseOwner = null;
  run.leaseUntil = null;
  run.wakeAt = soonest ?? null;
}

/** Leaves a run that is not through to whoever comes next. */
export function leaveRun({ run, now }: RunEdit): void {
  run.leaseOwner = null;
  run.leaseUntil = null;
  run.wakeAt = now;
}

export function stampRunEvents(
  { clock, ids }: Pick<RunDeps, 'clock' | 'ids'>,
  run: WorkflowRun,
  actor: Principal,
  events: Edited['events'],
): DomainEvent[] {
  const occurredAt = clock.now().toISOString();
  return events.map(({ type, payload }) => ({
    ...{ id: ids.next(), type, workspaceId: run.workspaceId, ticketId: run.ticketId, runId: run.id },
    ...{ documentId: null, boardId: null, pushId: null, version: null, causationId: null },
    ...{ actor, occurredAt, payload },
  }));
}
