/** What agents report about a ticket, and what each report does to its work (S2-40 to S2-43). */
import * as z from 'zod';
import { agentTitle } from './agent-role.ts';
import { coordinationOf } from './coordination.ts';
import { executionOf } from './execution.ts';
import { Id } from './ids.ts';
import { isFinished, type WorkMove } from './lifecycle.ts';
import type { Ticket } from './ticket.ts';

export const AgentResult = z.enum(['started', 'passed', 'failed', 'blocked', 'note']);
export type AgentResult = z.infer<typeof AgentResult>;

/** Append-only: no report is ever changed or taken away. */
export const AgentUpdate = z.object({
  id: Id,
  workspaceId: Id,
  ticketId: Id,
  agent: z.string(),
  result: AgentResult,
  details: z.string(),
  error: z.string().nullable(),
  runId: z.string().nullable(),
  stepId: z.string().nullable(),
  /** Of reports that may be tried again: told once per ticket and key. */
  key: z.string().nullable(),
  createdAt: z.iso.datetime(),
});
export type AgentUpdate = z.infer<typeof AgentUpdate>;

export type AgentReport = Pick<AgentUpdate, 'agent' | 'result' | 'details'> & {
  error?: string | undefined;
  /**
   * Whether this was the last step: then success closes the ticket. When it is not said, it is the last one for the last
   * agent the ticket requires, and for QA where it requires none.
   */
  final?: boolean | undefined;
};

/**
 * The moves a report leads to, in order; none for a note, and none where the ticket is finished. Work that was never
 * started is started first (ruling C-5), and a success on blocked work resumes it.
 */
export function movesOf(
  ticket: Ticket,
  report: AgentReport,
): Pick<WorkMove, 'to' | 'error' | 'blocker' | 'resolutionDetail'>[] {
  const { status } = ticket.work;
  if (report.result === 'note' || isFinished(status)) return [];
  const start = status === 'in_progress' ? [] : [{ to: 'in_progress' as const }];
  if (report.result === 'started') return start;
  if (report.result === 'passed') {
    if (!isFinal(ticket, report)) return start;
    const resolutionDetail = ticket.type === 'bug' || ticket.type === 'hotfix' ? 'fixed' : 'completed';
    return [...start, { to: 'done', resolutionDetail }];
  }
  const error = report.error?.trim() || report.details.trim() || 'no reason given';
  if (report.result === 'failed' && executionOf(ticket).failurePolicy === 'fail') {
    return [...start, { to: 'failed', error }];
  }
  if (status === 'blocked') return [];
  return [...start, { to: 'blocked', blocker: `${agentTitle(report.agent)} reported: ${error}` }];
}

function isFinal(ticket: Ticket, { agent, final }: AgentReport): boolean {
  if (final !== undefined) return final;
  const required = coordinationOf(ticket).orchestration?.agentsRequired ?? [];
  return required.length > 0 ? required.at(-1) === agent : agent === 'qa';
}
