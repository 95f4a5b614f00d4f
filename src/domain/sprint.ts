/** A sprint: what fits into the hours there are, and why the rest did not (S2-65, S2-66). */
import * as z from 'zod';
import { Id } from './ids.ts';
import { Principal } from './principal.ts';

export const SprintSkip = z.object({
  id: Id,
  key: z.string(),
  reason: z.enum(['does_not_fit', 'blocked']),
  /** `24 h, 12 h left`, or the keys it waits for. */
  why: z.string(),
});
export type SprintSkip = z.infer<typeof SprintSkip>;

export const Sprint = z.object({
  id: Id,
  workspaceId: Id,
  name: z.string().trim().min(1).max(60),
  availableHours: z.number().positive(),
  allocatedHours: z.number().min(0),
  ticketIds: z.array(Id),
  skipped: z.array(SprintSkip),
  status: z.enum(['proposed', 'active', 'closed']),
  createdBy: Principal,
  createdAt: z.iso.datetime(),
});
export type Sprint = z.infer<typeof Sprint>;
