/** Lists runs of workflows, and what an agent is at. */
import * as z from 'zod';
import { drawRunsCard } from '../src/cards/workflow-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { briefRun, wireRun } from '../src/catalog/show-run.ts';
import { agentName, findAgent } from '../src/domain/agent-role.ts';
import { DocketError } from '../src/domain/errors.ts';
import { RunView } from '../src/domain/workflow-view.ts';

export default defineTool({
  description:
    'List runs of workflows, the latest first: those that go on, all of them, or what one agent is doing.',
  effect: 'read',
  access: 'anyone',
  input: z.object({
    agent: z.string().optional().describe('Only where this agent is at work or asked people, e.g. research'),
    all: z.boolean().optional().describe('Also those that have ended'),
  }),
  output: z.object({ runs: z.array(RunView), agent: z.string().nullable() }),
  async run({ agent, all = false }, { services, caller }) {
    const views = await services.workflows.runs(caller, all ? {} : { unfinished: true });
    if (agent === undefined) return { runs: views, agent: null };
    const id = findAgent(agent);
    if (!id) throw noAgent(agent);
    const isAtWork = ({ run, steps }: RunView) =>
      steps.some(
        ({ stepId, status }) =>
          (status === 'running' || status === 'waiting_human') &&
          run.workflow.steps.some((plan) => plan.id === stepId && plan.agent === id),
      );
    return { runs: views.filter(isAtWork), agent: agentName(id) };
  },
  show: ({ runs, agent }) => ({ card: drawRunsCard(runs, agent) }),
  brief: ({ runs }) => runs.map(briefRun),
  wire: ({ runs }) => ({ runs: runs.map(wireRun) }),
  command: {
    verb: 'runs',
    usage: '[all|agent]',
    input: ([word]) => (word === 'all' ? { all: true } : word === undefined ? {} : { agent: word }),
  },
});

function noAgent(name: string): DocketError {
  return new DocketError('NOT_FOUND', {
    message: `There is no agent "${name}".`,
    remedy:
      'The agents are: research, engineer, qa, documentation, security, ops, data engineer, version control, ticketing.',
  });
}
