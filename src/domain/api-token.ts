/** What a program shows to act for a member: kept as a hash, bound to one workspace, and never more than its member may. */
import * as z from 'zod';
import { Id } from './ids.ts';
import { Role } from './principal.ts';

/** An `agent` token never decides: what only a person may do waits for one. */
export const ApiTokenKind = z.enum(['user', 'agent']);
export type ApiTokenKind = z.infer<typeof ApiTokenKind>;

export const ApiToken = z.object({
  id: Id,
  workspaceId: Id,
  memberId: Id,
  kind: ApiTokenKind,
  /** Of the member's own; none it has lost since counts. */
  roles: z.array(Role).min(1),
  /** SHA-256 of the secret, in hex. The secret has 256 random bits, so it needs no slow hash. */
  secretHash: z.string(),
  createdAt: z.iso.datetime(),
  revokedAt: z.iso.datetime().nullable(),
});
export type ApiToken = z.infer<typeof ApiToken>;
