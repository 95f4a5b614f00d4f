/** What an agent may reach while it works on a step: its tools, and the code of the connected repository. */
import type { CallTool } from '../../catalog/call-tool.ts';
import { type AgentId, agentPrincipal } from '../../domain/agent-role.ts';
import { DocketError } from '../../domain/errors.ts';
import { executionOf } from '../../domain/execution.ts';
import type { Caller } from '../../domain/principal.ts';
import type { CodeHost } from '../../ports/code-host.ts';
import type { StepBrief } from '../worker.ts';

export type Kit = {
  /** Calls one of the agent's tools, as the agent; a call that was made before a stop is not made again. Throws FORBIDDEN. */
  use<Output>(tool: string, input: Record<string, unknown>): Promise<Output>;
  /** Null where no repository is connected. */
  code: CodeHost | null;
  signal: AbortSignal;
};

export function createKit(
  deps: { callTool: CallTool; code: CodeHost | null },
  agent: { id: AgentId; tools: readonly string[]; writes: readonly string[] },
  brief: StepBrief,
  signal: AbortSignal,
): Kit {
  const mode = brief.ticket === null ? 'chat' : executionOf(brief.ticket.ticket).mode;
  let calls = 0;
  return {
    code: deps.code,
    signal,
    async use<Output>(tool: string, input: Record<string, unknown>) {
      if (!agent.tools.includes(tool)) throw notTheirs(agent.id, tool);
      if (mode !== 'chat' && agent.writes.includes(tool)) throw notInMode(agent.id, tool, mode);
      const caller = { ...agentCaller(agent.id, brief), callId: String(++calls) };
      return (await deps.callTool(tool, input, caller, { signal })).output as Output;
    },
  };
}

/** Agents act in their own name, with no person's say, and what they look at is not what the thread talks about. */
export function agentCaller(id: AgentId, { run, key }: Pick<StepBrief, 'run' | 'key'>): Caller {
  const { workspaceId } = run;
  return {
    principal: agentPrincipal(id),
    roles: [],
    workspaceId,
    via: 'workflow',
    threadId: null,
    runId: key,
  };
}

function notTheirs(agent: AgentId, tool: string): DocketError {
  return new DocketError('FORBIDDEN', {
    message: `The agent ${agent} may not use ${tool.replaceAll('_', ' ')}. Nothing was done.`,
    remedy: 'Give the step to another agent.',
  });
}

function notInMode(agent: AgentId, tool: string, mode: string): DocketError {
  return new DocketError('FORBIDDEN', {
    message: `The agent ${agent} may not use ${tool.replaceAll('_', ' ')} on a ticket in the mode ${mode}. Nothing was done.`,
    remedy: 'Give the ticket the mode chat, or do it yourself.',
  });
}
