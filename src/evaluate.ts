/** `docket eval` and `docket route`: what planner and generator make of labelled sets or of one message, without doing any of it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { wireProposal } from './catalog/wire-proposal.ts';
import { structureDocument } from './documents/structure-document.ts';
import { DocketError } from './domain/errors.ts';
import { newId } from './domain/ids.ts';
import type { Generator } from './generation/generator.ts';
import { type GoldDocument, GoldSet } from './generation/gold.ts';
import {
  addScores,
  type Score as GeneratorScore,
  scoreNames,
  scoreProposal,
  toRate,
} from './generation/score.ts';
import { understand } from './planner/plan-message.ts';
import { answerOf, scorePlanner } from './planner/score.ts';
import { parseUtterances } from './planner/training/read-sets.ts';
import { situationIn, Utterance, World } from './planner/utterance.ts';

const emptyWorld: World = {
  docs: [],
  active_doc: '',
  trackers: ['linear', 'local'],
  default_tracker: 'linear',
  people: [],
  user: 'me',
  workflows: [],
  agents: [],
  tickets: [],
};

/** What a context file may hold: a message's context as in the labelled sets, and the world it refers to. */
const RouteContext = Utterance.shape.context
  .partial()
  .extend({ world: World.optional(), fixtures: z.record(z.string(), World).optional() });

/** What the planner would do with this message. Deeds are named in the taxonomy of the labelled sets. */
export function route(text: string, contextFile: string | undefined) {
  const context = RouteContext.parse(contextFile ? readJson(contextFile) : {});
  const fixture = context.fixture ?? 'A';
  const world = context.world ?? context.fixtures?.[fixture] ?? emptyWorld;
  const situation = situationIn(world, { ...context, fixture });
  const understood = understand(text, situation);
  const { intents, offered } = answerOf(understood);
  const asks = intents.length === 1 && intents[0]!.tool === 'clarify';
  return {
    calls: asks || understood.vetoed ? [] : intents,
    question: asks ? questionOf(offered) : null,
    vetoed: understood.vetoed,
    confidence: understood.confidence,
  };
}

function questionOf(offered: readonly string[]) {
  const choices = offered
    .slice(0, 3)
    .map((tool) => ({ label: tool.replaceAll('_', ' '), calls: [{ tool, args: {} }] }));
  return { text: choices.length > 0 ? 'Which of these do you mean?' : 'What do you mean exactly?', choices };
}

/** Per message what was planned and whether it is exactly what the label expects, and the totals. */
export function evaluatePlanner(file: string, fixturesFile: string | undefined) {
  const utterances = parseUtterances(readText(file));
  const fixtures = fixturesFile ? z.record(z.string(), World).parse(readJson(fixturesFile)) : {};
  const world = fixtures.A ?? Object.values(fixtures)[0] ?? emptyWorld;
  const planner = (text: string, situation: Parameters<typeof understand>[1]) =>
    answerOf(understand(text, situation));
  const { verdicts, ...totals } = scorePlanner(planner, utterances, world, () => performance.now());
  const rows = verdicts.map(({ id, planned, asked, offered, exact }) => {
    return { id, predicted: planned, question: asked ? questionOf(offered) : null, ok: exact };
  });
  return { rows, totals };
}

/** Per document what `generate` would give and, where it is labelled in `gold.json`, its scores; and the totals. */
export async function evaluateGenerator(generator: Generator, folder: string, mode: 'rules' | 'model') {
  const goldFile = join(folder, 'gold.json');
  const gold = existsSync(goldFile) ? GoldSet.parse(readJson(goldFile)) : {};
  const names = readFolder(folder).filter((name) => name.endsWith('.md') && name !== 'README.md');
  const scores: GeneratorScore[] = [];
  const files: Record<string, unknown> = {};
  for (const name of names) {
    const { proposal, milliseconds, content } = await proposeFor(generator, join(folder, name), name, mode);
    const label: GoldDocument | undefined = gold[name];
    const score = label && scoreProposal(label, proposal, content.split('\n'));
    if (score) scores.push(score);
    files[name] = { ...wireProposal(proposal), metrics: score ? ratesOf(score) : null, milliseconds };
  }
  return { files, totals: scores.length > 0 ? ratesOf(addScores(scores)) : null };
}

async function proposeFor(generator: Generator, path: string, name: string, mode: 'rules' | 'model') {
  const content = readText(path);
  const started = performance.now();
  const { blocks } = await structureDocument(content);
  const stored = blocks.map((block, order) => ({
    ...block,
    id: newId(),
    workspaceId: newId(),
    documentId: newId(),
    version: 0,
    contentHash: '',
    order,
    edited: false,
  }));
  const proposal = await generator.propose({ name, content, blocks: stored, mode });
  return { proposal, content, milliseconds: Math.round(performance.now() - started) };
}

function ratesOf(score: GeneratorScore): Record<string, number> {
  return Object.fromEntries(scoreNames.map((name) => [name, toRate(score[name])]));
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readText(file));
  } catch (error) {
    if (error instanceof SyntaxError) throw unreadable(file, 'is not JSON');
    throw error;
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw unreadable(file, 'cannot be read');
  }
}

function readFolder(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    throw unreadable(folder, 'cannot be read as a folder');
  }
}

function unreadable(path: string, why: string): DocketError {
  return new DocketError('UNREADABLE', {
    message: `${path} ${why}.`,
    remedy: 'Check the path and what is in it.',
  });
}
