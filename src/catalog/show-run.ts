/** What a model reads of a run, and what programs do. */
import type { RunView } from '../domain/workflow-view.ts';

export function briefRun({ run, steps, ticket }: RunView) {
  return {
    workflow: run.workflowId,
    ticket: ticket?.key ?? null,
    status: run.status,
    reason: run.reason,
    steps: steps.map(({ stepId, status, question, error }) => ({
      step: stepId,
      status,
      ...(question ? { waits_for: question } : {}),
      ...(error ? { error } : {}),
    })),
    note: 'Only a person can decide on a step that waits, with the buttons of the card.',
  };
}

export function wireRun({ run, steps, ticket, tokens, costMicros }: RunView) {
  return {
    id: run.id,
    workflow: run.workflowId,
    workflow_version: run.workflowVersion,
    ticket: ticket?.key ?? null,
    ticket_work_status: ticket?.workStatus ?? null,
    status: run.status,
    reason: run.reason,
    stopped_at: run.stoppedAt,
    inputs: run.inputs,
    started_by: run.startedBy.name,
    created_at: run.createdAt,
    finished_at: run.finishedAt,
    tokens,
    cost_usd: costMicros / 1_000_000,
    rev: run.rev,
    steps: steps.map((step) => ({
      id: step.stepId,
      status: step.status,
      visit: step.visit,
      attempt: step.attempt,
      question: step.question,
      error: step.error,
      note: step.note,
      result: step.result,
      started_at: step.startedAt,
      finished_at: step.finishedAt,
    })),
  };
}
