/** What people set in chat, by scope, as kept. */
import type { Id } from '../domain/ids.ts';
import type { PreferenceScope, Preferences } from '../domain/preferences.ts';

export type PreferenceStore = {
  /** Empty where nothing was set. */
  get(workspaceId: Id, scope: PreferenceScope): Promise<Preferences>;
  /** Replaces all of the scope. */
  put(workspaceId: Id, scope: PreferenceScope, values: Preferences): Promise<void>;
};
