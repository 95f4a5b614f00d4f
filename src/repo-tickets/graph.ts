/** The tickets as a graph: which edges a view shows, and which tickets hang together. */
import { type GraphView, isTerminal } from './format.ts';
import type { Row, Snapshot } from './snapshot.ts';

export type EdgeType = 'dependency' | 'blocks' | 'precedes' | 'contains' | 'related';
export type Edge = { type: EdgeType; from: string; to: string };
export type Graph = { rootId: string | null; nodes: Row[]; edges: Edge[] };

const shownIn: Record<GraphView, readonly EdgeType[]> = {
  dependency: ['dependency', 'blocks'],
  sequence: ['precedes'],
  portfolio: ['precedes', 'contains'],
  all: ['dependency', 'blocks', 'precedes', 'contains'],
};

/** Edges whose other end is missing are left out. With `ticket`, only what is connected with it in this view. */
export function buildGraph(
  { rows, byId }: Snapshot,
  wish: { view: GraphView; ticket?: string | undefined; related?: boolean | undefined },
): Graph {
  const shown = new Set(shownIn[wish.view]);
  if (wish.related) shown.add('related');
  const edges: Edge[] = [];
  for (const row of rows)
    for (const type of shown)
      for (const id of endsOf[type](row)) {
        if (!byId.has(id)) continue;
        const comesFirst = type === 'dependency' || type === 'contains';
        edges.push(comesFirst ? { type, from: id, to: row.id } : { type, from: row.id, to: id });
      }
  if (wish.ticket === undefined) return { rootId: null, nodes: rows, edges };
  const reached = reach(wish.ticket, edges);
  return {
    rootId: wish.ticket,
    nodes: rows.filter(({ id }) => reached.has(id)),
    edges: edges.filter(({ from }) => reached.has(from)),
  };
}

/** The other ends of the edges that a ticket's own file names. */
const endsOf: Record<EdgeType, (row: Row) => readonly string[]> = {
  dependency: (row) => row.dependencies,
  blocks: (row) => row.blocks,
  precedes: (row) => row.precedes,
  contains: (row) => row.groupIds,
  related: (row) => row.related,
};

function reach(start: string, edges: readonly Edge[]): Set<string> {
  const neighbours = new Map<string, string[]>();
  const join = (one: string, other: string) => {
    const known = neighbours.get(one);
    if (known) known.push(other);
    else neighbours.set(one, [other]);
  };
  for (const { from, to } of edges) {
    join(from, to);
    join(to, from);
  }
  const seen = new Set([start]);
  for (const id of seen) for (const next of neighbours.get(id) ?? []) seen.add(next);
  return seen;
}

/** Every node that lies on a cycle, by way of strongly connected components; linear, and without recursion. */
export function findCycles(adjacency: ReadonlyMap<string, readonly string[]>): Set<string> {
  const search = new CycleSearch(adjacency);
  for (const id of adjacency.keys()) search.visit(id);
  return search.onCycle;
}

/** Tarjan's algorithm with its own stack. */
class CycleSearch {
  readonly onCycle = new Set<string>();
  readonly #adjacency: ReadonlyMap<string, readonly string[]>;
  readonly #order = new Map<string, number>();
  readonly #low = new Map<string, number>();
  readonly #open: string[] = [];
  readonly #isOpen = new Set<string>();

  constructor(adjacency: ReadonlyMap<string, readonly string[]>) {
    this.#adjacency = adjacency;
  }

  visit(start: string): void {
    if (this.#order.has(start)) return;
    const frames = [this.#enter(start)];
    for (let frame = frames.at(-1); frame; frame = frames.at(-1)) {
      const next = frame.targets[frame.at++];
      if (next === undefined) {
        frames.pop();
        const parent = frames.at(-1);
        if (parent) this.#lower(parent.id, this.#low.get(frame.id)!);
        this.#close(frame.id);
      } else if (!this.#order.has(next)) frames.push(this.#enter(next));
      else if (this.#isOpen.has(next)) this.#lower(frame.id, this.#order.get(next)!);
    }
  }

  #enter(id: string): { id: string; targets: readonly string[]; at: number } {
    this.#low.set(id, this.#order.size);
    this.#order.set(id, this.#order.size);
    this.#open.push(id);
    this.#isOpen.add(id);
    return { id, targets: this.#adjacency.get(id) ?? [], at: 0 };
  }

  #lower(id: string, to: number): void {
    this.#low.set(id, Math.min(this.#low.get(id)!, to));
  }

  #close(id: string): void {
    if (this.#low.get(id) !== this.#order.get(id)) return;
    const component = this.#open.splice(this.#open.lastIndexOf(id));
    for (const member of component) this.#isOpen.delete(member);
    const loops = component.length > 1 || (this.#adjacency.get(id) ?? []).includes(id);
    if (loops) for (const member of component) this.onCycle.add(member);
  }
}

/** How a node's status is written where it serves as a name. */
export function statusClass(row: Row): string {
  const word = row.status.toLowerCase();
  return /^[a-z_]+$/.test(word) ? word : isTerminal(word) ? 'done' : 'todo';
}
