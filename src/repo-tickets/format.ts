/** The words, numbers and limits of the `.tickets/` format, version 3. */

export const formatVersion = 3;
export const versionUrl = 'version/20260317-tickets-spec.md';

export const statuses = ['todo', 'doing', 'blocked', 'done', 'canceled'] as const;
export const priorities = ['low', 'medium', 'high', 'critical'] as const;
export const assignmentModes = ['human_only', 'agent_only', 'mixed'] as const;
export const nodeTypes = ['work', 'group', 'checkpoint'] as const;
export const resolutions = ['completed', 'merged', 'dropped'] as const;
export const workflowModes = ['auto', 'doc_first', 'skill_first'] as const;
export const eventTypes = ['status', 'work', 'claim'] as const;
export const claimActions = ['acquire', 'renew', 'release', 'override'] as const;
export const actorTypes = ['human', 'agent'] as const;
export const graphViews = ['dependency', 'sequence', 'portfolio', 'all'] as const;
export const requiredSections = ['# Ticket', '## Description', '## Acceptance Criteria', '## Verification'];
export const agentLimitKeys = [
  'iteration_timebox_minutes',
  'max_iterations',
  'max_tool_calls',
  'checkpoint_every_minutes',
] as const;

export type Status = (typeof statuses)[number];
export type NodeType = (typeof nodeTypes)[number];
export type ActorType = (typeof actorTypes)[number];
export type ClaimAction = (typeof claimActions)[number];
export type GraphView = (typeof graphViews)[number];

/** No ticket, config or single log line may be larger, nor nest deeper, than a reader can be made to choke on. */
export const limits = { fileBytes: 1024 * 1024, logFileBytes: 64 * 1024 * 1024, depth: 50 } as const;

export type Mapping = Record<string, unknown>;

export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isOneOf<Word extends string>(words: readonly Word[], value: unknown): value is Word {
  return (words as readonly unknown[]).includes(value);
}

export function isTerminal(status: unknown): boolean {
  return status === 'done' || status === 'canceled';
}

const uuidV7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export function isUuidV7(value: unknown): value is string {
  return typeof value === 'string' && uuidV7.test(value);
}

/** A positive whole number however it was written, or null. */
export function readVersion(value: unknown): number | null {
  const number = typeof value === 'string' && /^\s*\d+\s*$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number > 0 ? number : null;
}
