/** A run of a workflow and its steps, as kept: enough to go on from wherever a process died (U-96, U-101). */
import * as z from 'zod';
import { AgentResult } from './agent-result.ts';
import { Id } from './ids.ts';
import { Principal } from './principal.ts';
import { Workflow } from './workflow.ts';

/** `running` runs may also wait for people or for a time to come; `paused` ones start nothing until somebody says so. */
export const RunStatus = z.enum(['running', 'paused', 'completed', 'failed', 'cancelled']);
export type RunStatus = z.infer<typeof RunStatus>;

/** What is still to be told to the ticket of the run; told once, in this order. */
export const RunReport = z.object({
  /** The same for the same report, however often it is tried. */
  key: z.string(),
  agent: z.string(),
  result: z.enum(['started', 'passed', 'failed', 'blocked', 'note']),
  details: z.string(),
  error: z.string().nullable(),
  /** Success of the whole run, which closes the ticket. */
  final: z.boolean(),
  /** What the last step produced; the ticket's output contract is held to it. */
  output: z.json().optional(),
});
export type RunReport = z.infer<typeof RunReport>;

export const WorkflowRun = z.object({
  id: Id,
  workspaceId: Id,
  ticketId: Id.nullable(),
  /** The thread it is shown in. */
  threadId: Id.nullable(),
  workflowId: z.string(),
  workflowVersion: z.int(),
  /** As it was when the run began; later changes of the file do not touch it. */
  workflow: Workflow,
  /** The text it was read from. */
  source: z.string(),
  inputs: z.record(z.string(), z.string()),
  status: RunStatus,
  /** Why it is paused or has ended badly. */
  reason: z.string().nullable(),
  /** The step a person has to look at before it goes on. */
  stoppedAt: z.string().nullable(),
  /** How often a person let it go on beyond its budget. */
  budgetsLifted: z.int().min(0),
  reports: z.array(RunReport),
  startedBy: Principal,
  /** Rises with every change; buttons carry it, and nobody writes over what they have not seen. */
  rev: z.int().min(1),
  /** Which instance works on it, until when, and how often it changed hands. */
  leaseOwner: z.string().nullable(),
  leaseUntil: z.iso.datetime().nullable(),
  leaseEpoch: z.int().min(0),
  /** When an instance has to look at it; null while it waits for people alone, and when it has ended. */
  wakeAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
});
export type WorkflowRun = z.infer<typeof WorkflowRun>;

export const StepStatus = z.enum([
  'pending',
  'standby',
  'running',
  'waiting_human',
  'completed',
  'failed',
  'skipped',
  'cancelled',
]);
export type StepStatus = z.infer<typeof StepStatus>;

export const StepRun = z.object({
  runId: Id,
  workspaceId: Id,
  stepId: z.string(),
  /** Rises when later steps send the work back. */
  visit: z.int().min(1),
  attempt: z.int().min(1),
  status: StepStatus,
  result: AgentResult.nullable(),
  error: z.string().nullable(),
  /** What a person has to do or decide before it counts as done. */
  question: z.string().nullable(),
  /** Why it was skipped, or who decided. */
  note: z.string().nullable(),
  /** Where the work goes back to, once everything that is under way there has ended. */
  reworkTo: z.string().nullable(),
  /** Not to be started before; of one that waits for people, when nobody needs to be waited for any more. */
  dueAt: z.iso.datetime().nullable(),
  /** The lease it was started under. */
  epoch: z.int().min(0),
  /** Set while a program elsewhere works on it and will call back. */
  awaited: z.boolean(),
  tokens: z.int().min(0),
  costMicros: z.int().min(0),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
});
export type StepRun = z.infer<typeof StepRun>;

/** A run with its steps, every visit of them; it changes as a whole. */
export type RunState = { run: WorkflowRun; steps: StepRun[] };

export function hasEnded({ status }: Pick<WorkflowRun, 'status'>): boolean {
  return status !== 'running' && status !== 'paused';
}

/** The latest visit of each step, in the workflow's order. */
export function currentSteps({ run, steps }: RunState): StepRun[] {
  const latest = new Map<string, StepRun>();
  for (const step of steps) {
    const known = latest.get(step.stepId);
    if (!known || known.visit < step.visit) latest.set(step.stepId, step);
  }
  return run.workflow.steps.flatMap(({ id }) => latest.get(id) ?? []);
}
