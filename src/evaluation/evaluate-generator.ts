/** Runs the generator over a folder of documents and scores what it makes of them: by labels, by itself, under edits, in time. */
import { join } from 'node:path';
import { wireProposal } from '../catalog/wire-proposal.ts';
import { detectLanguage } from '../documents/language.ts';
import { structureDocument } from '../documents/structure-document.ts';
import { splitLines } from '../documents/structure-text.ts';
import type { Block } from '../domain/document.ts';
import type { Proposal } from '../domain/draft.ts';
import { isDocketError } from '../domain/errors.ts';
import { newId } from '../domain/ids.ts';
import type { Generator } from '../generation/generator.ts';
import type { GoldDocument } from './gold.ts';
import { quantile } from './quantile.ts';
import { readLabelledFolder, readText } from './read-labelled.ts';
import { addScores, type Score, type ScoreName, scoreNames, scoreProposal } from './score.ts';
import { addStability, type Stability, scoreStability } from './score-stability.ts';
import { type Share, toRate } from './share.ts';

export type Rates<Name extends string> = Record<Name, number | null>;

export type FileReport = ReturnType<typeof wireProposal> & {
  metrics: Rates<ScoreName>;
  stability: ReturnType<typeof reportStability>;
  labelled: boolean;
  bytes: number;
  milliseconds: number;
};

/** `error`: this document was refused, in one sentence; the others are scored all the same. */
export type GeneratorReport = {
  files: Record<string, FileReport | { error: string }>;
  /** Over all documents together; null where no document has anything to measure. */
  totals: Rates<ScoreName>;
  stability: ReturnType<typeof reportStability>;
  time: { documents: number; p50Ms: number; p95Ms: number; maxMs: number };
};

/** Larger ones are scored, but not edited and read again a dozen times. */
const editedUpTo = 128 * 1024;

type Measured = { report: FileReport; score: Score; stability: Stability };

/** `mode: 'model'` measures stability by rules, as a model's words differ from run to run. Throws UNREADABLE. */
export async function evaluateGenerator(
  generator: Generator,
  folder: string,
  mode: 'rules' | 'model',
): Promise<GeneratorReport> {
  const { names, gold } = readLabelledFolder(folder);
  const measured: Measured[] = [];
  const files: GeneratorReport['files'] = {};
  for (const name of names) {
    try {
      const one = await measure(generator, { name, content: readText(join(folder, name)), mode }, gold[name]);
      measured.push(one);
      files[name] = one.report;
    } catch (error) {
      if (!isDocketError(error)) throw error;
      files[name] = { error: error.message };
    }
  }
  const times = measured.map(({ report }) => report.milliseconds);
  return {
    files,
    totals: ratesOf(addScores(measured.map(({ score }) => score))),
    stability: reportStability(addStability(measured.map(({ stability }) => stability))),
    time: {
      documents: times.length,
      p50Ms: quantile(times, 0.5),
      p95Ms: quantile(times, 0.95),
      maxMs: quantile(times, 1),
    },
  };
}

type Input = { name: string; content: string; mode: 'rules' | 'model' };

async function measure(
  generator: Generator,
  input: Input,
  gold: GoldDocument | undefined,
): Promise<Measured> {
  const { name, content } = input;
  const started = performance.now();
  const proposal = await propose(generator, input);
  const milliseconds = Math.round(performance.now() - started);
  const language = gold?.lang ?? detectLanguage(content);
  const score = scoreProposal(gold, proposal, splitLines(content), language);
  const stability = content.length > editedUpTo ? {} : await scoreStability(name, content, gold);
  const report = {
    ...wireProposal(proposal),
    metrics: ratesOf(score),
    stability: reportStability(stability),
    labelled: gold !== undefined,
    bytes: Buffer.byteLength(content),
    milliseconds,
  };
  return { report, score, stability };
}

async function propose(generator: Generator, { name, content, mode }: Input): Promise<Proposal> {
  const { blocks } = await structureDocument(content);
  const stored = blocks.map(
    (block, order): Block => ({
      ...block,
      ...{ id: newId(), workspaceId: newId(), documentId: newId() },
      ...{ version: 0, contentHash: '', order, edited: false },
    }),
  );
  return generator.propose({ name, content, blocks: stored, mode });
}

function ratesOf(score: Score): Rates<ScoreName> {
  return Object.fromEntries(scoreNames.map((name) => [name, toRate(score[name])])) as Rates<ScoreName>;
}

/** Per kind of edit the share that came out as expected, how many there were, and a sentence on each that did not. */
function reportStability(stability: Stability) {
  return Object.fromEntries(
    Object.entries(stability).map(
      ([kind, { share, misses }]: [string, { share: Share; misses: string[] }]) => [
        kind,
        { rate: toRate(share), edits: share.of, misses },
      ],
    ),
  );
}
