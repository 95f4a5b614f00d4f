/** Drives one run on this instance: holds its lease, starts what is ready, and writes down what came of it. */
import type { Id } from '../domain/ids.ts';
import { hasEnded, type RunState, type StepRun, type WorkflowRun } from '../domain/workflow-run.ts';
import { advance } from './advance.ts';
import { type Bell, createBell, longestWaitMs } from './bell.ts';
import { leaveRun, releaseRun } from './change-run.ts';
import { readsTicket, type TicketFacts } from './conditions.ts';
import type { DriveDeps } from './drive-deps.ts';
import { later, type RunEdit } from './edit-run.ts';
import { holdRun, LeaseLost, takeLease } from './hold-run.ts';
import { settleOutcome } from './settle-step.ts';
import { type StepEnd, workOnStep, writeBrief } from './work-on-step.ts';
import { keyOf } from './worker.ts';

/** `wake` makes it read the run again and look what there is to do. */
export type Driving = { done: Promise<void>; wake(): void };

type Which = {
  runId: Id;
  /** What the caller wrote last, which spares reading it. */
  known: RunState | null;
};

/** Resolves when the run has ended, waits for people or for a later time, or is another instance's. Never throws. */
export function driveRun(deps: DriveDeps, which: Which, stopping: AbortSignal): Driving {
  const bell = createBell();
  const ring = () => bell.ring('others');
  stopping.addEventListener('abort', ring);
  const done = drive(deps, which, stopping, bell)
    .catch((error) => {
      if (error instanceof LeaseLost) return;
      deps.log.error('a run could not go on; it is taken up again later', { run: which.runId, error });
    })
    .finally(() => stopping.removeEventListener('abort', ring));
  return { done, wake: ring };
}

async function drive(deps: DriveDeps, which: Which, stopping: AbortSignal, bell: Bell): Promise<void> {
  const first = await takeLease(deps, which);
  if (!first) return;
  const desk = createDesk(deps, first, bell);
  const beat = setInterval(() => void desk.beat(), Math.max(20, deps.leaseMs / 8)).unref();
  try {
    for (let goesOn = true; goesOn && !stopping.aborted; ) {
      goesOn = await desk.turn();
      if (goesOn) await bell.heard(desk.waitMs());
    }
  } finally {
    clearInterval(beat);
    desk.drop();
  }
  if (stopping.aborted) await desk.leave().catch(() => {});
}

function createDesk(deps: DriveDeps, first: RunState, bell: Bell) {
  const held = holdRun(deps, first, bell);
  const working = new Map<string, AbortController>();
  const settled: ((edit: RunEdit) => void)[] = [];

  const begin = async (step: StepRun) => {
    const controller = new AbortController();
    const key = keyOf(step);
    working.set(key, controller);
    const state = held.latest();
    const ticket = await deps.ticketOf(state.run).catch(() => null);
    const brief = writeBrief(state, step, ticket);
    const end = await workOnStep(deps.worker, brief, { signal: controller.signal, log: deps.log });
    if (!working.delete(key) || end === null) return;
    settled.push((edit) => settle(edit, step, end));
    bell.ring('us');
  };

  return {
    beat: held.beat,
    leave: () => held.change(leaveRun),
    /** Does all there is to do for now; false when that was the last of it and the run is let go of. */
    async turn(): Promise<boolean> {
      for (;;) {
        const facts = await readFacts(deps, held.latest().run);
        const batch: typeof settled = [];
        const started = await held.change((edit) => {
          // What ended while the run was read counts too; else nobody would be at work, and it would be let go of.
          batch.push(...settled.splice(0));
          for (const apply of batch) apply(edit);
          const ready = advance(edit, facts);
          const isBusy = ready.length + working.size + edit.run.reports.length > 0;
          if (!isBusy) releaseRun(edit, longestWaitMs);
          return ready;
        });
        await held.tellReports();
        const state = held.latest();
        stopEnded(state, working);
        for (const step of started) void begin(step);
        if (state.run.leaseOwner === null) return false;
        if (working.size > 0 || state.run.reports.length === 0) return true;
      }
    },
    /** How long there is nothing to do unless something happens. */
    waitMs(): number {
      const dueTimes = held.latest().steps.flatMap(({ dueAt }) => dueAt ?? []);
      const [soonest] = dueTimes.sort();
      return soonest === undefined ? longestWaitMs : Date.parse(soonest) - deps.clock.now().getTime();
    },
    /** What is under way is not waited for. */
    drop() {
      for (const controller of working.values()) controller.abort();
      working.clear();
    },
  };
}

async function readFacts(deps: DriveDeps, run: WorkflowRun): Promise<TicketFacts> {
  const ticket = readsTicket(run.workflow) ? await deps.ticketOf(run) : null;
  return ticket && deps.factsOf(ticket);
}

/** The end of a step counts only for the very try that was started. */
function settle(edit: RunEdit, step: StepRun, end: StepEnd): void {
  const now = edit.step(step.stepId);
  if (
    now.status !== 'running' ||
    now.visit !== step.visit ||
    now.attempt !== step.attempt ||
    now.epoch !== step.epoch
  )
    return;
  if (end === 'awaited')
    edit.set(step.stepId, { awaited: true, dueAt: later(edit.now, edit.plan(step.stepId).timeoutMs) });
  else settleOutcome(edit, step.stepId, end);
}

/** Steps that were called off are told to stop. */
function stopEnded(state: RunState, working: Map<string, AbortController>): void {
  const running = new Set(state.steps.filter(({ status }) => status === 'running').map(keyOf));
  for (const [key, controller] of working) {
    if (running.has(key) && !hasEnded(state.run)) continue;
    working.delete(key);
    controller.abort();
  }
}
