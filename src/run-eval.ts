/** `docket eval`: scores what was asked for, or our own labelled sets, and prints it. */
import { join } from 'node:path';
import { lazyObjectModel, root } from './app.ts';
import { loadPrompts } from './catalog/load-prompts.ts';
import type { EvalOptions } from './cli/program.ts';
import type { Config } from './config.ts';
import { evaluateGenerator, evaluatePlanner } from './evaluate.ts';
import { createGenerator } from './generation/create-generator.ts';
import type { Log } from './ports/log.ts';

const sets = join(root, 'test/fixtures');
const writers = ['utterances.jsonl', 'utterances.w1.jsonl', 'utterances.w2.jsonl'];

/** 0 when everything asked for could be scored; judging the scores is left to people and to the tests. */
export async function runEval(
  config: Config,
  log: Log,
  options: EvalOptions,
  print: (text: string) => void,
): Promise<number> {
  const result = await score(config, log, options);
  print(options.json ? JSON.stringify(result, null, 2) : drawTotals(result));
  return 0;
}

async function score(config: Config, log: Log, options: EvalOptions): Promise<Record<string, unknown>> {
  const folder = options.generator ?? options.set;
  const generate = (path: string) => {
    const prompt = loadPrompts(join(root, 'prompts')).get('generate-tickets')!.body;
    const generator = createGenerator({ model: lazyObjectModel(config, log), prompt });
    return evaluateGenerator(generator, path, options.mode);
  };
  if (options.planner) return evaluatePlanner(options.planner, options.fixtures);
  if (folder) return generate(folder);
  const ours = writers.map((name) => {
    const file = join(sets, 'utterances', name);
    return [name, evaluatePlanner(file, join(sets, 'utterances', 'utterances.fixtures.json')).totals];
  });
  return { planner: Object.fromEntries(ours), generator: (await generate(join(sets, 'prds'))).totals };
}

/** Names and numbers, one a line; rows and documents are left to `--json`. */
function drawTotals(result: Record<string, unknown>, indent = ''): string {
  const { rows: _rows, files: _files, ...shown } = result;
  return Object.entries(shown)
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
