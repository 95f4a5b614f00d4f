/** `docket route` and the planner's part of `docket eval`: what it makes of messages, without doing any of it. */
import * as z from 'zod';
import { readAs, readText } from './evaluation/read-labelled.ts';
import type { Intent } from './planner/intent.ts';
import type { Offer } from './planner/offers.ts';
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
  const context = contextFile ? readAs(contextFile, RouteContext) : RouteContext.parse({});
  const fixture = context.fixture ?? 'A';
  const world = context.world ?? context.fixtures?.[fixture] ?? emptyWorld;
  const situation = situationIn(world, { ...context, fixture });
  const understood = understand(text, situation);
  const { intents } = answerOf(understood);
  const asks = intents.length === 1 && intents[0]!.tool === 'clarify';
  return {
    calls: asks || understood.vetoed ? [] : intents,
    question: asks ? questionOf(understood.offers) : null,
    vetoed: understood.vetoed,
    confidence: understood.confidence,
  };
}

function questionOf(offers: readonly Offer[]) {
  const choices = offers
    .slice(0, 3)
    .map(({ intent: call }) => ({ label: call.tool.replaceAll('_', ' '), calls: [call] }));
  return { text: choices.length > 0 ? 'Which of these do you mean?' : 'What do you mean exactly?', choices };
}

/** A question back as the labels have it: which argument is missing, and not of which deed. */
function withoutAbout({ tool, args }: Intent): Intent {
  const { about: _about, ...said } = args;
  return { tool, args: said };
}

/** Per message what was planned and whether it is exactly what the label expects, and the totals. */
export function evaluatePlanner(file: string, fixturesFile: string | undefined) {
  const utterances = parseUtterances(readText(file));
  const fixtures = fixturesFile ? readAs(fixturesFile, z.record(z.string(), World)) : {};
  const world = fixtures.A ?? Object.values(fixtures)[0] ?? emptyWorld;
  const planner = (text: string, situation: Parameters<typeof understand>[1]) =>
    answerOf(understand(text, situation));
  const { verdicts, ...totals } = scorePlanner(planner, utterances, world, () => performance.now());
  const rows = verdicts.map(({ id, planned, asked, exact }, at) => {
    const { text, context } = utterances[at]!;
    const situation = situationIn(world, context);
    const offers = asked ? understand(text, situation).offers : [];
    return {
      id,
      predicted: planned.map(withoutAbout),
      question: asked ? questionOf(offers) : null,
      ok: exact,
    };
  });
  return { rows, totals };
}
