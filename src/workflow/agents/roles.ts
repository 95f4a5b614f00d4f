/** The agents Docket has: what each does by rules, which tools it may use, in which mode, and under which prompt. */
import type { Prompt } from '../../catalog/load-prompts.ts';
import type { AgentId, AgentMode } from '../../domain/agent-role.ts';
import type { StepBrief } from '../worker.ts';
import { dataEngineer, engineer, ops, qa, security } from './builders.ts';
import type { Work } from './findings.ts';
import type { Kit } from './kit.ts';
import { research } from './research.ts';
import { documentation, ticketing, versionControl } from './writers.ts';

export type AgentRole = {
  id: AgentId;
  mode: AgentMode;
  tools: readonly string[];
  /** Of these, the ones that write; only where the ticket's mode is `chat` (S4-13). */
  writes: readonly string[];
  prompt: Prompt;
  work(brief: StepBrief, kit: Kit): Promise<Work>;
};

const writing: ReadonlySet<string> = new Set(['create_ticket', 'generate_tickets']);
const reading = ['show_ticket', 'list_tickets', 'trace_ticket'];

export function createRoles(prompts: ReadonlyMap<string, Prompt>): Record<AgentId, AgentRole> {
  const role = (
    id: AgentId,
    prompt: Prompt | undefined,
    rest: Omit<AgentRole, 'id' | 'prompt' | 'writes'>,
  ): AgentRole => ({ id, prompt: prompt!, writes: rest.tools.filter((tool) => writing.has(tool)), ...rest });
  return {
    research: role('research', prompts.get('agent-research'), {
      mode: 'review',
      tools: reading,
      work: research,
    }),
    engineer: role('engineer', prompts.get('agent-engineer'), {
      mode: 'plan',
      tools: reading,
      work: engineer,
    }),
    qa: role('qa', prompts.get('agent-qa'), { mode: 'review', tools: reading, work: qa }),
    security: role('security', prompts.get('agent-security'), {
      mode: 'review',
      tools: reading,
      work: security,
    }),
    ops: role('ops', prompts.get('agent-ops'), { mode: 'plan', tools: reading, work: ops }),
    data_engineer: role('data_engineer', prompts.get('agent-data-engineer'), {
      mode: 'plan',
      tools: reading,
      work: dataEngineer,
    }),
    documentation: role('documentation', prompts.get('agent-documentation'), {
      mode: 'chat',
      tools: [...reading, 'lint_document', 'summarize_document'],
      work: documentation,
    }),
    version_control: role('version_control', prompts.get('agent-version-control'), {
      mode: 'review',
      tools: [...reading, 'report_status'],
      work: versionControl,
    }),
    ticketing: role('ticketing', prompts.get('agent-ticketing'), {
      mode: 'orchestrate',
      tools: [...reading, 'report_status', 'create_ticket', 'generate_tickets'],
      work: ticketing,
    }),
  };
}
