/** Scores a proposal against a labelled document; rules and models are measured alike. */
import type { Proposal, TicketDraft } from '../domain/draft.ts';
import { priorityCode } from '../domain/priority.ts';
import type { GoldDocument, GoldTicket, LineLabel } from './gold.ts';
import { contentWords, cosine, createVectors } from './similarity.ts';
import { titleFaults } from './title-lint.ts';

/** A share as its parts, so that documents can be added up. */
export type Share = { hit: number; of: number };

export const scoreNames = [
  'coverageTraced',
  'coverageBoth',
  'ticketsFound',
  'detailsAttached',
  'precision',
  'junk',
  'outOfScope',
  'done',
  'future',
  'redundant',
  'titles',
  'priority',
  'priorityUncued',
  'dependencyRecall',
  'dependencyPrecision',
  'grounded',
] as const;
export type ScoreName = (typeof scoreNames)[number];
export type Score = Record<ScoreName, Share>;

export function scoreProposal(gold: GoldDocument, proposal: Proposal, lines: readonly string[]): Score {
  const { tickets } = proposal;
  const labels = new Map(Object.entries(gold.lines).map(([line, label]) => [Number(line), label]));
  const linesOf = (wanted: LineLabel) =>
    [...labels].filter(([, label]) => label === wanted).map(([line]) => line);
  const required = linesOf('R');
  const traced = required.filter((line) => tickets.some((ticket) => ticket.sourceLines.includes(line)));
  const both = required.filter((line) =>
    tickets.some((ticket) => ticket.sourceLines.includes(line) && saysLine(ticket, lines[line - 1] ?? '')),
  );
  const details = linesOf('A');
  const verdicts = tickets.map((ticket) => verdictOf(ticket, labels));
  const share = (verdict: string): Share => ({
    hit: verdicts.filter((one) => one === verdict).length,
    of: tickets.length,
  });
  const pairs = pairUp(gold, tickets);
  return {
    coverageTraced: { hit: traced.length, of: required.length },
    coverageBoth: { hit: both.length, of: required.length },
    ticketsFound: { hit: pairs.size, of: gold.must_tickets.length },
    detailsAttached: {
      hit: details.filter((line) => tickets.some((ticket) => ticket.sourceLines.includes(line))).length,
      of: details.length,
    },
    precision: share('good'),
    junk: share('junk'),
    outOfScope: share('outOfScope'),
    done: share('done'),
    future: share('future'),
    redundant: { hit: countRedundant(tickets), of: tickets.length },
    titles: {
      hit: tickets.filter((ticket) => titleFaults(ticket.title, gold.lang).length === 0).length,
      of: tickets.length,
    },
    ...scorePriorities(gold, pairs),
    ...scoreDependencies(gold, pairs, tickets),
    grounded: scoreGrounded(tickets),
  };
}

export function addScores(scores: readonly Score[]): Score {
  return Object.fromEntries(
    scoreNames.map((name) => [
      name,
      {
        hit: scores.reduce((sum, one) => sum + one[name].hit, 0),
        of: scores.reduce((sum, one) => sum + one[name].of, 0),
      },
    ]),
  ) as Score;
}

/** 1 when there was nothing to hit. */
export function toRate(share: Share): number {
  return share.of === 0 ? 1 : share.hit / share.of;
}

function saysLine(ticket: TicketDraft, line: string): boolean {
  const words = [...new Set(contentWords(line))];
  const said = new Set(contentWords(render(ticket)));
  return words.length === 0 || words.filter((word) => said.has(word)).length * 2 >= words.length;
}

function render(ticket: TicketDraft): string {
  return [ticket.title, ticket.description, ...ticket.criteria.map((criterion) => criterion.text)].join('\n');
}

/** A ticket is as good as the best line it comes from. */
function verdictOf(ticket: TicketDraft, labels: ReadonlyMap<number, LineLabel>): string {
  const found = new Set(ticket.sourceLines.map((line) => labels.get(line)));
  if (found.has('R') || found.has('A') || found.has('S')) return 'good';
  if (found.has('X')) return 'outOfScope';
  if (found.has('D')) return 'done';
  return found.has('F') ? 'future' : 'junk';
}

/** Each wanted ticket and the proposed one that comes from its lines; of several, the one that sounds most like it. */
function pairUp(gold: GoldDocument, tickets: readonly TicketDraft[]): Map<GoldTicket, TicketDraft> {
  const vectorOf = createVectors(tickets.map(render));
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

function scorePriorities(
  gold: GoldDocument,
  pairs: ReadonlyMap<GoldTicket, TicketDraft>,
): Pick<Score, 'priority' | 'priorityUncued'> {
  const cued = gold.must_tickets.filter((wanted) => wanted.priority !== null && pairs.has(wanted));
  const right = cued.filter((wanted) => {
    const accepted = wanted.priority_accept ?? [wanted.priority];
    return accepted.includes(priorityCode(pairs.get(wanted)!.priority));
  });
  const uncued = gold.must_tickets.filter((wanted) => wanted.priority === null && pairs.has(wanted));
  return {
    priority: { hit: right.length, of: cued.length },
    priorityUncued: {
      hit: uncued.filter((wanted) => pairs.get(wanted)!.priority === 0).length,
      of: uncued.length,
    },
  };
}

function scoreDependencies(
  gold: GoldDocument,
  pairs: ReadonlyMap<GoldTicket, TicketDraft>,
  tickets: readonly TicketDraft[],
): Pick<Score, 'dependencyRecall' | 'dependencyPrecision'> {
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
    dependencyRecall: { hit: [...stated].filter((edge) => given.includes(edge)).length, of: stated.size },
    dependencyPrecision: { hit: given.filter((edge) => fair.has(edge)).length, of: given.length },
  };
}

function countRedundant(tickets: readonly TicketDraft[]): number {
  const texts = tickets.map(
    (ticket) => `${ticket.title} ${ticket.criteria.map((one) => one.text).join(' ')}`,
  );
  const vectorOf = createVectors(texts);
  const vectors = texts.map(vectorOf);
  return tickets.filter((_ticket, at) =>
    vectors.slice(0, at).some((earlier) => cosine(earlier, vectors[at]!) >= 0.8),
  ).length;
}

/** Content words of titles and criteria that stand on the lines they claim to come from. */
function scoreGrounded(tickets: readonly TicketDraft[]): Share {
  let hit = 0;
  let of = 0;
  for (const ticket of tickets) {
    const source = new Set(contentWords(ticket.sourceQuote));
    for (const word of contentWords(`${ticket.title} ${ticket.criteria.map((one) => one.text).join(' ')}`)) {
      if (templateWords.has(word)) continue;
      of++;
      if (source.has(word)) hit++;
    }
  }
  return { hit, of };
}

const templateWords = new Set(
  contentWords(
    'add let ensure show give send tell meet target people them their they support permettre permitir',
  ),
);
