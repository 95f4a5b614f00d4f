/** Linear's pagination: a filtered, ordered page of entities with cursors. */
import { invalidArgument } from './answers.ts';
import { matches, type View } from './filter.ts';

export type PageArguments = {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
  filter?: Record<string, unknown> | null;
  includeArchived?: boolean | null;
  orderBy?: 'createdAt' | 'updatedAt' | null;
};

export type Connection = {
  nodes: View[];
  edges: { node: View; cursor: string }[];
  pageInfo: {
    startCursor: string | null;
    endCursor: string | null;
    hasNextPage: boolean;
    hasPreviousPage: boolean;
  };
};

const defaultSize = 50;
const largestSize = 250;

/** Newest first; 50 to a page unless asked, at most 250; archived entities only when asked for. */
export function connect(entities: readonly View[], asked: PageArguments = {}): Connection {
  const size = asked.first ?? asked.last ?? defaultSize;
  if (size < 1 || size > largestSize) throw invalidArgument('first', `must be between 1 and ${largestSize}`);
  const found = entities.filter((one) => {
    return (asked.includeArchived || !one.archivedAt) && (!asked.filter || matches(one, asked.filter));
  });
  const ordered = order(found, asked.orderBy ?? 'createdAt');
  const from = asked.after ? positionOf(ordered, asked.after) + 1 : 0;
  const to = asked.before ? positionOf(ordered, asked.before) : ordered.length;
  const start = asked.last ? Math.max(from, to - size) : from;
  const end = asked.last ? to : Math.min(to, from + size);
  const nodes = ordered.slice(start, end);
  return {
    nodes,
    edges: nodes.map((node) => ({ node, cursor: node.id })),
    pageInfo: {
      startCursor: nodes[0]?.id ?? null,
      endCursor: nodes.at(-1)?.id ?? null,
      hasNextPage: end < ordered.length,
      hasPreviousPage: start > 0,
    },
  };
}

/** The reversal puts the later of two made in the same millisecond first; the sort is stable. */
function order(entities: readonly View[], by: 'createdAt' | 'updatedAt'): View[] {
  return [...entities].reverse().sort((one, other) => String(other[by]).localeCompare(String(one[by])));
}

function positionOf(entities: readonly View[], cursor: string): number {
  const at = entities.findIndex(({ id }) => id === cursor);
  if (at < 0) throw invalidArgument('cursor', 'is not of this list');
  return at;
}
