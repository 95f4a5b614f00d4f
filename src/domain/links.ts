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
