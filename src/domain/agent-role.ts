/** The agents a workflow may give a step to, by id, and the names people call them by (S2-3). */
import * as z from 'zod';
import type { Principal } from './principal.ts';

export const AgentId = z.enum([
  'research',
  'engineer',
  'qa',
  'documentation',
  'security',
  'ops',
  'data_engineer',
  'version_control',
  'ticketing',
]);
export type AgentId = z.infer<typeof AgentId>;

/** What an agent may do (U-75): talk and write, only read and review, only plan, or only propose who works on what. */
export const AgentMode = z.enum(['chat', 'review', 'plan', 'orchestrate']);
export type AgentMode = z.infer<typeof AgentMode>;

const names: Record<AgentId, string> = {
  research: 'Research',
  engineer: 'Engineer',
  qa: 'QA',
  documentation: 'Documentation',
  security: 'Security',
  ops: 'Ops',
  data_engineer: 'Data Engineer',
  version_control: 'Version Control',
  ticketing: 'Ticketing',
};

/** `Data Engineer Agent`. */
export function agentName(id: AgentId): string {
  return `${names[id]} Agent`;
}

const otherNames: Record<string, AgentId> = {
  researcher: 'research',
  engineering: 'engineer',
  developer: 'engineer',
  tester: 'qa',
  docs: 'documentation',
  doc: 'documentation',
  operations: 'ops',
  git: 'version_control',
};

/** The agent a name means, whatever its case, `-_ ` and a trailing "agent"; null for any other name. */
export function findAgent(name: string): AgentId | null {
  const squeezed = name
    .trim()
    .toLowerCase()
    .replace(/^(?:the|agent:)\s*/, '')
    .replace(/[\s_-]+/g, '_')
    .replace(/_(?:agent|bot)$/, '');
  const known = AgentId.safeParse(squeezed);
  return known.success ? known.data : (otherNames[squeezed] ?? null);
}

/** As `agentName`, also for agents of a team's own, whose name is their id. */
export function agentTitle(id: string): string {
  const known = AgentId.safeParse(id);
  return known.success ? agentName(known.data) : id;
}

/** Whom a write is recorded for that this agent makes. */
export function agentPrincipal(id: string): Principal {
  return { kind: 'agent', id: `agent:${id}`, name: agentTitle(id) };
}

/** The agent's id behind a principal; null for people and the system. */
export function agentIdOf({ kind, id }: Principal): string | null {
  return kind === 'agent' ? id.replace(/^agent:/, '') : null;
}
