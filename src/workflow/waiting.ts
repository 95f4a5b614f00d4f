/** Steps that wait: for their turn, or for a person. */
import type { StepRun, StepStatus } from '../domain/workflow-run.ts';
import { later, type RunEdit } from './edit-run.ts';

const idle: ReadonlySet<StepStatus> = new Set(['pending', 'standby']);

export function isIdle({ status }: Pick<StepRun, 'status'>): boolean {
  return idle.has(status);
}

/** Failed, and neither passed over nor sent back: only a person can move it. */
export function holdsUp(edit: RunEdit, { stepId, status, reworkTo }: StepRun): boolean {
  if (status !== 'failed' || reworkTo !== null) return false;
  return edit.plan(stepId).onFailure !== 'continue' || edit.run.stoppedAt === stepId;
}

/** From now on the step waits for a person, for a gate as long as the gate says. */
export function askPeople(edit: RunEdit, id: string, question: string): void {
  const { gate } = edit.plan(id);
  const dueAt = gate?.timeoutMs ? later(edit.now, gate.timeoutMs) : null;
  const { startedAt } = edit.step(id);
  edit.set(id, { status: 'waiting_human', question, dueAt, startedAt: startedAt ?? edit.now });
  edit.tell('WorkflowChanged', { step: id, status: 'waiting_human' });
}
