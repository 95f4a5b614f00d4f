/** How a ticket is worked on by agents: mode, delegation, output contract, lock and claim; and the rules of the last two. */
import * as z from 'zod';
import { AgentMode } from './agent-role.ts';
import { Id } from './ids.ts';

/** What a dispatched agent may do (S4-13): everything, read and comment, hand in a plan, or propose an orchestration. */
export const ConversationMode = AgentMode.catch('chat');
export type ConversationMode = z.infer<typeof ConversationMode>;

export const OutputContract = z.object({
  /** A JSON Schema, checked when the ticket was made. */
  schema: z.record(z.string(), z.unknown()),
  /** `permissive`: what violates it is kept as a warning and the ticket is done all the same (S4-35). */
  mode: z.enum(['strict', 'permissive']),
  rejections: z.int().min(0),
});
export type OutputContract = z.infer<typeof OutputContract>;

/** One run has the ticket to itself, until it lets go or its lock is four hours old (S4-33). */
export const CheckoutLock = z.object({ runId: z.string(), agentId: z.string(), at: z.iso.datetime() });
export type CheckoutLock = z.infer<typeof CheckoutLock>;

/** An advisory lease: somebody says that they are at it. Nothing is refused to others but a claim of their own. */
export const Claim = z.object({
  id: Id,
  /** A principal's id: `agent:research`, or a member's. */
  holder: z.string(),
  holderName: z.string(),
  claimedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});
export type Claim = z.infer<typeof Claim>;

export const ExecutionFacet = z.object({
  mode: ConversationMode,
  /** Who may work on it at all. */
  allowed: z.enum(['human_only', 'agent_only', 'mixed']),
  /** What becomes of the ticket when its agent fails (ruling C-3). */
  failurePolicy: z.enum(['block', 'fail']),
  /** Where it is talked about; null before anybody was given it. */
  threadId: Id.nullable(),
  teamId: z.string().nullable(),
  delegation: z.object({ byAgentId: z.string(), depth: z.int().min(1), rootTicketId: Id }).nullable(),
  pipeline: z.object({ runId: z.string(), stepId: z.string().nullable() }).nullable(),
  contract: OutputContract.nullable(),
  output: z.unknown().nullable(),
  lock: CheckoutLock.nullable(),
  claim: Claim.nullable(),
  /** How often it went back to open because its run was gone. */
  retries: z.int().min(0),
});
export type ExecutionFacet = z.infer<typeof ExecutionFacet>;

export function newExecution(): ExecutionFacet {
  return {
    mode: 'chat',
    allowed: 'mixed',
    failurePolicy: 'block',
    threadId: null,
    teamId: null,
    delegation: null,
    pipeline: null,
    contract: null,
    output: null,
    lock: null,
    claim: null,
    retries: 0,
  };
}

/** The facet of a ticket; tickets that no agent had to do with keep none. */
export function executionOf(ticket: { execution?: ExecutionFacet | null | undefined }): ExecutionFacet {
  return ticket.execution ?? newExecution();
}

const lockLastsMs = 4 * 60 * 60_000;

export type LockAnswer = 'free' | 'own' | 'stale' | 'taken';

/** Whether this run may take the lock at `now`, an ISO time: `stale` ones may be adopted. */
export function askLock(lock: CheckoutLock | null, runId: string, now: string): LockAnswer {
  if (lock === null) return 'free';
  if (lock.runId === runId) return 'own';
  return Date.parse(now) - Date.parse(lock.at) >= lockLastsMs ? 'stale' : 'taken';
}

/** The claim that still holds at `now`, an ISO time. */
export function activeClaim(execution: ExecutionFacet, now: string): Claim | null {
  return execution.claim && execution.claim.expiresAt > now ? execution.claim : null;
}

export const deepestDelegation = 3;

/**
 * Why work may not be handed on, null when it may (S4-36). `chain` are the agents that have it already, the first of them
 * first; `depth` is how deep the new child would stand, 1 for a child of a ticket that nobody delegated.
 */
export function refuseDelegation(chain: readonly string[], depth: number, to: string): string | null {
  if (depth > deepestDelegation) {
    return `Delegation refused: chain depth ${depth} exceeds the cap of ${deepestDelegation}.`;
  }
  if (!chain.includes(to)) return null;
  return `Delegation refused: ${to} is already in the chain ${[...chain, to].join(' → ')}.`;
}
