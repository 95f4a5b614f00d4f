/** Runs agents that tickets were given to: each dispatch is a run of its own, with one step, under the dispatch's id. */
import { agentName, findAgent } from '../domain/agent-role.ts';
import { DocketError } from '../domain/errors.ts';
import { currentSteps, hasEnded, type RunState } from '../domain/workflow-run.ts';
import type { AgentRunner } from '../ports/agent-runner.ts';
import type { OutsideAgents } from '../ports/outside-agents.ts';
import type { Store } from '../ports/store.ts';
import type { Engine } from './engine.ts';
import { engineItself } from './hold-run.ts';
import { readWorkflow } from './read-workflow.ts';
import { retryStep } from './steer-run.ts';
import { createStepSettling } from './step-tickets.ts';
import { keyOf } from './worker.ts';

/** Agents of Docket's own are ready at any time; what they are told while they work counts where it lets them go on. */
export function createAgentRunner({
  store,
  engine,
  outside,
}: {
  store: Pick<Store, 'workflows' | 'tickets'>;
  engine: Engine;
  outside: OutsideAgents | null;
}): AgentRunner {
  return {
    readiness: async (_workspaceId, agentId) => (findAgent(agentId) ? 'ready' : 'noAdapter'),
    async start({ dispatchId, workspaceId, ticketId, ticketKey, agentId, threadId }) {
      if (await store.workflows.getAnywhere(dispatchId)) return;
      const contract = (await store.tickets.get(workspaceId, ticketId))?.execution?.contract;
      const schema = contract?.mode === 'strict' ? contract.schema : null;
      const text = writeDispatch(agentId, ticketKey, schema);
      const workflow = readWorkflow('dispatch', text);
      const given = { id: dispatchId, workspaceId, ticketId, threadId, workflow, source: text, inputs: {} };
      if (await engine.begin({ ...given, startedBy: engineItself, byItself: true })) return;
      throw new DocketError('WORKFLOW_RUNNING', {
        message: `A workflow is running on ${ticketKey} already. The agent was not started.`,
        remedy: 'It is started when the workflow has ended.',
        details: { ticket: ticketKey },
      });
    },
    async isAlive(dispatchId) {
      const state = await store.workflows.getAnywhere(dispatchId);
      return state !== null && !hasEnded(state.run);
    },
    async wake({ dispatchId, workspaceId, reason, text }) {
      const state = await store.workflows.get(workspaceId, dispatchId);
      if (!state || hasEnded(state.run)) return;
      await tellOutside(outside, state, { reason, text });
      // What held it up may be over; a message alone mends nothing.
      if (reason === 'userMessage' || state.run.status !== 'paused' || state.run.stoppedAt === null) return;
      const of = { workspaceId, actor: engineItself, runId: dispatchId };
      await engine.steer(of, (edit) => {
        if (edit.run.status === 'paused' && edit.run.stoppedAt !== null) retryStep(edit, null);
      });
    },
    settleStep: createStepSettling({ engine, store }),
  };
}

/** Programs of the team's that are at a step hear of it at once. */
async function tellOutside(
  outside: OutsideAgents | null,
  state: RunState,
  news: { reason: string; text: string },
): Promise<void> {
  const { workspaceId, workflow } = state.run;
  for (const step of currentSteps(state)) {
    const agent = workflow.steps.find(({ id }) => id === step.stepId)?.agent;
    if (step.status !== 'running' || !agent || !outside?.has(workspaceId, agent)) continue;
    await outside.tell({ workspaceId, agent, key: keyOf(step), body: news });
  }
}

/** Only a person closes what an agent was given alone. */
function writeDispatch(agentId: string, key: string, schema: Record<string, unknown> | null): string {
  const agent = findAgent(agentId)!;
  const name = agentName(agent);
  return JSON.stringify({
    id: `${agent.replaceAll('_', '-')}-alone`,
    name,
    steps: [
      {
        id: 'work',
        agent,
        task: `Work on ${key}`,
        ...(schema ? { output_schema: schema } : {}),
        gate: { prompt: `Is ${key} done with what ${name} reported?`, on_reject: 'block' },
      },
    ],
  });
}
