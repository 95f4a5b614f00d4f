/** What an owner or admin changes of a workspace itself: its name, what it says of its product, and its end. */
import * as z from 'zod';
import { DocketError } from '../domain/errors.ts';
import { type Caller, requirePerson, type Workspace } from '../domain/principal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';

/** What the workspace is about (S0-26), kept among its settings. */
export const Product = z.object({
  productName: z.string().max(200),
  productDescription: z.string().max(5000),
  targetUsers: z.string().max(2000),
  currentStage: z.string().max(200),
});
export type Product = z.infer<typeof Product>;

export type WorkspaceChange = { name?: string; timeZone?: string } & Partial<Product>;

const nothing: Product = { productName: '', productDescription: '', targetUsers: '', currentStage: '' };

export function productOf({ settings }: Workspace): Product {
  return {
    ...nothing,
    ...Product.partial()
      .catch({})
      .parse(settings.product ?? {}),
  };
}

/** Throws HUMAN_APPROVAL_REQUIRED, and FORBIDDEN for all but owners and admins. */
export function requireAdmin(caller: Caller, deed: string): void {
  requirePerson(caller, deed);
  if (caller.roles.some((role) => role === 'owner' || role === 'admin')) return;
  throw new DocketError('FORBIDDEN', {
    message: `Only an owner or admin of the workspace can ${deed}. Nothing was changed.`,
    remedy: 'Ask one of them, or for the role "admin".',
  });
}

/** Throws INVALID_INPUT for a name that is taken and for what is no time zone, and as `requireAdmin`. */
export async function changeWorkspace(
  store: Store,
  caller: Caller,
  { name, timeZone, ...facts }: WorkspaceChange,
): Promise<Workspace> {
  requireAdmin(caller, 'change it');
  return store.transact(async (nouns) => {
    const before = (await nouns.workspaces.get(caller.workspaceId))!;
    const called = name?.trim() ?? before.name;
    const other = called === before.name ? null : await nouns.workspaces.byName(called);
    if (called === '' || other) throw taken();
    const product = { ...productOf(before), ...facts };
    const after: Workspace = {
      ...before,
      name: called,
      timeZone: timeZone === undefined ? before.timeZone : readTimeZone(timeZone),
      settings: { ...before.settings, product },
    };
    await nouns.workspaces.update(after);
    return after;
  });
}

/**
 * Nobody finds it any more: its tokens are revoked and no address is told of it. What is in it is kept in the store.
 * Throws FORBIDDEN for all but owners, and CONFIG_INVALID for the first workspace and for one that a chat works in.
 */
export async function deleteWorkspace(store: Store, clock: Clock, caller: Caller): Promise<void> {
  requireAdmin(caller, 'delete it');
  if (!caller.roles.includes('owner')) throw ownersOnly();
  const { workspaceId } = caller;
  const first = await store.workspaces.first();
  if (first?.id === workspaceId)
    throw isNeeded('It is the first of this installation, which is always there.');
  for (const surface of ['slack', 'discord']) {
    const team = (await store.chatTeams.list(surface)).find((one) => one.workspaceId === workspaceId);
    if (team) throw isNeeded(`"${team.name}" works in it.`);
  }
  const at = clock.now().toISOString();
  await store.transact(async (nouns) => {
    for (const { id } of await nouns.outgoingWebhooks.list(workspaceId))
      await nouns.outgoingWebhooks.remove(workspaceId, id);
    await nouns.workspaces.delete(workspaceId, at);
  });
  await store.apiTokens.revokeAll(workspaceId, at);
}

function readTimeZone(text: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    throw new DocketError('INVALID_INPUT', {
      message: `"${text.slice(0, 60)}" is no time zone. Nothing was changed.`,
      remedy: 'Write one like Europe/Berlin or UTC.',
    });
  }
}

function taken(): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: 'The workspace cannot be called that. Nothing was changed.',
    remedy: 'Give it another name of at most 80 letters.',
  });
}

function ownersOnly(): DocketError {
  return new DocketError('FORBIDDEN', {
    message: 'Only an owner of the workspace can delete it. Nothing was changed.',
    remedy: 'Ask one of its owners.',
  });
}

function isNeeded(why: string): DocketError {
  return new DocketError('STALE', {
    message: `This workspace cannot be deleted. ${why} Nothing was changed.`,
    remedy: 'Delete a workspace that only programs work in.',
  });
}
