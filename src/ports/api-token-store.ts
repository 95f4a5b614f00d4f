/** Tokens of programs, as kept. */
import type { ApiToken } from '../domain/api-token.ts';
import type { Id } from '../domain/ids.ts';

export type ApiTokenStore = {
  insert(token: ApiToken): Promise<void>;
  /** Across all workspaces: whoever calls is known by the token alone. */
  get(id: Id): Promise<ApiToken | null>;
  /** Those that were not revoked, oldest first. */
  list(workspaceId: Id): Promise<ApiToken[]>;
  /** False where there is none, or it was revoked before. */
  revoke(workspaceId: Id, id: Id, at: string): Promise<boolean>;
};
