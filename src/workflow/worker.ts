/** Who works on a step: what they are given, and what they may answer. */
import type { AgentResult } from '../domain/agent-result.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import type { WorkflowStep } from '../domain/workflow.ts';
import type { StepRun, WorkflowRun } from '../domain/workflow-run.ts';

export type StepBrief = {
  run: WorkflowRun;
  step: WorkflowStep;
  visit: number;
  attempt: number;
  /** The same for every try of this visit and attempt, also after a restart. */
  key: string;
  ticket: TicketView | null;
  /** What earlier steps reported, in the workflow's order. */
  earlier: { stepId: string; agent: string | null; task: string; result: AgentResult }[];
  /** Why the last answer was refused, when it is asked for once more. */
  complaint: string | null;
};

export type Worked =
  /** `answer` is checked before it counts. `handover`: what a person has to do before it holds. */
  | { kind: 'answered'; answer: unknown; handover?: string | null; tokens?: number; costMicros?: number }
  /** A program elsewhere has taken it and will call back. */
  | { kind: 'awaited' };

/** Throws DocketError for a failure people can be told of. `signal` fires when nobody waits for the answer any more. */
export type Worker = (brief: StepBrief, signal: AbortSignal) => Promise<Worked>;

export function keyOf(step: Pick<StepRun, 'runId' | 'stepId' | 'visit' | 'attempt'>): string {
  return `${step.runId}:${step.stepId}:${step.visit}:${step.attempt}`;
}
