/** The default workspace and its owner, which exist without any step (spec 90, 2). */
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { DocketError } from '../domain/errors.ts';
import type { Member, Workspace } from '../domain/principal.ts';
import type { Clock, IdSource } from '../ports/clock.ts';
import type { Nouns, Store } from '../ports/store.ts';

type Deps = { store: Store; clock: Clock; ids: IdSource };

/** The person who runs the program is the owner, known at the terminal under this identity. */
export const terminalIdentity = { surface: 'terminal', externalId: 'owner' };

/** Makes both at the first start, once, whichever of several instances comes first. */
export async function ensureWorkspace(
  deps: Deps,
  first: { user: string; timeZone: string },
): Promise<{ workspace: Workspace; owner: Member }> {
  const workspace = (await deps.store.workspaces.first()) ?? (await createFirst(deps, first));
  const members = await deps.store.members.list(workspace.id);
  const owner = members.find((member) => member.roles.includes('owner'));
  if (!owner) throw new Error(`workspace ${workspace.id} has no owner`);
  return { workspace, owner };
}

/** One of several instances that start together makes it, and the others wait until it is there. */
async function createFirst(
  deps: Deps,
  { user, timeZone }: { user: string; timeZone: string },
): Promise<Workspace> {
  const busy = new DocketError('STORE_UNAVAILABLE', {
    message: 'Another instance is still making the first workspace.',
    remedy: 'Start again in a moment.',
  });
  for (let waited = 0; ; waited += lookAgainMs) {
    try {
      const insert = () => insertBoth(deps, user, timeZone);
      return await deps.store.exclusively('first-workspace', insert, () => busy);
    } catch (error) {
      if (error !== busy || waited >= patienceMs) throw error;
      await wait(lookAgainMs);
    }
  }
}

const lookAgainMs = 100;
const patienceMs = 10_000;

async function insertBoth(deps: Deps, user: string, timeZone: string): Promise<Workspace> {
  return deps.store.transact(async (nouns) => {
    const existing = await nouns.workspaces.first();
    if (existing) return existing;
    return insertWorkspace(deps, nouns, { name: 'default', user, timeZone });
  });
}

/** A further workspace, owned by `user`. Throws INVALID_INPUT for a name that is taken or empty. */
export async function createWorkspace(
  deps: Deps,
  wish: { name: string; user: string; timeZone: string },
): Promise<Workspace> {
  const name = wish.name.trim();
  return deps.store.transact(async (nouns) => {
    if (name !== '' && name.length <= 80 && !(await nouns.workspaces.byName(name)))
      return insertWorkspace(deps, nouns, { ...wish, name });
    throw new DocketError('INVALID_INPUT', {
      message: `No workspace can be called "${name.slice(0, 80)}": it has no name, too long a one, or another's. Nothing was made.`,
      remedy: 'Give it a name of at most 80 letters that no other has.',
    });
  });
}

async function insertWorkspace(
  { clock, ids }: Deps,
  nouns: Pick<Nouns, 'workspaces' | 'members'>,
  { name, user, timeZone }: { name: string; user: string; timeZone: string },
): Promise<Workspace> {
  const createdAt = clock.now().toISOString();
  const workspace: Workspace = {
    id: ids.next(),
    name,
    timeZone,
    // Issue keys are derived from it, so that nobody outside can forge the marker of a ticket.
    settings: { issueSecret: randomBytes(32).toString('base64url') },
    createdAt,
  };
  await nouns.workspaces.insert(workspace);
  await nouns.members.insert({
    id: ids.next(),
    workspaceId: workspace.id,
    name: user,
    roles: ['owner'],
    identities: [terminalIdentity],
    createdAt,
  });
  return workspace;
}
