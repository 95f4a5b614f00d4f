/** What a service keeps of a change so that the person who asked for it can take it back. */
import type { Change } from './change.ts';
import type { Id } from './ids.ts';
import type { Caller } from './principal.ts';

/** Null for deeds of agents, of the system and of no tool: nobody takes those back. */
export function changeOf(
  { deed, principal, workspaceId }: Caller,
  stamp: { id: Id; at: string },
  changed: Pick<Change, 'subject' | 'subjectId' | 'before'>,
): Change | null {
  if (!deed || principal.kind !== 'user') return null;
  const of = { workspaceId, deedId: deed.id, tool: deed.tool, actorId: principal.id };
  return { ...stamp, ...of, ...changed, version: null, undoneAt: null };
}
