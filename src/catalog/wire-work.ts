/** How a ticket is worked on, as other programs read it (S4-10): who has it, under which run and contract, and how far it is. */
import { coordinationOf } from '../domain/coordination.ts';
import { executionOf } from '../domain/execution.ts';
import type { ExternalRef, Ticket } from '../domain/ticket.ts';

export function wireWork(ticket: Ticket, refs: readonly ExternalRef[]) {
  const { work, planning, origin } = ticket;
  const { mode, teamId, threadId, delegation, pipeline, contract, output, lock } = executionOf(ticket);
  return {
    /** Who owns what both sides have: a tracker, the repository, or Docket alone (S4-11). */
    provider: refs[0]?.tracker ?? (origin.kind === 'repoImport' ? 'repo' : 'local'),
    assignee_id: work.assigneeId,
    assignee_type: work.assigneeType,
    assigned_agent_id: work.assigneeType === 'agent' ? work.assigneeId : null,
    assigned_team_id: teamId,
    delegated_by_agent_id: delegation?.byAgentId ?? null,
    channel_id: threadId,
    mode,
    pipeline_run_id: pipeline?.runId ?? null,
    pipeline_step_id: pipeline?.stepId ?? null,
    project_id: planning.projectId ?? null,
    parent_ticket_id: ticket.parentId,
    expected_output_schema: contract?.schema ?? null,
    output_contract_mode: contract?.mode ?? null,
    output_json: output,
    error_message: work.errorMessage,
    blocker: work.blocker?.text ?? null,
    resolution: work.resolution,
    resolution_detail: work.resolutionDetail,
    execution_locked_at: lock?.at ?? null,
    checkout_run_id: lock?.runId ?? null,
    checkout_agent_id: lock?.agentId ?? null,
    origin_kind: origin.kind,
    capability: ticket.stage?.capability ?? null,
    stage: ticket.stage?.stage ?? null,
    audience: ticket.stage?.audience ?? null,
    metadata: coordinationOf(ticket).metadata,
    started_at: work.startedAt,
    blocked_at: work.blockedAt,
    completed_at: work.completedAt,
    cancelled_at: work.cancelledAt,
    finished_at: work.finishedAt,
  };
}
