/** How the planner does on writers it has not learnt from, and that its weights can be made again. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { planIntents } from '../../../src/planner/plan-intents.ts';
import { understand } from '../../../src/planner/plan-message.ts';
import { answerOf, scorePlanner } from '../../../src/planner/score.ts';
import { fitPlanner } from '../../../src/planner/training/fit-planner.ts';
import { readPhrases, readUtterances, readWorld } from '../../../src/planner/training/read-sets.ts';

const world = readWorld();
const phrases = readPhrases(world);
const sets = readUtterances();
const now = () => performance.now();

describe('a writer the planner has not learnt from', () => {
  const floors: [string, { rightTool: number; exact: number; rightOrOffered: number }][] = [
    ['utterances.jsonl', { rightTool: 0.93, exact: 0.91, rightOrOffered: 0.93 }],
    ['utterances.w1.jsonl', { rightTool: 0.88, exact: 0.84, rightOrOffered: 0.9 }],
    ['utterances.w2.jsonl', { rightTool: 0.93, exact: 0.92, rightOrOffered: 0.93 }],
  ];

  it.each(floors)('is understood: %s', { timeout: 120_000 }, (name, floor) => {
    const others = [...sets].filter(([other]) => other !== name).flatMap(([, rows]) => rows);
    const weights = fitPlanner(phrases, others, world);
    const score = scorePlanner(
      (text, situation) => answerOf(planIntents(text, situation, weights)),
      sets.get(name)!,
      world,
      now,
    );
    expect(score.rightTool).toBeGreaterThanOrEqual(floor.rightTool);
    expect(score.exact).toBeGreaterThanOrEqual(floor.exact);
    expect(score.rightOrOffered).toBeGreaterThanOrEqual(floor.rightOrOffered);
    expect(score.falseIrreversible).toBe(0);
    expect(score.wrongWrites).toBeLessThanOrEqual(0.02);
  });
});

describe('the committed weights', () => {
  it('are what training gives', { timeout: 120_000 }, () => {
    const weights = fitPlanner(phrases, [...sets.values()].flat(), world);
    const path = new URL('../../../src/planner/weights.json', import.meta.url);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(weights);
  });

  it('begin nothing irreversible that was not asked for, in 721 messages', () => {
    const all = [...sets.values()].flat();
    const score = scorePlanner((text, situation) => answerOf(understand(text, situation)), all, world, now);
    expect(all).toHaveLength(721);
    expect(score.falseIrreversible).toBe(0);
    expect(score.exact).toBeGreaterThanOrEqual(0.95);
  });
});
