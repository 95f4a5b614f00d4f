/** What people set in chat, by scope, as kept. */
import type { Id } from '../domain/ids.ts';
import type { PreferenceScope, Preferences } from '../domain/preferences.ts';

export type PreferenceStore = {
  /** Empty where nothing was set. */
  get(workspaceId: Id, scope: PreferenceScope): Promise<Preferences>;
  /** Where anything is set: for the workspace (`channel` is null) first, then for channels in their order. */
  list(workspaceId: Id): Promise<{ channel: string | null; values: Preferences }[]>;
  /** Replaces all of the scope. */
  put(workspaceId: Id, scope: PreferenceScope, values: Preferences): Promise<void>;
};
