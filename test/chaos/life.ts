/** One process in the simulation: it is slow now and then, stands still for a while, or stops for ever at any await. */
import type { Reach } from './memory-store.ts';
import type { Dice } from './seeded.ts';
import type { Timeline } from './timeline.ts';

export type Life = {
  name: string;
  isDead(): boolean;
  /** Awaits so far: before and after every call of the store and of the tracker. */
  points(): number;
  /** True when this await is the one it dies at, or it is dead already: then nothing may follow. */
  step(): boolean;
  /** Does something in `ms`; at the end of a pause when there is one, and never once it is dead. */
  later(ms: number, act: () => void): void;
  reach: Reach;
  clock: { now(): Date };
  /** It is back after so many milliseconds; null leaves that to whoever planned its death. */
  die(backAfter?: number | null): void;
  pause(ms: number): void;
};

/** At its await of this number it dies, or stands still for so long. */
export type Meeting = { point: number; napMs: number | null };

export type LifePlan = {
  name: string;
  timeline: Timeline;
  dice: Dice;
  /** How far its clock is ahead, in milliseconds. */
  skewMs?: number;
  /** What it meets at some of its awaits. */
  meets?: readonly Meeting[];
  onDeath: (backAfter: number | null) => void;
  onPause: () => void;
};

export function startLife({
  name,
  timeline,
  dice,
  skewMs = 0,
  meets = [],
  onDeath,
  onPause,
}: LifePlan): Life {
  let dead = false;
  let points = 0;
  let pausedUntil = 0;
  const later = (ms: number, act: () => void): void => {
    timeline.after(ms, () => {
      if (dead) return;
      const wait = pausedUntil - timeline.now();
      if (wait > 0) later(wait, act);
      else act();
    });
  };
  const die = (backAfter: number | null = null) => {
    if (dead) return;
    dead = true;
    onDeath(backAfter);
  };
  const pause = (ms: number) => {
    pausedUntil = Math.max(pausedUntil, timeline.now() + ms);
    onPause();
  };
  const step = () => {
    if (dead) return true;
    points += 1;
    for (const { point, napMs } of meets) {
      if (point !== points) continue;
      if (napMs === null) die();
      else pause(napMs);
    }
    return dead;
  };
  const reach: Reach = (call) =>
    new Promise((resolve, reject) => {
      if (step()) return;
      const answer = (act: () => void) => later(storeLatency(dice), () => step() || act());
      void settle(call).then(
        (result) => answer(() => resolve(result)),
        (fault: unknown) => answer(() => reject(fault)),
      );
    });
  return {
    name,
    isDead: () => dead,
    points: () => points,
    step,
    later,
    reach,
    clock: { now: () => new Date(timeline.now() + skewMs) },
    die,
    pause,
  };
}

/** Once in a while a statement takes long enough for everything around it to have moved on. */
function storeLatency(dice: Dice): number {
  return dice.chance(0.005) ? dice.between(1_000, 8_000) : dice.between(0.2, 12);
}

async function settle<Result>(call: () => Result | Promise<Result>): Promise<Result> {
  return call();
}
