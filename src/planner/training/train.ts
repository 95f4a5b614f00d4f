/** Fits the planner's classifier anew and prints its weights, or with `--check` ends with 1 where the committed ones are others. */
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { fitPlanner } from './fit-planner.ts';
import { readPhrases, readUtterances, readWorld } from './read-sets.ts';

const world = readWorld();
const weights = fitPlanner(readPhrases(world), [...readUtterances().values()].flat(), world);
if (process.argv.includes('--check')) {
  const committed = JSON.parse(readFileSync(new URL('../weights.json', import.meta.url), 'utf8'));
  if (!isDeepStrictEqual(committed, JSON.parse(JSON.stringify(weights)))) {
    process.stderr.write('src/planner/weights.json is not what training gives. Train anew.\n');
    process.exitCode = 1;
  }
} else {
  process.stdout.write(`${JSON.stringify(weights, null, 2)}\n`);
}
