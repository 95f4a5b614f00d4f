/** Scores one proposal, with labels where there are some; rules and models are measured alike. */
import type { Proposal } from '../domain/draft.ts';
import type { GoldDocument } from './gold.ts';
import { scoreLines } from './score-lines.ts';
import { pairUp, scoreDependencies, scorePriorities } from './score-pairs.ts';
import { scoreTickets } from './score-tickets.ts';
import { addShares, type Share } from './share.ts';

/** In the order they are shown. The first three groups need labels, the last does not. */
export const scoreNames = [
  'coverageTraced',
  'coverageLexical',
  'coverageBoth',
  'ticketsFound',
  'detailsAttached',
  'silentLoss',
  'precision',
  'secondary',
  'junk',
  'outOfScope',
  'done',
  'future',
  'silentZero',
  'priority',
  'priorityUncued',
  'dependencyRecall',
  'dependencyPrecision',
  'priorityUnset',
  'cycles',
  'sourced',
  'grounded',
  'redundant',
  'titles',
  'atomic',
  'criteriaPerTicket',
  'criteriaExplicit',
  'criteriaTestable',
] as const;
export type ScoreName = (typeof scoreNames)[number];
export type Score = Record<ScoreName, Share>;

const nothing: Share = { hit: 0, of: 0 };
const unlabelled = {
  ...{ coverageTraced: nothing, coverageLexical: nothing, coverageBoth: nothing, ticketsFound: nothing },
  ...{
    detailsAttached: nothing,
    silentLoss: nothing,
    precision: nothing,
    secondary: nothing,
    junk: nothing,
    outOfScope: nothing,
  },
  ...{ done: nothing, future: nothing, silentZero: nothing, priority: nothing, priorityUncued: nothing },
  ...{ dependencyRecall: nothing, dependencyPrecision: nothing },
};

/** `lines` are the document's as received; `language` is that of its titles. */
export function scoreProposal(
  gold: GoldDocument | undefined,
  proposal: Proposal,
  lines: readonly string[],
  language: string,
): Score {
  const { tickets } = proposal;
  const unlabelledToo = scoreTickets(tickets, language);
  if (!gold) return { ...unlabelled, ...unlabelledToo };
  const pairs = pairUp(gold, tickets);
  return {
    ...scoreLines(gold, proposal, lines),
    ticketsFound: { hit: pairs.size, of: gold.must_tickets.length },
    ...scorePriorities(gold, pairs),
    ...scoreDependencies(gold, pairs, tickets),
    ...unlabelledToo,
  };
}

export function addScores(scores: readonly Score[]): Score {
  return Object.fromEntries(
    scoreNames.map((name) => [name, addShares(scores.map((score) => score[name]))]),
  ) as Score;
}
