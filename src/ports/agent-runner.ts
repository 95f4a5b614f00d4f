/** Who runs agents: takes a brief, works on it, and reports through the tickets. */

import type { Readiness, WakeReason } from '../domain/dispatch.ts';
import type { ConversationMode } from '../domain/execution.ts';
import type { Id } from '../domain/ids.ts';

/** Everything an agent gets to begin with (S4-44, S2-73). */
export type AgentBrief = {
  /** The same for the same dispatch, however often it is handed over. */
  dispatchId: Id;
  workspaceId: Id;
  ticketId: Id;
  ticketKey: string;
  agentId: string;
  reason: WakeReason;
  /** Where people see it work; null where there is no such place. */
  threadId: Id | null;
  mode: ConversationMode;
  /** Markdown. Text that people and documents wrote stands in it as data, never as instructions. */
  text: string;
};

export type AgentRunner = {
  /** Without regard to how many tickets the agent has: that is counted by who asks. */
  readiness(workspaceId: Id, agentId: string): Promise<Readiness>;
  /** Begins a run, durably when it resolves. The same `dispatchId` again, also from another process, begins no second one. */
  start(brief: AgentBrief): Promise<void>;
  /** Whether the run of this dispatch has begun and not ended, here or at another instance. */
  isAlive(dispatchId: Id): Promise<boolean>;
  /** Tells an agent that is at it of something new. */
  wake(wake: {
    dispatchId: Id;
    workspaceId: Id;
    reason: WakeReason;
    source: string;
    text: string;
  }): Promise<void>;
  /** All tickets of this step have ended (S4-46). May be said more than once. */
  settleStep(step: {
    workspaceId: Id;
    runId: string;
    stepId: string | null;
    ticketIds: readonly Id[];
  }): Promise<void>;
};
