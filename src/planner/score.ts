/** Scores a planner against labelled messages: right tool, exact call, slots, questions, refusals, and harm. */
import { type Intent, irreversible, writes } from './intent.ts';
import { normalise, slotsIn } from './score-args.ts';
import type { Situation } from './situation.ts';
import type { Understood } from './understood.ts';
import { situationIn, type Utterance, type World } from './utterance.ts';

/** What a planner answered to one message. `offered` are the tools of the choices it put to the person. */
export type Answer = { intents: Intent[]; offered: string[] };

/** What was understood as an answer to score: an unsure planner asks, with its likeliest readings as choices. */
export function answerOf({ intents, offers, unsure }: Understood): Answer {
  const offered = offers.slice(0, 3).map(({ intent }) => intent.tool);
  return { intents: unsure ? [{ tool: 'clarify', args: { slot: 'intent' } }] : intents, offered };
}

export type Verdict = {
  id: string;
  text: string;
  expected: Intent[];
  planned: Intent[];
  /** Tools of the choices it put to the person. */
  offered: string[];
  rightTool: boolean;
  exact: boolean;
  asked: boolean;
  rightAmongOffered: boolean;
  falseIrreversible: boolean;
  wrongWrite: boolean;
  slots: { hit: number; planned: number; expected: number };
  ms: number;
};

export type Ratio = { precision: number; recall: number };

export type Score = {
  messages: number;
  rightTool: number;
  exact: number;
  slotF1: number;
  /** Right tool, or asked with the right one among the choices. */
  rightOrOffered: number;
  asked: number;
  clarify: Ratio;
  decline: Ratio;
  falseIrreversible: number;
  wrongWrites: number;
  p95Ms: number;
  verdicts: Verdict[];
};

export type Planner = (text: string, situation: Situation) => Answer;

/** Shares are from 0 to 1; `falseIrreversible` is a number of messages. `now` is in milliseconds. */
export function scorePlanner(
  planner: Planner,
  utterances: readonly Utterance[],
  world: World,
  now: () => number,
): Score {
  const verdicts = utterances.map((utterance) => judge(planner, utterance, world, now));
  const share = (test: (verdict: Verdict) => boolean) =>
    verdicts.filter(test).length / Math.max(1, verdicts.length);
  const slots = verdicts.reduce(
    (sum, { slots: { hit, planned, expected } }) => ({
      hit: sum.hit + hit,
      all: sum.all + planned + expected,
    }),
    { hit: 0, all: 0 },
  );
  const times = verdicts.map((verdict) => verdict.ms).sort((a, b) => a - b);
  return {
    messages: verdicts.length,
    rightTool: share((verdict) => verdict.rightTool),
    exact: share((verdict) => verdict.exact),
    slotF1: slots.all === 0 ? 1 : (2 * slots.hit) / slots.all,
    rightOrOffered: share((verdict) => verdict.rightTool || verdict.rightAmongOffered),
    asked: share((verdict) => verdict.asked),
    clarify: ratio(verdicts, 'clarify'),
    decline: ratio(verdicts, 'decline'),
    falseIrreversible: verdicts.filter((verdict) => verdict.falseIrreversible).length,
    wrongWrites: share((verdict) => verdict.wrongWrite),
    p95Ms: times[Math.floor(times.length * 0.95)] ?? 0,
    verdicts,
  };
}

function judge(planner: Planner, utterance: Utterance, world: World, now: () => number): Verdict {
  const situation = situationIn(world, utterance.context);
  const started = now();
  const answer = planner(utterance.text, situation);
  const ms = now() - started;
  const { expected } = utterance;
  const planned = answer.intents;
  const tools = planned.map((intent) => intent.tool);
  const wanted = expected.map((intent) => intent.tool);
  const rightTool = tools.join() === wanted.join();
  const calls = planned.map((intent) => normalise(intent, situation));
  const exact = rightTool && expected.every((intent, at) => normalise(intent, situation) === calls[at]);
  const asked = answer.offered.length > 0 || tools.includes('clarify');
  const done = asked ? [] : planned;
  return {
    id: utterance.id,
    text: utterance.text,
    expected,
    planned,
    offered: answer.offered,
    rightTool,
    exact,
    asked,
    rightAmongOffered: wanted.length > 0 && answer.offered.includes(wanted[0]!),
    falseIrreversible: done.some((intent) => isIrreversible(intent) && !wanted.includes(intent.tool)),
    wrongWrite: done.some(
      (intent) => writes.has(intent.tool) && !intent.args.dry_run && !wanted.includes(intent.tool),
    ),
    slots: slotHits(expected, planned, situation),
    ms,
  };
}

function isIrreversible(intent: Intent): boolean {
  return irreversible.has(intent.tool) && !intent.args.dry_run;
}

function slotHits(expected: readonly Intent[], planned: readonly Intent[], situation: Situation) {
  const wanted = expected.flatMap((intent) => slotsIn(intent, situation));
  const given = planned.flatMap((intent) => slotsIn(intent, situation));
  const left = [...wanted];
  const hit = given.filter((slot) => {
    const at = left.indexOf(slot);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  }).length;
  return { hit, planned: given.length, expected: wanted.length };
}

function ratio(verdicts: readonly Verdict[], tool: string): Ratio {
  const has = (intents: readonly Intent[]) => intents.some((intent) => intent.tool === tool);
  const said = verdicts.filter((verdict) => has(verdict.planned));
  const due = verdicts.filter((verdict) => has(verdict.expected));
  const both = said.filter((verdict) => has(verdict.expected)).length;
  return {
    precision: said.length === 0 ? 1 : both / said.length,
    recall: due.length === 0 ? 1 : both / due.length,
  };
}
