/** Links of a ticket and of its file: what one side made or took away since both agreed happens on the other, too. */
import type { Id } from '../domain/ids.ts';
import type { TicketLink } from '../domain/links.ts';
import type { LinkFields } from './exchange-links.ts';

export type Edge = {
  type: 'blocks' | 'relatesTo' | 'precedes' | 'memberOf';
  source: Id;
  target: Id;
};

/** The same for the same edge from either of its ends. */
export function nameEdge({ type, source, target }: Edge): string {
  const turned = type === 'relatesTo' && target < source;
  return turned ? `${type} ${target} ${source}` : `${type} ${source} ${target}`;
}

/** What the file of `id` says. */
export function edgesOfFile(id: Id, file: LinkFields): Edge[] {
  const to = (type: Edge['type'], ends: readonly Id[]) =>
    ends.map((target): Edge => ({ type, source: id, target }));
  return [
    ...file.dependencies.map((source): Edge => ({ type: 'blocks', source, target: id })),
    ...to('blocks', file.blocks),
    ...to('relatesTo', file.related),
    ...to('precedes', file.precedes),
    ...to('memberOf', file.memberOf),
  ].filter(({ source, target }) => source !== target);
}

/** What the store says, as a file can say it: a duplicate is related there. */
export function edgeOfLink({ type, sourceId: source, targetId: target }: TicketLink): Edge | null {
  if (type === 'createdFrom') return null;
  return { type: type === 'duplicateOf' ? 'relatesTo' : type, source, target };
}

export type LinkSides = {
  id: Id;
  /** Edges of this ticket that stand in a file, its own or that of the other end. */
  stated: readonly Edge[];
  stored: readonly Edge[];
  /** Null where it is not known: then nothing was taken away. */
  agreed: readonly string[] | null;
  /** Whether the ticket at the other end is in the store, and whether it has a file. */
  isStored(other: Id): boolean;
  hasFile(other: Id): boolean;
};

export type LinkSteps = Record<'link' | 'unlink' | 'write' | 'erase', Edge[]> & {
  /** What both will know once that is done, and what cannot be told for now. */
  agreed: string[];
};

export function decideLinks(sides: LinkSides): LinkSteps {
  const steps: LinkSteps = { link: [], unlink: [], write: [], erase: [], agreed: [] };
  const stated = new Map(sides.stated.map((edge) => [nameEdge(edge), edge]));
  const stored = new Map(sides.stored.map((edge) => [nameEdge(edge), edge]));
  for (const [name, edge] of new Map([...stored, ...stated])) {
    const other = edge.source === sides.id ? edge.target : edge.source;
    const wasAgreed = sides.agreed?.includes(name) ?? false;
    if (stated.has(name) && stored.has(name)) steps.agreed.push(name);
    else if (stated.has(name)) takeStated(steps, edge, wasAgreed, sides.isStored(other));
    else takeStored(steps, edge, wasAgreed, sides.hasFile(other));
  }
  return steps;
}

function takeStated(steps: LinkSteps, edge: Edge, wasAgreed: boolean, isStored: boolean): void {
  if (wasAgreed) steps.erase.push(edge);
  else if (isStored) steps.link.push(edge);
}

/** A file that is gone, as on another branch, takes nothing back. */
function takeStored(steps: LinkSteps, edge: Edge, wasAgreed: boolean, hasFile: boolean): void {
  if (hasFile) steps[wasAgreed ? 'unlink' : 'write'].push(edge);
  else if (wasAgreed) steps.agreed.push(nameEdge(edge));
}

/** Where an edge stands in the file of `id`; null where only the other end's file can hold it. */
export function fieldOf(edge: Edge, id: Id): { field: keyof LinkFields; end: Id } | null {
  const isSource = edge.source === id;
  const end = isSource ? edge.target : edge.source;
  if (edge.type === 'blocks') return { field: isSource ? 'blocks' : 'dependencies', end };
  if (edge.type === 'relatesTo') return { field: 'related', end };
  return isSource ? { field: edge.type, end } : null;
}

/** The lists of a file with some edges more and some fewer, all else in its order. */
export function withEdges(
  id: Id,
  now: LinkFields,
  { add, drop }: { add: readonly Edge[]; drop: readonly Edge[] },
): LinkFields {
  const { dependencies, blocks, related, precedes, memberOf } = now;
  const next: LinkFields = { dependencies, blocks, related, precedes, memberOf };
  const places = (edges: readonly Edge[]) => edges.flatMap((edge) => fieldOf(edge, id) ?? []);
  for (const { field, end } of places(drop)) next[field] = next[field].filter((one) => one !== end);
  for (const { field, end } of places(add))
    if (!next[field].includes(end)) next[field] = [...next[field], end];
  return next;
}
