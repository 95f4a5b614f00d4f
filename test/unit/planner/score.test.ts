/** The scorer judges meaning, not spelling, and counts harm. */
import { describe, expect, it } from 'vitest';
import type { Intent } from '../../../src/planner/intent.ts';
import { scorePlanner } from '../../../src/planner/score.ts';
import { readWorld } from '../../../src/planner/training/read-sets.ts';
import type { Utterance } from '../../../src/planner/utterance.ts';

const world = readWorld();

function score(expected: Intent[], planned: Intent[], offered: string[] = []) {
  const utterance: Utterance = { id: 'x', text: 'x', context: { fixture: 'A' }, expected, tags: [] };
  return scorePlanner(
    () => ({ intents: planned, offered }),
    [utterance],
    world,
    () => 0,
  );
}

const approve = (select: object): Intent => ({ tool: 'approve_tickets', args: { select } });

describe('a score', () => {
  it('takes another order, another case and another name of the same ticket for the same', () => {
    expect(score([approve({ ids: [3, 1] })], [approve({ ids: [1, 3] })]).exact).toBe(1);
    expect(score([approve({ query: 'Login' })], [approve({ query: 'login bug' })]).exact).toBe(1);
    expect(score([approve({ ids: [1] })], [approve({ ids: [2] })])).toMatchObject({ rightTool: 1, exact: 0 });
  });

  it('counts a deed nobody asked for as harm, and a question as none', () => {
    const list: Intent = { tool: 'list_tickets', args: { select: { all: true } } };
    const push: Intent = { tool: 'push_tickets', args: { select: { all: true } } };
    expect(score([list], [push])).toMatchObject({ falseIrreversible: 1, wrongWrites: 1 });
    const asked: Intent = { tool: 'clarify', args: { slot: 'intent' } };
    expect(score([list], [asked], ['list_tickets'])).toMatchObject({
      rightTool: 0,
      rightOrOffered: 1,
      wrongWrites: 0,
    });
  });

  it('measures how many arguments were found', () => {
    expect(score([approve({ ids: [1, 2] })], [approve({ ids: [1] })]).slotF1).toBeCloseTo(2 / 3);
  });
});
