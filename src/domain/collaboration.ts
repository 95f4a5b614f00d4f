/** Who else is at a ticket, and the projects that tickets are grouped in. */
import * as z from 'zod';
import { Id } from './ids.ts';

/** One per ticket and principal (S4-16). */
export const Collaborator = z.object({
  ticketId: Id,
  workspaceId: Id,
  /** A member's id, or an agent's. */
  principalId: z.string().min(1),
  type: z.enum(['user', 'agent']),
  role: z.enum(['assignee', 'collaborator', 'reviewer']),
  joinedAt: z.iso.datetime(),
});
export type Collaborator = z.infer<typeof Collaborator>;

/** A grouping of one workspace, of which a ticket is in at most one; no tracker is told of it (S4-17). */
export const Project = z.object({
  id: Id,
  workspaceId: Id,
  name: z.string().trim().min(1).max(80),
  description: z.string().max(2000),
  /** `#3b82f6`. */
  color: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i)
    .nullable(),
  status: z.enum(['active', 'completed', 'archived']),
  createdAt: z.iso.datetime(),
});
export type Project = z.infer<typeof Project>;
