/** From a person's words to the calls they ask for: the pure core of the planner. */
import { choiceMeant, type DialogueContext } from '../domain/dialogue.ts';
import { answerSpec } from './answer-spec.ts';
import { labelCalls, leaveIt } from './choice-labels.ts';
import type { Weights } from './classifier.ts';
import { type Intent, type Select, writes } from './intent.ts';
import { describeUnable, describeUnsettable } from './phrases.ts';
import type { Call, Choice, Plan } from './plan.ts';
import { planIntents } from './plan-intents.ts';
import { askFor, askWhich } from './questions.ts';
import { readRepoWords } from './repo-words.ts';
import { type Situation, situationOf } from './situation.ts';
import { carryOver } from './to-tools.ts';
import type { Understood } from './understood.ts';
import fitted from './weights.json' with { type: 'json' };

const weights: Weights = fitted;

/**
 * Plans with the tools that are bound. Deterministic and without effects. `said` are the person's earlier messages in
 * the thread, oldest first.
 */
export function planMessage(
  text: string,
  context: DialogueContext,
  toolNames: readonly string[],
  said: string[] = [],
): Plan {
  const { pending } = context;
  const situation = situationOf(context, said);
  const choice = pending && choiceMeant(text, pending);
  const bound = new Set(toolNames);
  const ofSpec = choice ? null : answerSpec(text, situation);
  if (ofSpec) return planned([ofSpec]);
  const ofRepo = readRepoWords(text, bound);
  if (!choice && ofRepo) return planned([ofRepo]);
  if (choice && situation.pending?.tool === 'draft_spec' && choice.calls.length === 0)
    return { ...planned([]), say: describeUnable('spec_later') };
  return choice
    ? planChoice(choice, situation, bound)
    : planCalls(understand(text, situation), situation, bound);
}

/** The same in the planner's own taxonomy, for scoring: no tool has to exist. */
export function understand(text: string, situation: Situation): Understood {
  return planIntents(text, situation, weights);
}

/** Nothing is open about these calls. */
function planned(calls: Plan['calls']): Plan {
  return { calls, question: null, vetoed: null, say: '', confidence: 1, intents: [] };
}

/** A choice does what it says, asks for what it lacks, or leaves everything as it is. */
function planChoice({ label, calls, about }: Choice, situation: Situation, bound: ReadonlySet<string>): Plan {
  const question = about ? askFor(about.slot, about, { situation, offers: [], bound }) : null;
  const say = label === leaveIt ? describeUnable('acknowledge') : '';
  return { calls, question, vetoed: null, say, confidence: 1, intents: [] };
}

function planCalls(understood: Understood, situation: Situation, bound: ReadonlySet<string>): Plan {
  const { intents, confidence, offers, vetoed } = understood;
  const plan: Plan = { calls: [], question: null, vetoed: null, say: '', confidence, intents };
  const asking = { situation, offers, bound };
  if (vetoed === 'held') return { ...plan, vetoed: describeUnable('acknowledge') };
  if (vetoed) return { ...plan, question: askWhich(asking, wasQuestion) };
  if (understood.unsure) return { ...plan, question: askWhich(asking) };
  const named: number[] = [];
  const joined = joinMade(intents);
  for (const said of joined) {
    const intent = withoutNamed(said, named);
    if (intent.tool === 'clarify') {
      const never = unsettable(intent, bound);
      if (never !== null) return { ...plan, calls: [], say: never };
      const question = askFor(
        String(intent.args.slot),
        (intent.args.about as Intent | undefined) ?? null,
        asking,
      );
      const others = [...joined.filter((one) => one !== said), ...(understood.heldUp ?? [])];
      return { ...plan, calls: [], question: sayHeldUp(question, others, asking) };
    }
    named.push(...((intent.args.select as Select | undefined)?.ids ?? []));
    const { calls, say } = carryOver(intent, situation, bound);
    plan.calls.push(
      ...(plan.calls.some(({ tool }) => relists.test(tool))
        ? calls.map((call) => byKey(call, situation))
        : calls),
    );
    if (say !== null) plan.say = say;
    if (calls.length === 0) break;
  }
  return plan;
}

