/** Keeps every attached repository in step: soon after a ticket has changed, and again and again for what changed in files. */
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Id } from '../domain/ids.ts';
import type { Caller, Workspace } from '../domain/principal.ts';
import { checkoutOf } from '../domain/repo-base.ts';
import type { MirrorOutcome } from '../domain/repo-view.ts';
import { createFileWatch, type FileWatch } from './follow-repository.ts';
import { keepInStep, noteAgreed, type StepDeps } from './keep-in-step.ts';
import { listTicketFolders, openRepository, type Repository } from './repository.ts';

class Busy extends Error {}

/**
 * Of the tickets named and those whose file has changed since the last call, each that was taken over or written before is
 * brought in step. A folder that is not on this machine is another instance’s; two never work on one at a time.
 */
export function createStepping(deps: StepDeps): (tickets: readonly Id[]) => Promise<void> {
  const watches = new Map<Id, FileWatch>();
  return async (tickets) => {
    for (const workspace of await deps.store.workspaces.list()) {
      const root = checkoutOf(workspace);
      if (root === null || !existsSync(join(root, '.tickets'))) continue;
      const watch = watches.get(workspace.id) ?? createFileWatch();
      watches.set(workspace.id, watch);
      await inTurn(deps, workspace, () => step(deps, workspace, { root, watch, tickets }));
    }
  };
}

async function inTurn(deps: StepDeps, { id }: Workspace, work: () => Promise<void>): Promise<void> {
  try {
    await deps.store.exclusively(`repository ${id}`, work, () => new Busy());
  } catch (error) {
    if (!(error instanceof Busy)) throw error;
  }
}

async function step(
  deps: StepDeps,
  { id: workspaceId }: Workspace,
  { root, watch, tickets }: { root: string; watch: FileWatch; tickets: readonly Id[] },
): Promise<void> {
  const repository = openRepository(root);
  const looked = new Set([...tickets, ...(await watch.changed(repository))]);
  if (looked.size === 0) return;
  const kept = (await deps.store.repoBases.ids(workspaceId)).filter((id) => looked.has(id));
  if (kept.length === 0) return;
  const members = await deps.store.members.list(workspaceId);
  await keepInStep(deps, { workspaceId, repository, members }, kept);
  // What was written just now is no news.
  await watch.changed(repository);
}

/** What was exchanged is kept in step from then on: of these, or of all that are on both sides, those that say the same. */
export async function agreeAfter(
  deps: StepDeps,
  { workspaceId }: Caller,
  repository: Repository,
  exchange: () => Promise<MirrorOutcome>,
  ids?: readonly Id[],
): Promise<MirrorOutcome> {
  const outcome = await exchange();
  const members = await deps.store.members.list(workspaceId);
  const folders = ids ?? listTicketFolders(repository).map((folder) => basename(folder));
  const known = await deps.store.tickets.list(workspaceId, { ids: folders });
  const side = { workspaceId, repository, members };
  await noteAgreed(
    deps,
    side,
    known.map(({ id }) => id),
  );
  return outcome;
}
