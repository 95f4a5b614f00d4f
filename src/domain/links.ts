/** Typed links between tickets, and the finding of circles. */
import * as z from 'zod';
import { Id } from './ids.ts';

export const TicketLinkType = z.enum([
  'blocks',
  'relatesTo',
  'duplicateOf',
  'precedes',
  'memberOf',
  'createdFrom',
]);
export type TicketLinkType = z.infer<typeof TicketLinkType>;

/** `sourceId blocks targetId`. Unique per type and pair; a relatesTo pair has no direction (U-45). */
export const TicketLink = z.object({
  id: Id,
  workspaceId: Id,
  type: TicketLinkType,
  sourceId: Id,
  targetId: Id,
  declaredOn: z.enum(['source', 'target', 'both']),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
});
export type TicketLink = z.infer<typeof TicketLink>;

/** The path a new edge would close into a circle, from its target back to its source; null when it closes none. */
export function findCycle(
  edges: Iterable<{ from: string; to: string }>,
  from: string,
  to: string,
): string[] | null {
  const next = new Map<string, string[]>();
  for (const edge of edges) next.set(edge.from, [...(next.get(edge.from) ?? []), edge.to]);
  const stack: string[][] = [[to]];
  const seen = new Set<string>();
  while (stack.length > 0) {
    const path = stack.pop()!;
    const at = path.at(-1)!;
    if (at === from) return path;
    if (seen.has(at)) continue;
    seen.add(at);
    for (const follower of next.get(at) ?? []) stack.push([...path, follower]);
  }
  return null;
}

/** Both ends of every link of one ticket, each named from where it stands (S4-14). Keys of tickets. */
export type Relations = Record<
  | 'blocking'
  | 'blockedBy'
  | 'relatedTo'
  | 'duplicateOf'
  | 'duplicatedBy'
  | 'precedes'
  | 'precededBy'
  | 'memberOf'
  | 'members'
  | 'createdFrom'
  | 'created'
  | 'subIssueOf'
  | 'parentOf',
  string[]
>;

/** What a link is called from its source and from its target. */
const views: Record<TicketLinkType, [fromSource: keyof Relations, fromTarget: keyof Relations]> = {
  blocks: ['blocking', 'blockedBy'],
  relatesTo: ['relatedTo', 'relatedTo'],
  duplicateOf: ['duplicateOf', 'duplicatedBy'],
  precedes: ['precedes', 'precededBy'],
  memberOf: ['memberOf', 'members'],
  createdFrom: ['createdFrom', 'created'],
};

/** Links are kept once; their other side is derived here. `keyOf` is undefined for tickets that are gone. */
export function viewRelations(
  of: { id: Id; parentId: Id | null; childIds: readonly Id[] },
  links: readonly TicketLink[],
  keyOf: (id: Id) => string | undefined,
): Relations {
  const relations = Object.fromEntries(
    [...Object.values(views).flat(), 'subIssueOf', 'parentOf'].map((name) => [name, [] as string[]]),
  ) as Relations;
  const add = (name: keyof Relations, id: Id) => {
    const key = keyOf(id);
    if (key !== undefined && !relations[name].includes(key)) relations[name].push(key);
  };
  for (const { type, sourceId, targetId } of links) {
    if (sourceId === of.id) add(views[type][0], targetId);
    else if (targetId === of.id) add(views[type][1], sourceId);
  }
  if (of.parentId !== null) add('subIssueOf', of.parentId);
  for (const id of of.childIds) add('parentOf', id);
  return relations;
}
