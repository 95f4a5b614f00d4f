/** Preferences as a service: read with the channel's word over the workspace's, set, and told where each comes from. */
import { changeOf } from '../domain/change-of.ts';
import { DocketError } from '../domain/errors.ts';
import {
  channelScope,
  isPolicyKey,
  type PreferenceKey,
  type PreferenceScope,
  Preferences,
} from '../domain/preferences.ts';
import { type Caller, requirePerson, requireWriter } from '../domain/principal.ts';
import type { Clock, IdSource } from '../ports/clock.ts';
import type { Nouns, Store } from '../ports/store.ts';
import { workspaceEvent } from './workspace-event.ts';

export type PreferenceView = {
  values: Preferences;
  /** For each value that is set, whether it is the channel's own. */
  ofChannel: PreferenceKey[];
};

export type PreferencesService = {
  /** What holds for this caller, in their thread's channel. */
  read(caller: Caller): Promise<PreferenceView>;
  /** What is set in this scope itself. */
  of(caller: Caller, scope: PreferenceScope): Promise<Preferences>;
  /** Sets all of a scope. */
  replace(caller: Caller, scope: PreferenceScope, values: Preferences): Promise<void>;
  /**
   * Sets one value, or takes it away with null. `channel` is the thread's; without a thread it is the workspace. Who may
   * approve is set by an owner or admin in person (HUMAN_APPROVAL_REQUIRED, FORBIDDEN), and not taken back by an undo.
   */
  set<Key extends PreferenceKey>(
    caller: Caller,
    key: Key,
    value: Preferences[Key] | null,
    scope: 'workspace' | 'channel',
  ): Promise<PreferenceView>;
};

type Deps = { store: Store; clock: Clock; ids: IdSource };

export function createPreferences({ store, clock, ids }: Deps): PreferencesService {
  return {
    read: (caller) => readBoth(store, caller),
    of: ({ workspaceId }, scope) => store.preferences.get(workspaceId, scope),
    async replace(caller, scope, values) {
      requireWriter(caller);
      await store.transact((nouns) => write(nouns, { clock, ids }, caller, scope, values));
    },
    async set(caller, key, value, wanted) {
      requireWriter(caller);
      if (isPolicyKey(key)) requireAdmin(caller);
      return store.transact(async (nouns) => {
        const channel = await channelOf(nouns, caller);
        const usual = wanted === 'channel' && channel ? channel : 'workspace';
        const scope = isPolicyKey(key) ? 'approvals' : usual;
        const before = await nouns.preferences.get(caller.workspaceId, scope);
        const { [key]: _, ...rest } = before;
        const next = value === null ? rest : { ...rest, [key]: value };
        await write(nouns, { clock, ids }, caller, scope, next);
        return readBoth(nouns, caller);
      });
    },
  };
}

async function readBoth(
  nouns: Pick<Nouns, 'preferences' | 'threads'>,
  caller: Caller,
): Promise<PreferenceView> {
  const channel = await channelOf(nouns, caller);
  const base = await nouns.preferences.get(caller.workspaceId, 'workspace');
  const own = channel ? await nouns.preferences.get(caller.workspaceId, channel) : {};
  const approvals = await nouns.preferences.get(caller.workspaceId, 'approvals');
  return { values: { ...base, ...own, ...approvals }, ofChannel: Object.keys(own) as PreferenceKey[] };
}

async function channelOf(
  nouns: Pick<Nouns, 'threads'>,
  { workspaceId, threadId }: Caller,
): Promise<PreferenceScope | null> {
  const thread = threadId ? await nouns.threads.get(workspaceId, threadId) : null;
  return thread && channelScope(thread);
}

/** Neither a model nor a document it has read may say who approves. */
function requireAdmin(caller: Caller): void {
  requirePerson(caller, 'say who may approve');
  if (caller.roles.some((role) => role === 'owner' || role === 'admin')) return;
  throw new DocketError('FORBIDDEN', {
    message: `Only an owner or admin says who may approve, and ${caller.principal.name} is neither. Nothing was changed.`,
    remedy: 'Ask an owner of the workspace.',
  });
}

/** Tells those who show it, and keeps what was before, so that the person can take it back. */
async function write(
  nouns: Pick<Nouns, 'changes' | 'events' | 'preferences'>,
  { clock, ids }: Pick<Deps, 'clock' | 'ids'>,
  caller: Caller,
  scope: PreferenceScope,
  values: Preferences,
): Promise<void> {
  const { workspaceId } = caller;
  const before = await nouns.preferences.get(workspaceId, scope);
  await nouns.preferences.put(workspaceId, scope, Preferences.parse(values));
  const at = clock.now().toISOString();
  const change = changeOf(
    caller,
    { id: ids.next(), at },
    { subject: 'preferences', subjectId: scope, before },
  );
  if (change && scope !== 'approvals') await nouns.changes.append([change]);
  await nouns.events.append([
    workspaceEvent(caller, {
      id: ids.next(),
      type: 'PreferencesChanged',
      occurredAt: at,
      payload: { scope },
    }),
  ]);
}
