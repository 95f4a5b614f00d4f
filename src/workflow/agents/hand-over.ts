/** Hands a step to a program of the team's own: everything it needs, and where its answer goes (S2-73, S4-44). */
import { wireTicket } from '../../catalog/wire.ts';
import { agentName } from '../../domain/agent-role.ts';
import type { Clock } from '../../ports/clock.ts';
import type { OutsideAgents } from '../../ports/outside-agents.ts';
import { makeToken } from '../callback-token.ts';
import { later } from '../edit-run.ts';
import type { StepBrief, Worked } from '../worker.ts';

/** Answers a moment after the step's time are still heard, and refused in words that say so. */
const graceMs = 60_000;

export async function handOver(
  { outside, secret, clock }: { outside: OutsideAgents; secret: string; clock: Clock },
  brief: StepBrief,
  signal: AbortSignal,
): Promise<Worked> {
  const { run, step, visit, attempt, key } = brief;
  const expiresAt = later(clock.now().toISOString(), step.timeoutMs + graceMs);
  const token = makeToken(secret, { runId: run.id, stepId: step.id, visit, attempt, expiresAt });
  const { workspaceId } = run;
  const callback = { token, expiresAt };
  await outside.hand({ workspaceId, agent: step.agent!, key, body: bodyOf(brief), callback }, signal);
  return { kind: 'awaited' };
}

function bodyOf(brief: StepBrief): Record<string, unknown> {
  const { run, step, visit, attempt, ticket, earlier } = brief;
  return {
    workspace_id: run.workspaceId,
    run: { id: run.id, workflow: run.workflowId, name: run.workflow.name, inputs: run.inputs },
    step: {
      ...{ id: step.id, agent: step.agent, task: step.task, visit, attempt },
      ...{ timeout_s: Math.round(step.timeoutMs / 1000), output_schema: step.outputSchema },
    },
    ticket: ticket && wireTicket(ticket),
    ticket_path: ticket && `/api/tickets/${ticket.ticket.key}`,
    earlier: earlier.map(({ stepId, ...rest }) => ({ step: stepId, ...rest })),
    brief: writeTask(brief),
  };
}

/** Markdown for a program that reads nothing else. What people and documents wrote stands in it as data. */
function writeTask({ step, ticket, earlier }: StepBrief): string {
  const about = ticket?.ticket;
  const criteria = about?.criteria.map(({ text }) => `- ${text}`).join('\n');
  const before = earlier.map(
    ({ agent, stepId, result }) => `- ${stepId}${agent ? ` (${agent})` : ''}: ${result.summary}`,
  );
  const schema = step.outputSchema && JSON.stringify(step.outputSchema, null, 2);
  return [
    `# ${step.task}`,
    `You are the ${agentName(step.agent!)}.${about ? ` Ticket: ${about.key} "${about.title}" (${about.type}).` : ''}`,
    about?.description.trim() && `## Description\n\n${about.description.trim()}`,
    criteria && `## Acceptance criteria\n\n${criteria}`,
    before.length > 0 && `## What was found so far\n\n${before.join('\n')}`,
    schema && `## Expected output\n\n\`\`\`json\n${schema}\n\`\`\``,
    '---\nAnswer to the callback with {"status": "passed" | "failed" | "blocked", "summary", "output"?, "error"?}; {"progress": "…"} says how far you are.',
  ]
    .filter(Boolean)
    .join('\n\n');
}