/** Nothing of a message is done while one of its orders leaves something open; the others are named, so that none is thought done. */
function sayHeldUp(
  question: NonNullable<Plan['question']>,
  others: readonly Intent[],
  { situation, bound }: { situation: Situation; bound: ReadonlySet<string> },
): NonNullable<Plan['question']> {
  const deeds = others.filter(({ tool }) => writes.has(tool));
  const labels = deeds.flatMap((intent) => {
    const { calls } = carryOver(intent, situation, bound);
    return calls.length > 0 ? [labelCalls(calls)] : [];
  });
  if (labels.length === 0) return question;
  return {
    ...question,
    text: `${question.text} Not done either, so say it again then: ${labels.join('; ')}.`,
  };
}

/** "Reject 3 and approve the rest": those that the orders before it did not name. */
function withoutNamed({ tool, args }: Intent, named: readonly number[]): Intent {
  const select = args.select as Select | undefined;
  if (!select?.focus_rest || named.length === 0) return { tool, args };
  const { focus_rest: _rest, ...others } = select;
  return { tool, args: { ...args, select: { ...others, last: true, except: { ids: [...named] } } } };
}

/** What shows tickets under new numbers. */
const relists =
  /^(?:request_review|list_tickets|find_duplicates|push_tickets|preview_push|estimate|report_status)$/;

/** A call that comes after a new list still means the tickets of the old one: by their keys. */
function byKey({ tool, args }: Call, { tickets }: Situation): Call {
  const keyOf = (ref: unknown) =>
    typeof ref === 'string' ? (tickets.find(({ n }) => String(n) === ref)?.key ?? ref) : ref;
  const inSelector = (select: unknown): unknown =>
    Object.fromEntries(
      Object.entries(select as Record<string, unknown>).map(([name, value]) => {
        if (name === 'ids' && Array.isArray(value)) return [name, value.map(keyOf)];
        return [name, name === 'except' || name === 'or' ? inSelector(value) : value];
      }),
    );
  const named = Object.entries(args).map(([name, value]) => {
    if (name === 'ticket') return [name, keyOf(value)];
    if ((name === 'from' || name === 'on') && Array.isArray(value)) return [name, value.map(keyOf)];
    return [name, name === 'select' && value ? inSelector(value) : value];
  });
  return { tool, args: Object.fromEntries(named) };
}

/** "Merge 9 and 11 and call it X": one deed, so that its new ticket has the title from the start. */
function joinMade(intents: readonly Intent[]): Intent[] {
  const joined: Intent[] = [];
  for (const intent of intents) {
    const before = joined.at(-1);
    const title = titleForLast(intent);
    if (title !== null && before?.tool === 'merge_tickets') before.args = { ...before.args, title };
    else joined.push({ ...intent });
  }
  return joined;
}

/** The title an edit gives to what was made before it, when it does nothing else. */
function titleForLast({ tool, args }: Intent): unknown {
  const { title, ...others } = (args.set ?? {}) as Record<string, unknown>;
  const alone = tool === 'edit_ticket' && Object.keys(others).length === 0 && !args.add && !args.remove;
  return alone && (args.select as Select | undefined)?.last && title !== undefined ? title : null;
}

/** Where no tool can do it at all, there is no use in asking for what is missing. */
function unsettable({ args }: Intent, bound: ReadonlySet<string>): string | null {
  if (args.slot === 'workflow' && !bound.has('run_workflow')) return describeUnable('run_workflow');
  const about = args.about as Intent | undefined;
  return about?.tool === 'edit_ticket' ? describeUnsettable(String(args.slot)) : null;
}

const wasQuestion = 'That was a question, so nothing was done.';
