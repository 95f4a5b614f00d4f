/** `docket eval`: scores what was asked for, or our own labelled sets against their gates, and prints it. */
import { join } from 'node:path';
import { lazyObjectModel } from './app.ts';
import { loadPrompts } from './catalog/load-prompts.ts';
import type { EvalOptions } from './cli/program.ts';
import type { Config } from './config.ts';
import { DocketError } from './domain/errors.ts';
import { evaluatePlanner } from './evaluate.ts';
import { drawReport } from './evaluation/draw-report.ts';
import { evaluateGenerator, type GeneratorReport } from './evaluation/evaluate-generator.ts';
import { missedGates, styleGates, styleStabilityGate } from './evaluation/gates.ts';
import { createGenerator } from './generation/create-generator.ts';
import type { Log } from './ports/log.ts';
import { root } from './root.ts';

const sets = join(root, 'test/fixtures');
const writers = ['utterances.jsonl', 'utterances.w1.jsonl', 'utterances.w2.jsonl'];

/** 0, or 1 when gates were asked for and a figure misses its own. Our own set always has to pass them. */
export async function runEval(
  config: Config,
  log: Log,
  options: EvalOptions,
  print: (text: string) => void,
): Promise<number> {
  const folder = options.generator ?? options.set;
  if (options.planner && folder) throw oneAtATime();
  const say = (result: unknown, drawn: () => string) =>
    print(options.json ? JSON.stringify(result, null, 2) : drawn());
  if (options.planner) {
    const scores = evaluatePlanner(options.planner, options.fixtures);
    say(scores, () => drawTotals(scores.totals));
    return 0;
  }
  const report = await evaluate(config, log, folder ?? join(sets, 'prds'), options.mode);
  if (folder) {
    const missed = options.gate ? missedGates(report) : [];
    say({ ...report, missed }, () => [drawReport(report), ...missed].join('\n'));
    return missed.length > 0 ? 1 : 0;
  }
  const styles = await evaluate(config, log, join(sets, 'styles'), options.mode);
  const missed = [...missedGates(report), ...missedGates(styles, styleGates, styleStabilityGate)];
  const { totals: generator, stability, time } = report;
  const planner = evaluateWriters();
  say({ planner, generator, stability, time, styles: styles.totals, missed }, () =>
    [
      drawTotals({ planner }),
      '',
      drawReport(report),
      '',
      drawReport(styles, styleGates, styleStabilityGate),
      ...missed,
    ].join('\n'),
  );
  return missed.length > 0 ? 1 : 0;
}

function evaluate(
  config: Config,
  log: Log,
  folder: string,
  mode: EvalOptions['mode'],
): Promise<GeneratorReport> {
  const model = lazyObjectModel(config, log);
  if (mode === 'model' && model === null) throw noModel();
  const prompt = loadPrompts(join(root, 'prompts')).get('generate-tickets')!.body;
  return evaluateGenerator(createGenerator({ model, prompt }), folder, mode);
}

function evaluateWriters() {
  const fixtures = join(sets, 'utterances', 'utterances.fixtures.json');
  return Object.fromEntries(
    writers.map((name) => [name, evaluatePlanner(join(sets, 'utterances', name), fixtures).totals]),
  );
}

/** Names and numbers, one a line. */
function drawTotals(result: Record<string, unknown>, indent = ''): string {
  return Object.entries(result)
    .map(([name, value]) => {
      if (value === null || typeof value !== 'object')
        return `${indent}${name.padEnd(24)} ${drawNumber(value)}`;
      return `${indent}${name}\n${drawTotals(value as Record<string, unknown>, `${indent}  `)}`;
    })
    .join('\n');
}

function drawNumber(value: unknown): string {
  return typeof value === 'number' && !Number.isInteger(value) ? value.toFixed(3) : String(value);
}

function oneAtATime(): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: 'A planner set and a folder of documents cannot be scored in one run.',
    remedy: 'Give either --planner or --generator.',
  });
}

function noModel(): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: 'No model is set up, so there is nothing that --mode model could score.',
    remedy: 'Set OPENAI_API_KEY, or score the rules with --mode rules.',
  });
}
