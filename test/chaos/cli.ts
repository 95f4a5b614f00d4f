/** `npm run chaos`: plays scenarios by the thousand and prints what came of them; ends with 1 where anything was wrong. */
import { parseArgs } from 'node:util';
import { createPublication } from '../../src/publication/create-publication.ts';
import { addTally, emptyTally, type Tally, type Task } from './campaign.ts';
import { shareOut } from './crew.ts';
import { playMany } from './kill-campaign.ts';
import { type KindName, kindNames } from './kinds.ts';
import { catchMutant, mutants, withinSeeds } from './mutants.ts';
import type { Mode } from './plan.ts';
import { playScenario } from './scenario.ts';

const { values } = parseArgs({
  options: {
    points: { type: 'string', default: '10000' },
    storms: { type: 'string', default: '20000' },
    skew: { type: 'string', default: '0' },
    seed: { type: 'string' },
    tracker: { type: 'string' },
    point: { type: 'string' },
    mutants: { type: 'boolean', default: false },
    only: { type: 'string' },
    kills: { type: 'string' },
    store: { type: 'string' },
    side: { type: 'string', default: '4' },
  },
});

const say = (line: string) => process.stdout.write(`${line}\n`);
const chosen = kindNames.filter((kind) => values.tracker === undefined || kind === values.tracker);
const skewMs = Number(values.skew) * 60_000;

const isGood = await run();
process.exitCode = isGood ? 0 : 1;

function run(): Promise<boolean> {
  if (values.seed !== undefined) return replay(Number(values.seed));
  if (values.kills !== undefined) return killAll(Number(values.kills));
  return values.mutants ? testMutants() : campaign();
}

/** Tells one scenario, line by line. */
async function replay(seed: number): Promise<boolean> {
  const [kind = 'github'] = chosen;
  const mode: Mode = values.point === undefined ? 'storm' : 'points';
  const diesAt = values.point === undefined || values.point === 'none' ? null : Number(values.point);
  const { faults, summary, crashes } = await playScenario(
    { createPublication },
    { mode, kind, seed, diesAt, skewMs },
    say,
  );
  say(`\n${summary}\n\n${crashes} crashes, ${faults.length} faults`);
  for (const fault of faults) say(`${fault.kind}: ${fault.what}`);
  return faults.length === 0;
}

async function testMutants(): Promise<boolean> {
  let isGood = true;
  for (const mutant of mutants) {
    if (values.only && !values.only.split(',').includes(mutant.name)) continue;
    for (const kind of mutant.kinds) {
      const caught = await catchMutant(mutant, kind);
      const how = caught
        ? `caught after ${caught.seeds} seeds: ${caught.what}`
        : `not caught within ${withinSeeds} seeds`;
      say(`${mutant.name.padEnd(12)} ${kind.padEnd(8)} ${how}`);
      isGood &&= caught !== null;
    }
  }
  return isGood;
}

/** Kills the real program so often, over every tracker and store that was asked for. */
async function killAll(kills: number): Promise<boolean> {
  const stores =
    values.store === undefined ? (['embedded', 'postgres'] as const) : [values.store as 'embedded'];
  const sideBySide = Number(values.side);
  return playMany({ kills, kinds: chosen, stores, sideBySide }, say);
}

async function campaign(): Promise<boolean> {
  const startedAt = performance.now();
  const tallies = new Map<string, Tally>();
  const of = (mode: Mode, kind: KindName) => tallies.get(`${mode} ${kind}`) ?? emptyTally(mode, kind);
  await shareOut(listTasks(of), (tally) => {
    tallies.set(`${tally.mode} ${tally.kind}`, addTally(of(tally.mode, tally.kind), tally));
  });
  const seconds = (performance.now() - startedAt) / 1000;
  const rows = [...tallies.values()].sort((one, other) =>
    one.mode + one.kind < other.mode + other.kind ? -1 : 1,
  );
  printTable(rows);
  const scenarios = rows.reduce((sum, row) => sum + row.scenarios, 0);
  say(`\n${scenarios} scenarios in ${seconds.toFixed(1)} s, ${Math.round(scenarios / seconds)} a second`);
  const failures = rows.flatMap((row) => row.failures);
  for (const { kind, mode, seed, point, faults } of failures.slice(0, 20)) {
    const more =
      mode === 'points' ? ` --point ${point ?? 'none'}` : skewMs > 0 ? ` --skew ${values.skew}` : '';
    say(`\n${faults.map((fault) => `${fault.kind}: ${fault.what}`).join('\n')}`);
    say(`again: npm run chaos -- --seed ${seed} --tracker ${kind}${more}`);
  }
  return failures.length === 0;
}

/** One tracker after the other takes its turn, first at every await, then in storms, until each has had its share. */
function listTasks(of: (mode: Mode, kind: KindName) => Tally): () => Task | null {
  const [points, storms] = [
    Number(values.points) / chosen.length,
    Math.ceil(Number(values.storms) / chosen.length),
  ];
  const nextSeed = new Map(chosen.map((kind) => [kind, 0]));
  const nextStorm = new Map(chosen.map((kind) => [kind, 1]));
  const perTask = 100;
  let turn = 0;
  return () => {
    for (let tried = 0; tried < 2 * chosen.length; tried += 1) {
      const kind = chosen[turn++ % chosen.length]!;
      if (points > 0 && of('points', kind).scenarios < points && tried < chosen.length) {
        const seed = nextSeed.get(kind)!;
        nextSeed.set(kind, seed + 1);
        return { mode: 'points', kind, seed, stride: 1 };
      }
      const from = nextStorm.get(kind)!;
      if (tried < chosen.length || from > storms) continue;
      nextStorm.set(kind, from + perTask);
      return { mode: 'storm', kind, from, to: Math.min(from + perTask, storms + 1), skewMs };
    }
    return null;
  };
}

function printTable(rows: readonly Tally[]): void {
  const head = ['', 'scenarios', 'crashes', 'duplicates', 'lost', 'wrong id', 'other'];
  const lines = rows.map(({ mode, kind, scenarios, crashes, duplicates, lost, wrongIds, others }) => [
    `${kind}, ${mode === 'points' ? 'one death at every await' : 'storms'}`,
    ...[scenarios, crashes, duplicates, lost, wrongIds, others].map(String),
  ]);
  for (const [name, ...cells] of [head, ...lines]) {
    say(name!.padEnd(34) + cells.map((cell) => cell.padStart(11)).join(''));
  }
}
