/** What a product manager keeps about a ticket: who reported it, which agents it needs, and whether it was escalated. */
import * as z from 'zod';

export const Escalation = z.object({
  active: z.boolean(),
  /** 1 at first, one more each time nobody answered. */
  level: z.int().min(0),
  reasons: z.array(z.enum(['critical_open', 'blocked', 'failed_updates', 'sla_passed', 'cycle_time'])),
  firstAt: z.iso.datetime(),
  lastNotifiedAt: z.iso.datetime().nullable(),
  /** A member's id. */
  acknowledgedBy: z.string().nullable(),
  /** Failures before this moment no longer count. */
  resetAt: z.iso.datetime().nullable(),
});
export type Escalation = z.infer<typeof Escalation>;

export const Orchestration = z.object({
  agentsRequired: z.array(z.string()),
  /** `diagnose -> fix -> test`, or the id of a workflow. */
  workflow: z.string().nullable(),
  /** `4 hours`. */
  sla: z.string().nullable(),
});
export type Orchestration = z.infer<typeof Orchestration>;

export const CoordinationFacet = z.object({
  reporter: z.string().nullable(),
  metadata: z.record(z.string(), z.unknown()),
  orchestration: Orchestration.nullable(),
  escalation: Escalation.nullable(),
});
export type CoordinationFacet = z.infer<typeof CoordinationFacet>;

export function newCoordination(): CoordinationFacet {
  return { reporter: null, metadata: {}, orchestration: null, escalation: null };
}

/** The facet of a ticket; those that nobody coordinates keep none. */
export function coordinationOf(ticket: {
  coordination?: CoordinationFacet | null | undefined;
}): CoordinationFacet {
  return ticket.coordination ?? newCoordination();
}
