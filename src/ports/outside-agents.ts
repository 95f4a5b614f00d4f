/** Agents that are programs of the team's own: they take a step over HTTP, and answer when they are done. */
import type { AgentId } from '../domain/agent-role.ts';
import type { Id } from '../domain/ids.ts';

/** A step as it is handed over; all of it is JSON. */
export type OutsideCall = {
  workspaceId: Id;
  agent: AgentId;
  /** The same for every try of this visit and attempt, also after a restart: the program takes it once. */
  key: string;
  /** What the program reads: the brief as Markdown, the ticket, earlier results, the schema of the output. */
  body: Record<string, unknown>;
  /** What its answer has to show, until when. */
  callback: { token: string; expiresAt: string };
};

export type OutsideAgents = {
  /** Whether this agent is a program of the team's in this workspace. */
  has(workspaceId: Id, agent: AgentId): boolean;
  /** Resolves when the program has taken the step; tried a few times where that helps. Throws DocketError otherwise. */
  hand(call: OutsideCall, signal: AbortSignal): Promise<void>;
  /** Tells a program that is at a step of something new. Never throws: what it cannot be told it finds out later. */
  tell(call: Omit<OutsideCall, 'callback'>): Promise<void>;
};
