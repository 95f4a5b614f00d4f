/** The worker behind every step: the rules of its agent, and a model over them where one is connected. */
import type { CallTool } from '../../catalog/call-tool.ts';
import { fillPrompt } from '../../catalog/load-prompts.ts';
import type { Services } from '../../catalog/services.ts';
import type { AgentId } from '../../domain/agent-role.ts';
import type { Caller } from '../../domain/principal.ts';
import type { Clock } from '../../ports/clock.ts';
import type { CodeHost } from '../../ports/code-host.ts';
import type { Hired } from '../../ports/model.ts';
import type { OutsideAgents } from '../../ports/outside-agents.ts';
import { trackInTicket } from '../step-tickets.ts';
import type { Worker } from '../worker.ts';
import { toResult } from './findings.ts';
import { handOver } from './hand-over.ts';
import { agentCaller, createKit } from './kit.ts';
import { refine } from './refine.ts';
import type { AgentRole } from './roles.ts';

export type WorkerDeps = {
  roles: Record<AgentId, AgentRole>;
  callTool(): CallTool;
  /** Null where no repository is connected. */
  code(): Promise<CodeHost | null>;
  /** Null without a model. */
  hire: ((caller: Caller) => Promise<Hired>) | null;
  outside: OutsideAgents | null;
  secret: string;
  clock: Clock;
  tickets: Pick<Services['tickets'], 'trackStep' | 'cancelSteps'>;
};

export function createWorker({
  roles,
  callTool,
  code,
  hire,
  outside,
  secret,
  clock,
  tickets,
}: WorkerDeps): Worker {
  return async (brief, signal) => {
    if (brief.step.ticket) return trackInTicket(tickets, brief);
    if (outside?.has(brief.run.workspaceId, brief.step.agent!))
      return handOver({ outside, secret, clock }, brief, signal);
    const role = roles[brief.step.agent!];
    const kit = createKit({ callTool: callTool(), code: await code() }, role, brief, signal);
    const byRules = await role.work(brief, kit);
    if (hire === null)
      return { kind: 'answered', answer: toResult(byRules), handover: byRules.handover ?? null };
    const hired = await hire(agentCaller(role.id, brief));
    const prompt = fillPrompt(role.prompt, { task: brief.step.task });
    const { work, tokens } = await refine(hired, { prompt, brief, work: byRules }, signal);
    return { kind: 'answered', answer: toResult(work), handover: work.handover ?? null, tokens };
  };
}
