/** What the figures of an evaluation mean, on documents small enough to count by hand. */
import { describe, expect, it } from 'vitest';
import { splitLines, structureText } from '../../../src/documents/structure-text.ts';
import type { Proposal, TicketDraft } from '../../../src/domain/draft.ts';
import { GoldDocument } from '../../../src/evaluation/gold.ts';
import { type ScoreName, scoreProposal } from '../../../src/evaluation/score.ts';
import { toRate } from '../../../src/evaluation/share.ts';
import { proposeByRules } from '../../../src/generation/propose-by-rules.ts';

const text = [
  '# Berths',
  '',
  '## Requirements',
  '',
  '- FR-1 (P0): Show free berths on a harbour map',
  '- FR-2: Take card payments at the dock. Depends on FR-1.',
  '',
  '## Out of scope',
  '',
  '- Booking of trailers',
].join('\n');

const gold = GoldDocument.parse({
  lines: { 5: 'R', 6: 'R', 10: 'X' },
  must_tickets: [
    { id: 'a', description: 'Show free berths', lines: [5], priority: 'P0' },
    { id: 'b', description: 'Take card payments', lines: [6], depends_on: ['a'] },
  ],
});

function propose(): Proposal {
  return proposeByRules({ name: 'berths.md', content: text, blocks: structureText(text).blocks });
}

/** The rate after the proposal's tickets were spoilt. */
function rateOf(name: ScoreName, spoil: (tickets: TicketDraft[]) => TicketDraft[] = (tickets) => tickets) {
  const proposal = propose();
  const score = scoreProposal(
    gold,
    { ...proposal, tickets: spoil(proposal.tickets) },
    splitLines(text),
    'en',
  );
  return toRate(score[name]);
}

describe('a good proposal', () => {
  const perfect: ScoreName[] = [
    'coverageTraced',
    'coverageLexical',
    'coverageBoth',
    'ticketsFound',
    'precision',
    'priority',
    'priorityUncued',
    'dependencyRecall',
    'dependencyPrecision',
    'sourced',
    'titles',
    'atomic',
  ];
  it.each(perfect)('has all of %s', (name) => {
    expect(rateOf(name)).toBe(1);
  });

  it.each([
    'silentLoss',
    'junk',
    'outOfScope',
    'done',
    'future',
    'redundant',
    'cycles',
    'silentZero',
  ] as const)('has no %s', (name) => {
    expect(rateOf(name)).toBe(0);
  });
});

describe('a proposal that', () => {
  const each = (over: Partial<TicketDraft>) => (tickets: TicketDraft[]) =>
    tickets.map((one) => ({ ...one, ...over }));
  const spoilt: [string, ScoreName, (tickets: TicketDraft[]) => TicketDraft[], number][] = [
    ['leaves a requirement out', 'coverageTraced', (tickets) => tickets.slice(1), 0.5],
    ['leaves a requirement out and tells nobody', 'silentLoss', (tickets) => tickets.slice(1), 0.5],
    [
      'cites a line and says something else',
      'coverageBoth',
      each({ title: 'Tidy up', description: '', criteria: [] }),
      0,
    ],
    ['makes a ticket of what is out of scope', 'outOfScope', each({ sourceLines: [10] }), 1],
    ['makes a ticket of nothing', 'junk', each({ sourceLines: [1] }), 1],
    ['says everything twice', 'redundant', (tickets) => [...tickets, ...tickets], 0.5],
    ['ranks what the document does not', 'priorityUncued', each({ priority: 2 }), 0],
    ['forgets what comes first', 'dependencyRecall', each({ dependsOn: [] }), 0],
    [
      'lets two tickets wait for each other',
      'cycles',
      ([a, b]) => [
        { ...a!, dependsOn: [b!.ref] },
        { ...b!, dependsOn: [a!.ref] },
      ],
      1,
    ],
    ['has titles that name no deed', 'titles', each({ title: 'The thing with the map' }), 0],
    ['asks for two things in one', 'atomic', each({ title: 'Show berths and take payments' }), 0],
    ['says nothing at all and gives no reason', 'coverageTraced', () => [], 0],
    [
      'invents what the lines do not say',
      'grounded',
      each({ title: 'Paint zebra crossings', criteria: [] }),
      0,
    ],
  ];
  it.each(spoilt)('%s is marked down', (_what, name, spoil, rate) => {
    expect(rateOf(name, spoil)).toBe(rate);
  });

  it('has no tickets, parks nothing and warns of nothing is a silent zero', () => {
    const empty = { ...propose(), tickets: [], parked: [], warnings: [] };
    expect(toRate(scoreProposal(gold, empty, splitLines(text), 'en').silentZero)).toBe(1);
  });
});

describe('without labels', () => {
  it('a document is scored by what its tickets say of themselves, and the rest is not known', () => {
    const score = scoreProposal(undefined, propose(), splitLines(text), 'en');
    expect(toRate(score.coverageTraced)).toBeNull();
    expect(toRate(score.titles)).toBe(1);
    expect(toRate(score.criteriaPerTicket)).toBe(1);
    expect(toRate(score.priorityUnset)).toBe(0.5);
  });
});
