/** One change to a run and its steps: works on a copy, and remembers what it touched and what is to be told of it. */
import type { EventType } from '../domain/event.ts';
import type { WorkflowStep } from '../domain/workflow.ts';
import {
  currentSteps,
  type RunReport,
  type RunState,
  type StepRun,
  type WorkflowRun,
} from '../domain/workflow-run.ts';

export type RunEvent = { type: EventType; payload: Record<string, unknown> };

export type RunEdit = {
  /** ISO time of the change. */
  now: string;
  run: WorkflowRun;
  /** As the workflow says. Throws for a step it does not have. */
  plan(id: string): WorkflowStep;
  /** The latest visit of a step. */
  step(id: string): StepRun;
  /** The latest visits, in the workflow's order. */
  current(): StepRun[];
  set(id: string, change: Partial<StepRun>): StepRun;
  /** A new visit of a step, to be worked on anew. */
  visitAgain(id: string, visit: number): void;
  tell(type: EventType, payload?: Record<string, unknown>): void;
  /** Said to the ticket, where the run has one. */
  report(report: Omit<RunReport, 'key'> & { of: StepRun }): void;
  done(): Edited;
};

export type Edited = { state: RunState; changed: StepRun[]; events: RunEvent[] };

export function editRun(before: RunState, now: string): RunEdit {
  const run: WorkflowRun = {
    ...before.run,
    reports: [...before.run.reports],
    rev: before.run.rev + 1,
    updatedAt: now,
  };
  const plans = new Map(run.workflow.steps.map((step) => [step.id, step]));
  const earlier = new Set(before.steps);
  const steps = new Map(currentSteps(before).map((step) => [step.stepId, step]));
  const old = before.steps.filter((step) => steps.get(step.stepId) !== step);
  const changed = new Set<StepRun>();
  const events: RunEvent[] = [];
  const find = <Found>(found: Found | undefined, id: string): Found => {
    if (found === undefined) throw new Error(`run ${run.id} has no step ${id}`);
    return found;
  };
  const step = (id: string) => find(steps.get(id), id);
  const put = (next: StepRun) => {
    const known = steps.get(next.stepId);
    if (known) changed.delete(known);
    if (known && known.visit !== next.visit) {
      old.push(known);
      if (!earlier.has(known)) changed.add(known);
    }
    steps.set(next.stepId, next);
    changed.add(next);
    return next;
  };
  return {
    now,
    run,
    plan: (id) => find(plans.get(id), id),
    step,
    current: () => run.workflow.steps.map(({ id }) => step(id)),
    set: (id, change) => put({ ...step(id), ...change }),
    visitAgain: (id, visit) => void put({ ...freshStep(run, id), visit }),
    tell: (type, payload = {}) =>
      void events.push({ type, payload: { workflow: run.workflowId, ...payload } }),
    report({ of, ...report }) {
      if (run.ticketId === null) return;
      run.reports.push({ ...report, key: `${of.stepId}.${of.visit}.${of.attempt}.${report.result}` });
    },
    done: () => ({ state: { run, steps: [...old, ...steps.values()] }, changed: [...changed], events }),
  };
}

export function freshStep(run: Pick<WorkflowRun, 'id' | 'workspaceId'>, stepId: string): StepRun {
  return {
    ...{ runId: run.id, workspaceId: run.workspaceId, stepId, visit: 1, attempt: 1, status: 'pending' },
    ...{ result: null, error: null, question: null, note: null, reworkTo: null, dueAt: null },
    ...{ epoch: 0, awaited: false, tokens: 0, costMicros: 0, startedAt: null, finishedAt: null },
  };
}

export function later(now: string, ms: number): string {
  return new Date(Date.parse(now) + ms).toISOString();
}
