/** What a team told Docket once, so that nobody has to say it again: for the workspace, or for one channel. */
import * as z from 'zod';
import { ApproverPolicy } from './approver-policy.ts';
import { Id } from './ids.ts';
import { ModelEffort, ModelTier } from './model-choice.ts';
import { Priority } from './priority.ts';

/** A member, with the name they had when they were named. */
export const NamedMember = z.object({ id: Id, name: z.string() });
export type NamedMember = z.infer<typeof NamedMember>;

export const Preferences = z
  .object({
    defaultTracker: z.string(),
    /** Never offered for a push with the rest: a ticket of these priorities goes out only when it is named. */
    pushExcludePriority: z.array(Priority),
    estimateScale: z.enum(['points', 'tshirt']),
    /** How often trackers are asked what changed; 0 for never. */
    syncMinutes: z.int().min(0).max(1440),
    /** How far apart the cards are that tell of it; 0 for none. */
    digestMinutes: z.int().min(0).max(1440),
    modelTier: ModelTier,
    modelEffort: ModelEffort,
    /** Where what needs attention is told; absent: in the thread of each ticket. */
    escalationThreadId: Id,
    /** Who is notified of an incident; nobody when absent. */
    onCall: NamedMember,
    ...ApproverPolicy.shape,
  })
  .partial();
export type Preferences = z.infer<typeof Preferences>;
export type PreferenceKey = keyof Preferences;

/**
 * `workspace`, or `channel:<surface>:<channel>`, whose word wins over the workspace's. `approvals` holds who may approve:
 * it is the workspace's, apart from what anybody may set and take back.
 */
export const PreferenceScope = z.string().regex(/^(?:workspace|approvals|channel:[^:]+:.+)$/);
export type PreferenceScope = z.infer<typeof PreferenceScope>;

/** The channel a thread is in: its surface's own name up to the last slash or the first colon, where a thread's name begins. */
export function channelScope({ surface, external }: { surface: string; external: string }): PreferenceScope {
  const slash = external.lastIndexOf('/');
  const channel = slash > 0 ? external.slice(0, slash) : external.split(':')[0]!;
  return `channel:${surface}:${channel}`;
}

const policyKeys: ReadonlySet<string> = new Set(Object.keys(ApproverPolicy.shape));

export function isPolicyKey(key: PreferenceKey): boolean {
  return policyKeys.has(key);
}
