/** Whether a step is taken: the branch it stands on, its condition, and whether anything before it ran at all. */
import { hasFlag } from '../domain/agent-result.ts';
import type { Workflow } from '../domain/workflow.ts';
import type { StepRun } from '../domain/workflow-run.ts';
import type { RunEdit } from './edit-run.ts';
import { isTrue, parseExpression } from './expression.ts';
import { holdsUp } from './waiting.ts';

/** What conditions may read of the ticket. */
export type TicketFacts = Record<string, unknown> | null;

/** Ended for good, so that what needs it can go on: failures only where the workflow says to continue. */
export function isSettled(edit: RunEdit, step: StepRun): boolean {
  if (step.status === 'completed' || step.status === 'skipped') return true;
  return step.status === 'failed' && step.reworkTo === null && !holdsUp(edit, step);
}

/** Null when the step is to run; else why it is skipped. Its needs must be settled. */
export function whySkipped(edit: RunEdit, id: string, ticket: TicketFacts): string | null {
  const { needs, branch, when } = edit.plan(id);
  if (needs.length > 0 && needs.every((need) => edit.step(need).status === 'skipped'))
    return 'nothing before it ran';
  if (branch !== null) {
    const result = edit.step(branch.of).result ?? {};
    if (branch.unless.some((flag) => hasFlag(result, flag))) return 'another way was taken';
    if (branch.flag !== null && !hasFlag(result, branch.flag))
      return `no ${branch.flag.replaceAll('_', ' ')}`;
  }
  if (when === null) return null;
  return isTrue(parseExpression(when), scopeOf(edit, ticket)) ? null : 'its condition does not hold';
}

function scopeOf(edit: RunEdit, ticket: TicketFacts): Record<string, unknown> {
  const steps = edit.current().map((step) => [step.stepId, factsOf(step)] as const);
  return { ticket: ticket ?? {}, inputs: edit.run.inputs, steps: Object.fromEntries(steps) };
}

function factsOf({ status, result }: StepRun): Record<string, unknown> {
  const flags = Array.isArray(result?.flags)
    ? Object.fromEntries(result.flags.map((flag) => [flag, true]))
    : (result?.flags ?? {});
  const said = status === 'skipped' ? 'skipped' : (result?.status ?? status);
  return {
    status: said,
    result: said,
    output: result?.output ?? null,
    flags,
    summary: result?.summary ?? null,
  };
}

/** True where a condition of the workflow reads the ticket. */
export function readsTicket({ steps }: Workflow): boolean {
  return steps.some(({ when }) => when?.includes('ticket') ?? false);
}
