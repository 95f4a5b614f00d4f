/** Runs agents that tickets were given to: each dispatch is a run of its own, with one step, under the dispatch's id. */
import { agentName, findAgent } from '../domain/agent-role.ts';
import { DocketError } from '../domain/errors.ts';
import { hasEnded } from '../domain/workflow-run.ts';
import type { AgentRunner } from '../ports/agent-runner.ts';
import type { Store } from '../ports/store.ts';
import type { Engine } from './engine.ts';
import { engineItself } from './hold-run.ts';
import { readWorkflow } from './read-workflow.ts';

/** Agents of Docket's own are ready at any time, and are told of nothing while they work: they look when they begin. */
export function createAgentRunner({
  store,
  engine,
}: {
  store: Pick<Store, 'workflows'>;
  engine: Engine;
}): AgentRunner {
  return {
    readiness: async (_workspaceId, agentId) => (findAgent(agentId) ? 'ready' : 'noAdapter'),
    async start({ dispatchId, workspaceId, ticketId, ticketKey, agentId, threadId }) {
      if (await store.workflows.getAnywhere(dispatchId)) return;
      const text = writeDispatch(agentId, ticketKey);
      const workflow = readWorkflow('dispatch', text);
      const given = { id: dispatchId, workspaceId, ticketId, threadId, workflow, source: text, inputs: {} };
      if (await engine.begin({ ...given, startedBy: engineItself })) return;
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
    wake: async () => {},
    settleStep: async () => {},
  };
}

/** Only a person closes what an agent was given alone. */
function writeDispatch(agentId: string, key: string): string {
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
        gate: { prompt: `Is ${key} done with what ${name} reported?`, on_reject: 'block' },
      },
    ],
  });
}
