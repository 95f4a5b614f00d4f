/** Workspaces and their members, as kept. */
import type { Id } from '../domain/ids.ts';
import type { ChatTeam, Member, Workspace } from '../domain/principal.ts';

export type WorkspaceStore = {
  insert(workspace: Workspace): Promise<void>;
  /** Those that were deleted are found by nothing here. */
  get(id: Id): Promise<Workspace | null>;
  byName(name: string): Promise<Workspace | null>;
  /** The oldest workspace; null before the first start. */
  first(): Promise<Workspace | null>;
  list(): Promise<Workspace[]>;
  updateSettings(id: Id, settings: Record<string, unknown>): Promise<void>;
  update(workspace: Workspace): Promise<void>;
  /** Keeps all that is in it. False where there is none. */
  delete(id: Id, at: string): Promise<boolean>;
};

export type MemberStore = {
  insert(member: Member): Promise<void>;
  get(workspaceId: Id, id: Id): Promise<Member | null>;
  byName(workspaceId: Id, name: string): Promise<Member | null>;
  byIdentity(workspaceId: Id, surface: string, externalId: string): Promise<Member | null>;
  update(member: Member): Promise<void>;
  list(workspaceId: Id): Promise<Member[]>;
};

export type ChatTeamStore = {
  find(surface: string, team: string): Promise<ChatTeam | null>;
  /** The longest linked first. */
  list(surface: string): Promise<ChatTeam[]>;
  /** False when the team or the workspace is linked already; nothing changes then. */
  link(team: ChatTeam): Promise<boolean>;
};
