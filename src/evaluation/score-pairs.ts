/** Scores what tickets say of themselves, beside the labelled tickets they stand for: priorities and dependencies. */
import type { TicketDraft } from '../domain/draft.ts';
import { priorityCode } from '../domain/priority.ts';
import { cosine, createVectors } from '../generation/similarity.ts';
import type { GoldDocument, GoldTicket } from './gold.ts';
import { renderDraft } from './score-tickets.ts';
import { type Share, shareOf } from './share.ts';

export type Pairs = ReadonlyMap<GoldTicket, TicketDraft>;

/** Each wanted ticket and the proposed one that comes from its lines; of several, the one that sounds most like it. */
export function pairUp(gold: GoldDocument, tickets: readonly TicketDraft[]): Pairs {
  const vectorOf = createVectors(tickets.map(renderDraft));
  const pairs = new Map<GoldTicket, TicketDraft>();
  for (const wanted of gold.must_tickets) {
    const from = tickets.filter((ticket) => wanted.lines.some((line) => ticket.sourceLines.includes(line)));
    const vector = vectorOf(wanted.quote ?? wanted.description);
    const likeness = (ticket: TicketDraft) =>
      cosine(vector, vectorOf(`${ticket.title} ${ticket.criteria.map((one) => one.text).join(' ')}`)) +
      (ticket.sourceLines[0] === wanted.lines[0] ? 0.2 : 0);
    const best = from.toSorted((a, b) => likeness(b) - likeness(a))[0];
    if (best) pairs.set(wanted, best);
  }
  return pairs;
}

/** Right where the document gives a cue, and unset where it gives none. */
export function scorePriorities(
  gold: GoldDocument,
  pairs: Pairs,
): Record<'priority' | 'priorityUncued', Share> {
  const found = gold.must_tickets.filter((wanted) => pairs.has(wanted));
  const cued = found.filter((wanted) => wanted.priority !== null);
  const uncued = found.filter((wanted) => wanted.priority === null);
  return {
    priority: shareOf(cued, (wanted) => {
      const accepted = wanted.priority_accept ?? [wanted.priority];
      return accepted.includes(priorityCode(pairs.get(wanted)!.priority));
    }),
    priorityUncued: shareOf(uncued, (wanted) => pairs.get(wanted)!.priority === 0),
  };
}

/** Recall over what the document states; fair inferences do not count against precision. */
export function scoreDependencies(
  gold: GoldDocument,
  pairs: Pairs,
  tickets: readonly TicketDraft[],
): Record<'dependencyRecall' | 'dependencyPrecision', Share> {
  const byId = new Map(gold.must_tickets.map((wanted) => [wanted.id, wanted]));
  const edgesOf = (ids: (wanted: GoldTicket) => string[]) =>
    new Set(
      gold.must_tickets.flatMap((wanted) =>
        ids(wanted).flatMap((id) => {
          const [from, to] = [pairs.get(wanted)?.ref, pairs.get(byId.get(id)!)?.ref];
          return from && to && from !== to ? [`${from}>${to}`] : [];
        }),
      ),
    );
  const stated = edgesOf((wanted) => wanted.depends_on);
  const fair = edgesOf((wanted) => [...wanted.depends_on, ...wanted.depends_on_implicit]);
  const paired = new Set([...pairs.values()].map((ticket) => ticket.ref));
  const given = tickets
    .flatMap((ticket) => ticket.dependsOn.map((ref) => [ticket.ref, ref] as const))
    .filter(([from, to]) => paired.has(from) && paired.has(to))
    .map(([from, to]) => `${from}>${to}`);
  return {
    dependencyRecall: shareOf([...stated], (edge) => given.includes(edge)),
    dependencyPrecision: shareOf(given, (edge) => fair.has(edge)),
  };
}
