/** In which order tickets can be done: waves of what can start together, and the chain that takes longest. */
import type { TicketView } from './ticket-view.ts';

export type TicketOrder = {
  /** Keys; those of a wave wait only for earlier waves. */
  waves: string[][];
  /** The chain of stated dependencies with the most work in it, first to last; empty when nothing depends on anything. */
  criticalPath: string[];
  /** Dependencies on tickets that are not among these, by key of the one that waits. */
  outside: Map<string, string[]>;
  /** Key waits for key, both among these. */
  edges: { from: string; to: string }[];
};

/** `weigh` gives the work of a ticket, in any unit. Finished tickets hold nobody up. Stated dependencies have no circles. */
export function orderTickets(views: readonly TicketView[], weigh: (view: TicketView) => number): TicketOrder {
  const byKey = new Map(views.map((view) => [view.ticket.key, view]));
  const needs = new Map(
    views.map((view) => [view.ticket.key, view.dependsOn.filter((key) => !isFinished(byKey.get(key)))]),
  );
  const inside = (key: string) => (needs.get(key) ?? []).filter((need) => byKey.has(need));
  const depth = new Map<string, number>();
  const best = new Map<string, { work: number; path: string[] }>();
  const visit = (key: string): void => {
    if (depth.has(key)) return;
    // Set first, so that a circle from another source ends here instead of going round.
    depth.set(key, 0);
    best.set(key, { work: weigh(byKey.get(key)!), path: [key] });
    for (const need of inside(key)) visit(need);
    const longest = inside(key)
      .map((need) => best.get(need)!)
      .reduce((most, one) => (one.work > most.work ? one : most), { work: 0, path: [] as string[] });
    depth.set(key, Math.max(-1, ...inside(key).map((need) => depth.get(need)!)) + 1);
    best.set(key, { work: longest.work + weigh(byKey.get(key)!), path: [...longest.path, key] });
  };
  for (const key of byKey.keys()) visit(key);
  const deepest = Math.max(-1, ...depth.values());
  return {
    waves: Array.from({ length: deepest + 1 }, (_, at) =>
      [...depth].flatMap(([key, own]) => (own === at ? [key] : [])),
    ),
    criticalPath: longestChain([...best.values()]),
    outside: new Map(
      [...needs].flatMap(([key, keys]) => {
        const foreign = keys.filter((need) => !byKey.has(need));
        return foreign.length > 0 ? [[key, foreign] as const] : [];
      }),
    ),
    edges: [...byKey.keys()].flatMap((key) => inside(key).map((need) => ({ from: key, to: need }))),
  };
}

function isFinished(view: TicketView | undefined): boolean {
  return view?.ticket.work.status === 'done' || view?.ticket.work.status === 'cancelled';
}

function longestChain(chains: readonly { work: number; path: string[] }[]): string[] {
  const real = chains.filter(({ path }) => path.length > 1);
  return real.reduce((most, one) => (one.work > most.work ? one : most), { work: -1, path: [] as string[] })
    .path;
}
