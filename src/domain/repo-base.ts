/** What a ticket and its file in an attached repository last agreed on. */
import * as z from 'zod';
import { Id } from './ids.ts';
import type { Workspace } from './principal.ts';

export const RepoBase = z.object({
  ticketId: Id,
  workspaceId: Id,
  /** As both said it. */
  fields: z.record(z.string(), z.unknown()),
  /** The last event that the file's log has been told of. */
  toldThrough: Id.nullable(),
  /** How many entries the logs held then: a newer one tells who has changed the file since. */
  logEntries: z.int(),
});
export type RepoBase = z.infer<typeof RepoBase>;

/** The folder of the repository that is attached to a workspace, on the machine Docket runs on; null without one. */
export function checkoutOf(workspace: Pick<Workspace, 'settings'> | null): string | null {
  const root = workspace?.settings.repoCheckout;
  return typeof root === 'string' ? root : null;
}

/** Since when, an ISO time: what is approved from then on is written there by itself. Null where that is not known. */
export function attachedSince({ settings }: Pick<Workspace, 'settings'>): string | null {
  return typeof settings.repoAttachedAt === 'string' ? settings.repoAttachedAt : null;
}
