/** Opens the repository that is attached to a workspace, and says in sentences what is wrong with it. */
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DocketError, isDocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import type { Caller } from '../domain/principal.ts';
import { checkoutOf } from '../domain/repo-base.ts';
import type { RepoTicket } from '../domain/repo-view.ts';
import type { StepDeps } from './exchange-deps.ts';
import { fault } from './fault.ts';
import { readMoment } from './moments.ts';
import { openRepository, type Repository, shortId } from './repository.ts';
import type { Row } from './snapshot.ts';

/** `home` is the workspace of whoever runs Docket: others may not name folders of their machine. */
export type CheckoutDeps = StepDeps & { home: Id };

export async function rootOf({ store }: CheckoutDeps, { workspaceId }: Caller): Promise<string | null> {
  return checkoutOf(await store.workspaces.get(workspaceId));
}

/** Throws NOT_FOUND where none is attached, or its folder is not on this machine. */
export async function openCheckout(deps: CheckoutDeps, caller: Caller): Promise<Repository> {
  const root = await rootOf(deps, caller);
  if (root === null)
    throw fault(
      'No repository is attached here.',
      'An owner attaches one: /docket attach-repo <folder>. For the tickets of Docket itself say "list tickets".',
      'NOT_FOUND',
    );
  if (!existsSync(join(root, '.tickets')))
    throw fault(
      `${basename(root)} is attached, and its tickets are gone from this machine.`,
      'Attach it anew.',
      'NOT_FOUND',
    );
  return openRepository(root);
}

/** What a shell is told in few words, told in chat as a sentence with what to do now. */
export async function inSentences<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!isDocketError(error) || error.remedy !== '') throw error;
    const { code, message } = error;
    const remedy =
      '/docket repo-list open lists the tickets there are, and /docket repo-list problems what is wrong with them.';
    throw new DocketError(code, { message: `${message}. Nothing was changed.`, remedy, cause: error });
  }
}

export function printTicket(row: Row, now: Date): RepoTicket {
  const { id, title, status, priority, owner, nodeType, lane, ready, claim } = row;
  const until = readMoment(claim?.expires_at) ?? 0;
  return {
    ...{ id, short: shortId(id), title, status, priority, owner, nodeType, lane, ready },
    waitsFor: row.blockedBy.dependencies.length + row.blockedBy.predecessors.length,
    claim: claim && { holder: claim.holder_id, minutesLeft: Math.ceil((until - now.getTime()) / 60_000) },
  };
}
