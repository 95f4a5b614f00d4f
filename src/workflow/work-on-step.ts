/** Has one step worked on: within its time, asked once more when the answer is no result, and never thrown out of. */
import { AgentResult } from '../domain/agent-result.ts';
import { sayDuration } from '../domain/duration.ts';
import { isDocketError } from '../domain/errors.ts';
import type { TicketView } from '../domain/ticket-view.ts';
import { stepsBefore } from '../domain/workflow.ts';
import { currentSteps, type RunState, type StepRun } from '../domain/workflow-run.ts';
import { findFaults } from '../json-schema/check-schema.ts';
import type { Log } from '../ports/log.ts';
import type { Outcome } from './settle-step.ts';
import { keyOf, type StepBrief, type Worked, type Worker } from './worker.ts';

export type StepEnd = Outcome | 'awaited';

/** A timer cannot be set for longer. */
const longestTimerMs = 2 ** 31 - 1;

/** Null when `signal` fired: nobody is to be told then. */
export async function workOnStep(
  worker: Worker,
  brief: StepBrief,
  { signal, log }: { signal: AbortSignal; log: Log },
): Promise<StepEnd | null> {
  const { timeoutMs } = brief.step;
  const timeout = AbortSignal.timeout(Math.min(timeoutMs, longestTimerMs));
  const either = AbortSignal.any([signal, timeout]);
  try {
    return await Promise.race([askTwice(worker, brief, either), rejectWhen(either)]);
  } catch (error) {
    if (signal.aborted) return null;
    if (timeout.aborted) return failed(`it took longer than ${sayDuration(timeoutMs)}`);
    if (isDocketError(error)) return failed(error.message);
    log.error('a step of a workflow broke', { step: brief.key, error });
    return failed('something broke on our side; the log has the details');
  }
}

function rejectWhen(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

async function askTwice(worker: Worker, brief: StepBrief, signal: AbortSignal): Promise<StepEnd> {
  const first = await worker(brief, signal);
  const read = readAnswer(brief, first);
  if (typeof read !== 'string' || first.kind === 'awaited') return read as StepEnd;
  const second = await worker({ ...brief, complaint: read }, signal);
  const again = readAnswer(brief, second);
  const spent = { tokens: sum(first, second, 'tokens'), costMicros: sum(first, second, 'costMicros') };
  if (again === 'awaited') return again;
  if (typeof again !== 'string') return { ...again, ...spent };
  return { ...failed(`Malformed agent result: ${again}`), ...spent };
}

function sum(first: Worked, second: Worked, what: 'tokens' | 'costMicros'): number {
  return [first, second].reduce((all, one) => all + ((one.kind === 'answered' && one[what]) || 0), 0);
}

/** A sentence where it is no result, or not the output the step asks for (U-99). */
export function readAnswer({ step }: Pick<StepBrief, 'step'>, worked: Worked): StepEnd | string {
  if (worked.kind === 'awaited') return 'awaited';
  const read = AgentResult.safeParse(worked.answer);
  if (!read.success) {
    const [issue] = read.error.issues;
    return `${issue!.path.join('.') || 'it'}: ${issue!.message}`;
  }
  const result = read.data;
  const faults =
    step.outputSchema && result.status === 'passed'
      ? findFaults(step.outputSchema, result.output ?? null)
      : [];
  if (faults.length > 0) return faults.slice(0, 5).join('; ');
  const { handover = null, tokens = 0, costMicros = 0 } = worked;
  return { result, handover, tokens, costMicros };
}

export function failed(error: string): Outcome {
  return { result: { status: 'failed', summary: error, error } };
}

/** What the worker of a step is told. */
export function writeBrief(state: RunState, step: StepRun, ticket: TicketView | null): StepBrief {
  const { run } = state;
  const before = new Set(stepsBefore(run.workflow, step.stepId));
  const plans = new Map(run.workflow.steps.map((one) => [one.id, one]));
  const earlier = currentSteps(state).flatMap(({ stepId, result }) => {
    const { agent, task } = plans.get(stepId)!;
    return result && before.has(stepId) ? [{ stepId, agent, task, result }] : [];
  });
  const { visit, attempt } = step;
  return {
    run,
    step: plans.get(step.stepId)!,
    visit,
    attempt,
    key: keyOf(step),
    ticket,
    earlier,
    complaint: null,
  };
}
