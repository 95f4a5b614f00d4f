/** Fits the planner's classifier anew and prints the weights: `node src/planner/training/train.ts > src/planner/weights.json`. */
import { fitPlanner } from './fit-planner.ts';
import { readPhrases, readUtterances, readWorld } from './read-sets.ts';

const world = readWorld();
const weights = fitPlanner(readPhrases(world), [...readUtterances().values()].flat(), world);
process.stdout.write(`${JSON.stringify(weights, null, 2)}\n`);
