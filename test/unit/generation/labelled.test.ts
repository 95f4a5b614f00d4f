/** The rules on labelled documents in many styles and five languages: none of the shares a PM would notice may fall. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { structureText } from '../../../src/documents/structure-text.ts';
import type { Proposal } from '../../../src/domain/draft.ts';
import { GoldSet } from '../../../src/evaluation/gold.ts';
import { addScores, type Score, type ScoreName, scoreProposal } from '../../../src/evaluation/score.ts';
import { toRate } from '../../../src/evaluation/share.ts';
import { proposeByRules } from '../../../src/generation/propose-by-rules.ts';

const folder = new URL('../../fixtures/prds/', import.meta.url);
const load = (name: string) => readFileSync(new URL(name, folder), 'utf8');

export function propose(name: string, content: string, includeBlockTypes?: string[]): Proposal {
  const { blocks } = structureText(content);
  return proposeByRules({ name, content, blocks, includeBlockTypes });
}

const gold = GoldSet.parse(JSON.parse(load('gold.json')));
const proposals = new Map<string, Proposal>();
const scores = new Map<string, Score>();
let total: Score;
beforeAll(() => {
  for (const [name, wanted] of Object.entries(gold)) {
    const content = load(name);
    const proposal = propose(name, content);
    proposals.set(name, proposal);
    scores.set(name, scoreProposal(wanted, proposal, content.split('\n'), wanted.lang));
  }
  total = addScores([...scores.values()]);
});

describe('over all labelled documents', () => {
  const floors: [ScoreName, number][] = [
    ['coverageTraced', 0.98],
    ['coverageBoth', 0.98],
    ['ticketsFound', 0.97],
    ['detailsAttached', 0.96],
    ['precision', 0.96],
    ['titles', 0.95],
    ['priority', 0.98],
    ['priorityUncued', 0.95],
    ['dependencyRecall', 0.93],
    ['dependencyPrecision', 0.93],
    ['grounded', 0.97],
  ];
  it.each(floors)('%s is at least %d', (name, floor) => {
    expect(toRate(total[name])).toBeGreaterThanOrEqual(floor);
  });

  const ceilings: [ScoreName, number][] = [
    ['junk', 0.03],
    ['outOfScope', 0.005],
    ['done', 0.005],
    ['future', 0.008],
    ['redundant', 0.02],
  ];
  it.each(ceilings)('%s is at most %d', (name, ceiling) => {
    expect(toRate(total[name])).toBeLessThanOrEqual(ceiling);
  });

  it('no single document loses more than one in five of its requirements', () => {
    for (const [name, score] of scores)
      expect(toRate(score.coverageTraced) ?? 1, name).toBeGreaterThanOrEqual(0.8);
  });
});

describe('every ticket', () => {
  it('cites ascending lines of its document and quotes them byte for byte', () => {
    for (const [name, { tickets }] of proposals) {
      const lines = load(name).split('\n');
      for (const ticket of tickets) {
        expect(ticket.sourceLines).toEqual([...ticket.sourceLines].sort((a, b) => a - b));
        expect(ticket.sourceQuote).toBe(ticket.sourceLines.map((line) => lines[line - 1]).join('\n'));
        expect(ticket.title.length).toBeLessThanOrEqual(80);
        expect(ticket.criteria.length).toBeGreaterThan(0);
        expect(ticket.labels.length).toBeLessThanOrEqual(4);
      }
    }
  });

  it('is written the same each time', () => {
    // Every fourth: `npm run eval` reads all of them anew.
    for (const [name, proposal] of [...proposals].filter((_one, at) => at % 4 === 0)) {
      expect(JSON.stringify(propose(name, load(name)))).toBe(JSON.stringify(proposal));
    }
  });
});
