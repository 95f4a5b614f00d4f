/** Tokens of programs, as kept. */
import type { ApiToken } from '../domain/api-token.ts';
import type { Id } from '../domain/ids.ts';
import type { Member } from '../domain/principal.ts';

export type ApiTokenStore = {
  insert(token: ApiToken): Promise<void>;
  /** Across all workspaces: whoever calls is known by the token alone. */
  get(id: Id): Promise<ApiToken | null>;
  /**
   * The same with the member it is of; null for the member who is none any more. What it was up to a second ago, unless it
   * was revoked by this process since.
   */
  withMember(
    id: Id,
  ): Promise<{ token: ApiToken; member: Pick<Member, 'id' | 'name' | 'roles'> | null } | null>;
  /** Takes `points` of what the token may ask in this minute; how many have been taken in it so far, over all instances. */
  spend(id: Id, minute: number, points: number): Promise<number>;
  /** Those that were not revoked, oldest first. */
  list(workspaceId: Id): Promise<ApiToken[]>;
  /** False where there is none, or it was revoked before. */
  revoke(workspaceId: Id, id: Id, at: string): Promise<boolean>;
  /** Every token of the workspace. */
  revokeAll(workspaceId: Id, at: string): Promise<void>;
};
