/** What a writer takes back in the same breath does not count, and nothing else is lost. */
import { describe, expect, it } from 'vitest';
import { planMessage } from '../../../src/planner/plan-message.ts';
import { withoutRetractions } from '../../../src/planner/retractions.ts';
import { talk, tools } from './talk.ts';

describe('taken back in the same breath', () => {
  it.each([
    ['split 4 in three, no, in two', 'split 4 in two'],
    ['in five bullets, make that four, please', 'in four bullets, please'],
    ['each Tuesday, sorry, each Thursday at 14:00', 'each Thursday at 14:00'],
    ['open 3, or rather 5', 'open 5'],
    ['make it p1, no, p0', 'make it p0'],
  ])('%s', (text, meant) => {
    expect(withoutRetractions(text)).toBe(meant);
  });

  it.each(['approve 3, no objections to 4', 'show 3, 4 and 5', 'v1, sorry', 'push 3 to linear'])(
    'leaves as it is: %s',
    (text) => {
      expect(withoutRetractions(text)).toBe(text);
    },
  );
});

describe('several things in one message', () => {
  it('links each half, dates each ticket, and says each order again only once', () => {
    expect(planMessage('5 relies on 4 and 4 relies on 1', talk(), tools).calls).toMatchObject([
      { tool: 'link_tickets', args: { from: ['5'], on: ['4'] } },
      { tool: 'link_tickets', args: { from: ['4'], on: ['1'] } },
    ]);
    expect(planMessage('3 due friday and 4 due next monday', talk(), tools).calls).toEqual([
      { tool: 'set_due_date', args: { select: { ids: ['3'] }, due: 'friday' } },
      { tool: 'set_due_date', args: { select: { ids: ['4'] }, due: 'next monday' } },
    ]);
    expect(planMessage('approve 4; sorry, wrong line, approve 5', talk(), tools).calls).toEqual([
      { tool: 'request_review', args: { select: { ids: ['5'] } } },
    ]);
  });
});
