/** What is to happen in a scenario, drawn from its seed alone: how many processes, who dies when, and what people do. */
import type { KindName } from './kinds.ts';
import { type Dice, throwDice } from './seeded.ts';

/** points: one process that dies at one await. storm: several that die, sleep and are stopped again and again. */
export type Mode = 'points' | 'storm';

export type Trouble =
  | { kind: 'crash'; at: number; backAfter: number }
  | { kind: 'pause'; at: number; ms: number }
  | { kind: 'stop'; at: number; backAfter: number };

export type Deed = { kind: 'click' | 'cancel' | 'edit' | 'retry'; at: number; by: 'Ana' | 'Ben' };

export type Plan = {
  mode: Mode;
  kind: KindName;
  seed: number;
  instances: number;
  /** The one process knows that it is alone on its store. */
  soleOwner: boolean;
  /** The await at which the first process dies; null for never. */
  diesAt: number | null;
  backAfter: number;
  faultRate: number;
  troubles: Trouble[];
  deeds: Deed[];
  /** How far apart the clocks of the processes are at most, in milliseconds. */
  skewMs: number;
};

/** Whatever happens, happens within these, in milliseconds from the start. */
export const troubleFor = 60_000;
export const faultsFor = 240_000;

export type Wish = { mode: Mode; kind: KindName; seed: number; diesAt?: number | null; skewMs?: number };

export function planScenario({ mode, kind, seed, diesAt = null, skewMs = 0 }: Wish): Plan {
  // The plan has chance of its own, so that what happens later does not change it.
  const dice = throwDice(seed * 31 + 7);
  const base = { mode, kind, seed, diesAt, skewMs, backAfter: dice.between(100, 20_000) };
  if (mode === 'points') {
    const faultRate = isCalm(seed) ? 0 : 0.3;
    const deeds: Deed[] = [{ kind: 'click', at: 10, by: 'Ana' }];
    return { ...base, instances: 1, soleOwner: seed % 4 < 2, faultRate, troubles: [], deeds };
  }
  const instances = 1 + dice.below(3);
  return {
    ...base,
    instances,
    soleOwner: instances === 1 && dice.chance(0.5),
    faultRate: dice.pick([0.1, 0.3, 0.3, 0.6]),
    troubles: Array.from({ length: dice.below(8) }, () => drawTrouble(dice)),
    deeds: drawDeeds(dice),
  };
}

/** Nothing goes wrong at the tracker, so that a crash must make no difference to the end. */
export function isCalm(seed: number): boolean {
  return seed % 2 === 0;
}

function drawTrouble(dice: Dice): Trouble {
  const at = dice.between(0, troubleFor);
  const backAfter = dice.between(100, 40_000);
  const draw = dice.next();
  if (draw < 0.6) return { kind: 'crash', at, backAfter };
  if (draw < 0.9) return { kind: 'pause', at, ms: dice.between(500, 120_000) };
  return { kind: 'stop', at, backAfter };
}

function drawDeeds(dice: Dice): Deed[] {
  const deeds: Deed[] = [{ kind: 'click', at: 10, by: 'Ana' }];
  if (dice.chance(0.3)) deeds.push({ kind: 'click', at: dice.between(0, 2_000), by: 'Ben' });
  if (dice.chance(0.15)) deeds.push({ kind: 'cancel', at: dice.between(0, 90_000), by: 'Ben' });
  if (dice.chance(0.2)) deeds.push({ kind: 'edit', at: dice.between(0, 60_000), by: 'Ben' });
  if (dice.chance(0.4)) deeds.push({ kind: 'retry', at: dice.between(30_000, 400_000), by: 'Ana' });
  return deeds;
}
