/** How the planner does on writers it has not learnt from, and on those it has. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { understand } from '../../../src/planner/plan-message.ts';
import { answerOf, type Score, scorePlanner } from '../../../src/planner/score.ts';
import { parseUtterances, readUtterances, readWorld } from '../../../src/planner/training/read-sets.ts';
import type { Utterance } from '../../../src/planner/utterance.ts';

const world = readWorld();
const heldOut = new URL('../../fixtures/utterances/held-out/', import.meta.url);

function score(utterances: readonly Utterance[]): Score {
  return scorePlanner(
    (text, situation) => answerOf(understand(text, situation)),
    utterances,
    world,
    () => performance.now(),
  );
}

function rowsOf(name: string): Utterance[] {
  return parseUtterances(readFileSync(new URL(name, heldOut), 'utf8'));
}

const writers = readdirSync(heldOut).sort();
const scores = new Map(writers.map((name) => [name, score(rowsOf(name))]));

describe('a writer the planner has not learnt from', () => {
  it.each(writers)('is understood: %s', (name) => {
    const { rightTool, exact, falseIrreversible, wrongWrites } = scores.get(name)!;
    expect(rightTool).toBeGreaterThanOrEqual(0.85);
    expect(exact).toBeGreaterThanOrEqual(0.8);
    expect(falseIrreversible).toBe(0);
    expect(wrongWrites).toBeLessThanOrEqual(0.05);
  });

  it('is offered what they meant when the planner asks, and all together almost nothing is changed wrongly', () => {
    const verdicts = [...scores.values()].flatMap((one) => one.verdicts);
    const share = (some: readonly unknown[]) => some.length / verdicts.length;
    const asked = verdicts.filter((verdict) => verdict.asked && verdict.expected[0]?.tool !== 'clarify');
    expect(share(asked.filter((verdict) => !verdict.rightAmongOffered))).toBeLessThanOrEqual(0.005);
    expect(share(verdicts.filter((verdict) => verdict.wrongWrite))).toBeLessThanOrEqual(0.02);
    const times = verdicts.map(({ ms }) => ms).sort((a, b) => a - b);
    // 20 ms on a machine of its own, where 3 to 5 are usual; other tests run beside this one.
    expect(times[Math.floor(times.length * 0.95)]).toBeLessThan(80);
  });
});

/** Set DOCKET_TEST_DEEP for every message; the default run takes one in three. */
const isDeep = Boolean(process.env.DOCKET_TEST_DEEP);

describe('the committed weights', () => {
  it('begin nothing irreversible that was not asked for in any message they learnt from', () => {
    const taught = [...readUtterances().values()].flat();
    expect(taught.length).toBeGreaterThanOrEqual(1000);
    const all = score(isDeep ? taught : taught.filter((_row, at) => at % 3 === 0));
    expect(all.falseIrreversible).toBe(0);
    expect(all.wrongWrites).toBeLessThanOrEqual(0.005);
    expect(all.exact).toBeGreaterThanOrEqual(0.94);
  });
});
