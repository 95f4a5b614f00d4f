/** Which workspace a team of a chat service works in: its own, unless it was linked to an existing one before. */
import { randomBytes } from 'node:crypto';
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import type { Workspace } from '../domain/principal.ts';
import type { Clock, IdSource } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';

type Deps = { store: Store; clock: Clock; ids: IdSource };

export type NewTeam = {
  surface: string;
  id: string;
  name: string;
  installer: { id: string; name: string };
};

/**
 * The team's workspace. A team that comes for the first time gets one of its own, which the person who installed the app
 * owns: what others keep here is none of its business. Safe to call again and by several at once.
 */
export async function welcomeTeam(deps: Deps, team: NewTeam, timeZone: string): Promise<Id> {
  const { store } = deps;
  return store.transact(async (nouns) => {
    const known = await nouns.chatTeams.find(team.surface, team.id);
    if (known) return known.workspaceId;
    const createdAt = deps.clock.now().toISOString();
    const workspace: Workspace = {
      id: deps.ids.next(),
      name: `${team.name.slice(0, 60)} (${team.id})`,
      timeZone,
      settings: { issueSecret: randomBytes(32).toString('base64url') },
      createdAt,
    };
    await nouns.workspaces.insert(workspace);
    const isFirst = await nouns.chatTeams.link({
      surface: team.surface,
      team: team.id,
      name: team.name,
      workspaceId: workspace.id,
      linkedAt: createdAt,
    });
    if (!isFirst) throw busy();
    await nouns.members.insert({
      id: deps.ids.next(),
      workspaceId: workspace.id,
      name: team.installer.name,
      roles: ['owner'],
      identities: [{ surface: team.surface, externalId: team.installer.id }],
      createdAt,
    });
    return workspace.id;
  });
}

/**
 * Says that a team works in this workspace. Throws INVALID_INPUT for a team that works in another already, and for a
 * workspace that another team works in.
 */
export async function linkTeam(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  workspaceId: Id,
  { surface, id, name }: Omit<NewTeam, 'installer'>,
): Promise<void> {
  const linkedAt = clock.now().toISOString();
  if (await store.chatTeams.link({ surface, team: id, name, workspaceId, linkedAt })) return;
  if ((await store.chatTeams.find(surface, id))?.workspaceId === workspaceId) return;
  throw new DocketError('INVALID_INPUT', {
    message: `${name} works in another workspace already, or another team works in this one. Nothing was changed.`,
    remedy:
      'A team of Slack or server of Discord and a workspace of Docket belong to each other for good; use another DATABASE_URL or DOCKET_HOME.',
  });
}

function busy(): DocketError {
  return new DocketError('CONCURRENCY_CONFLICT', {
    message: 'This workspace is being installed by somebody else at the same moment.',
    remedy: 'Try again in a moment.',
  });
}
