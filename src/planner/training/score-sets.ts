/** Prints how the planner does on each writer's messages when it has learnt from those outside of their fold: `node src/planner/training/score-sets.ts [file | all] [-v] [--folds 6]`. */
import { parseArgs } from 'node:util';
import { planIntents } from '../plan-intents.ts';
import { answerOf, type Score, scorePlanner } from '../score.ts';
import { fitPlanner } from './fit-planner.ts';
import { readPhrases, readUtterances, readWorld } from './read-sets.ts';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { verbose: { type: 'boolean', short: 'v' }, folds: { type: 'string' } },
});
const [wanted = 'all'] = positionals;
const world = readWorld();
const phrases = readPhrases(world);
const sets = [...readUtterances()];
const folds = Math.min(Number(options.folds ?? sets.length), sets.length);

const scores: Score[] = [];
for (let fold = 0; fold < folds; fold++) {
  const left = sets.filter((_, at) => at % folds === fold);
  const asked = left.filter(([name]) => wanted === 'all' || name.includes(wanted));
  if (asked.length === 0) continue;
  const others = sets.filter((set) => !left.includes(set)).flatMap(([, rows]) => rows);
  const weights = fitPlanner(phrases, others, world);
  for (const [name, utterances] of asked) {
    const score = scorePlanner(
      (text, situation) => answerOf(planIntents(text, situation, weights)),
      utterances,
      world,
      () => performance.now(),
    );
    scores.push(score);
    process.stdout.write(`${name} (left out): ${line(score)}\n`);
    if (options.verbose) process.stdout.write(misses(score));
  }
}
process.stdout.write(`all ${scores.length} writers, each counted alike: ${summary(scores)}\n`);

function summary(all: readonly Score[]): string {
  const mean = (of: (score: Score) => number) =>
    (all.reduce((sum, score) => sum + of(score), 0) / Math.max(1, all.length)).toFixed(3);
  return [
    `right tool ${mean((score) => score.rightTool)}`,
    `exact ${mean((score) => score.exact)}`,
    `right or offered ${mean((score) => score.rightOrOffered)}`,
    `wrong writes ${mean((score) => score.wrongWrites)}`,
    `false irreversible ${all.reduce((sum, score) => sum + score.falseIrreversible, 0)}`,
  ].join(', ');
}

function line(score: Score): string {
  const share = (value: number) => value.toFixed(3);
  return [
    `right tool ${share(score.rightTool)}`,
    `exact ${share(score.exact)}`,
    `slot F1 ${share(score.slotF1)}`,
    `right or offered ${share(score.rightOrOffered)}`,
    `clarify ${share(score.clarify.precision)}/${share(score.clarify.recall)}`,
    `decline ${share(score.decline.precision)}/${share(score.decline.recall)}`,
    `false irreversible ${score.falseIrreversible}`,
    `wrong writes ${share(score.wrongWrites)}`,
    `p95 ${score.p95Ms.toFixed(1)} ms`,
  ].join(', ');
}

function misses({ verdicts }: Score): string {
  return verdicts
    .filter((verdict) => !verdict.exact)
    .map(
      ({ id, text, expected, planned, rightTool, falseIrreversible, wrongWrite }) =>
        `${rightTool ? '~' : '✗'}${falseIrreversible ? '!!' : wrongWrite ? '!' : ''} ${id} ${JSON.stringify(text)}\n     want ${show(expected)}\n     got  ${show(planned)}\n`,
    )
    .join('');
}

function show(intents: readonly { tool: string; args: Record<string, unknown> }[]): string {
  return intents.map(({ tool, args }) => `${tool}${JSON.stringify(args)}`).join(' ; ') || '–';
}
