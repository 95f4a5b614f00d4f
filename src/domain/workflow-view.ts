/** Workflows and their runs as cards and programs read them. */
import * as z from 'zod';
import { Workflow } from './workflow.ts';
import { StepRun, WorkflowRun } from './workflow-run.ts';

/** One that can be run, or the reason why its file cannot be read. */
export const WorkflowEntry = z.object({
  id: z.string(),
  /** `bug-fix.yml`, or `this workspace` for one that was made here. */
  from: z.string(),
  workflow: Workflow.nullable(),
  text: z.string(),
  problem: z.string().nullable(),
});
export type WorkflowEntry = z.infer<typeof WorkflowEntry>;

export const RunView = z.object({
  run: WorkflowRun,
  /** The latest visit of each step, in the workflow's order. */
  steps: z.array(StepRun),
  ticket: z
    .object({ key: z.string(), title: z.string(), workStatus: z.string(), review: z.string().nullable() })
    .nullable(),
  tokens: z.int(),
  costMicros: z.number(),
});
export type RunView = z.infer<typeof RunView>;
