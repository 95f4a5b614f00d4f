/** Agents' reports: appended for good, with what follows for the ticket's work in the same change (S2-40 to S2-45). */
import { type AgentReport, type AgentUpdate, movesOf } from '../domain/agent-update.ts';
import type { Id } from '../domain/ids.ts';
import type { Ticket } from '../domain/ticket.ts';
import { completeTicket } from './complete.ts';
import type { Writing } from './discard.ts';
import type { Mutation } from './mutation.ts';
import { getLive } from './view.ts';

/** `output` is the result of a last step; `runId` and `stepId` say which it was. */
export type Report = AgentReport & {
  output?: unknown;
  runId?: string;
  stepId?: string;
  /** The same for the same report, however often it is tried: it is kept, and followed, once. */
  key?: string;
};

/** Throws what `mutate` throws; nothing is appended then. `violations`: why the output of a last step was not taken. */
export async function reportWork(
  { nouns, scope, mutate, clock }: Writing,
  update: { id: Id; ticketId: Id },
  report: Report,
): Promise<{ update: AgentUpdate; ticket: Ticket; violations: string[] }> {
  const before =
    report.key && (await nouns.agentUpdates.told(scope.workspaceId, update.ticketId, report.key));
  if (before) return { update: before, ticket: await live(nouns, before), violations: [] };
  const at = clock.now().toISOString();
  const { agent, result, details, error, runId, stepId, key } = report;
  const kept: AgentUpdate = {
    ...update,
    workspaceId: scope.workspaceId,
    ...{
      agent,
      result,
      details,
      error: error ?? null,
      runId: runId ?? scope.runId ?? null,
      stepId: stepId ?? null,
      key: key ?? null,
    },
    createdAt: at,
  };
  let violations: string[] = [];
  const written = await mutate(nouns, scope, update.ticketId, (current) => {
    const moves = movesOf(current, report).map((move) => ({ ...move, by: scope.actor, at }));
    const ends = moves.at(-1)?.to === 'done';
    const completion = completeTicket(current, moves, ends ? report.output : null);
    violations = completion.violations;
    return told(current, kept, completion.mutation);
  });
  await nouns.agentUpdates.append(kept);
  return { update: kept, ticket: written!.after, violations };
}

async function live(nouns: Writing['nouns'], { workspaceId, ticketId }: AgentUpdate): Promise<Ticket> {
  const [ticket] = await getLive(nouns, workspaceId, [ticketId]);
  return ticket!;
}

function told(
  current: Ticket,
  { id, agent, result, details, error }: AgentUpdate,
  then: Mutation | null,
): Mutation {
  const payload = {
    updateId: id,
    agent,
    result,
    details: details.slice(0, 500),
    ...(error ? { error } : {}),
  };
  const documentId = current.origin.documentId;
  const added = { type: 'AgentUpdateAdded' as const, documentId, payload };
  return { next: then?.next ?? current, events: [added, ...(then?.events ?? [])] };
}
