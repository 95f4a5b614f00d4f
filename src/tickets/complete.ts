/** Ending work with its result: the output contract decides whether it is done, comes back, or has failed (S4-35). */
import { coordinationOf } from '../domain/coordination.ts';
import { type ExecutionFacet, executionOf } from '../domain/execution.ts';
import { moveWorkAlong, type WorkMove } from '../domain/lifecycle.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Mutation } from './mutation.ts';
import { findViolations } from './output-contract.ts';

const mostRejections = 3;

/** `violations` are why the output was not taken; the ticket is then as it was, or has failed for good. */
export type Completion = { mutation: Mutation | null; violations: string[] };

/**
 * The ticket at the end of `moves`, with its output where they lead to `done`. Throws INVALID_TRANSITION for a
 * move the table does not know, whatever the output is. The third output in a row that a strict contract rejects fails it.
 */
export function completeTicket(
  current: Ticket,
  moves: readonly WorkMove[],
  output: unknown = null,
): Completion {
  const moved = moveWorkAlong(current, moves);
  if (!moved) return { mutation: null, violations: [] };
  const before = executionOf(current);
  const execution = { ...before, output: output ?? before.output };
  const violations = moves.at(-1)?.to === 'done' ? violationsOf(execution) : [];
  if (violations.length > 0 && execution.contract?.mode === 'strict') {
    return { mutation: reject(current, before, moves, violations), violations };
  }
  const documentId = current.origin.documentId;
  const next = { ...withWarnings(current, violations), work: moved.work };
  const events = moved.events.map((event) => ({ ...event, documentId }));
  const keeps = current.execution != null || output != null;
  return { mutation: { next: keeps ? { ...next, execution } : next, events }, violations: [] };
}

function violationsOf({ contract, output }: ExecutionFacet): string[] {
  return contract ? findViolations(contract.schema, output) : [];
}

/** A permissive contract lets it pass and keeps what did not fit. */
function withWarnings(current: Ticket, violations: readonly string[]): Ticket {
  if (violations.length === 0) return current;
  const coordination = coordinationOf(current);
  const metadata = { ...coordination.metadata, outputContractWarnings: [...violations] };
  return { ...current, coordination: { ...coordination, metadata } };
}

function reject(
  current: Ticket,
  execution: ExecutionFacet,
  moves: readonly WorkMove[],
  violations: readonly string[],
): Mutation {
  const documentId = current.origin.documentId;
  const rejections = execution.contract!.rejections + 1;
  const next = { ...current, execution: { ...execution, contract: { ...execution.contract!, rejections } } };
  if (rejections < mostRejections) {
    const payload = { fields: ['contractRejections'], rejections, violations: violations.slice(0, 10) };
    return { next, events: [{ type: 'TicketDetailsUpdated', documentId, payload }] };
  }
  const error = `Output failed the expected output schema ${rejections} times: ${violations.slice(0, 5).join('; ')}`;
  const failing = moves.map((move, at) => (at < moves.length - 1 ? move : failed(move, error)));
  const moved = moveWorkAlong(current, failing)!;
  return {
    next: { ...next, work: moved.work },
    events: moved.events.map((event) => ({ ...event, documentId })),
  };
}

function failed({ by, at }: WorkMove, error: string): WorkMove {
  return { to: 'failed', by, at, error };
}
