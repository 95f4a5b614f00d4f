/** Prints how the planner does on each writer's messages when it has learnt from everyone else: `node src/planner/training/score-sets.ts [file] [-v]`. */
import { planIntents } from '../plan-intents.ts';
import { answerOf, type Score, scorePlanner } from '../score.ts';
import { fitPlanner } from './fit-planner.ts';
import { readPhrases, readUtterances, readWorld } from './read-sets.ts';

const [wanted, verbose] = process.argv.slice(2);
const world = readWorld();
const phrases = readPhrases(world);
const sets = readUtterances();

for (const [name, utterances] of sets) {
  if (wanted && wanted !== 'all' && !name.includes(wanted)) continue;
  const others = [...sets].filter(([other]) => other !== name).flatMap(([, rows]) => rows);
  const weights = fitPlanner(phrases, others, world);
  const score = scorePlanner(
    (text, situation) => answerOf(planIntents(text, situation, weights)),
    utterances,
    world,
    () => performance.now(),
  );
  process.stdout.write(`${name} (learnt from the others): ${line(score)}\n`);
  if (verbose) process.stdout.write(misses(score));
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
