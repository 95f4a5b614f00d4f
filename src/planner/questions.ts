/** What the planner asks when something is missing or unclear, with up to three answers to choose from. */
import { labelCalls, labelUnfinished, leaveIt } from './choice-labels.ts';
import type { Intent, Select } from './intent.ts';
import type { Offer } from './offers.ts';
import type { Choice, Plan } from './plan.ts';
import { type KnownTicket, refOf, type Situation } from './situation.ts';
import { ticketsMatching } from './slots/queries.ts';
import { carryOver } from './to-tools.ts';

type Asking = { situation: Situation; offers: readonly Offer[]; bound: ReadonlySet<string> };

/** As many as a person reads at a glance, and as many as numbers answer. */
const most = 3;

type Question = NonNullable<Plan['question']>;

const texts: Record<string, string> = {
  tickets: 'Which tickets do you mean?',
  doc: 'Which document do you mean?',
  tracker: 'Which tracker should it go to?',
  assignee: 'Who should it go to?',
  priority: 'Which priority should it get?',
  title: 'What should the title be?',
  due: 'When should it be done?',
  effort: 'How much effort is it?',
  when: 'When should I remind you?',
  text: 'What should the comment say?',
  answer: 'What is the answer?',
  status: 'Which status should it get?',
  target: 'Where should it go, or which ticket does it depend on?',
  value: 'What should it say?',
  workflow: 'Which workflow should run?',
  what: 'What is broken? A sentence is enough.',
};

/** The question for a missing argument, with other deeds where this one is not certain; when it is unclear itself, the likeliest deeds. */
export function askFor(slot: string, about: Intent | null, asking: Asking): Question {
  const text = texts[slot];
  if (text === undefined) return askWhich(asking);
  const unknown = slot === 'tickets' ? unknownIn(about, asking.situation) : [];
  const others = unknown.length > 0 ? [] : asking.offers.slice(1).filter(({ lacks }) => lacks === null);
  const choices = [
    ...(about ? choicesFor(slot, about, asking) : []),
    ...others.flatMap((offer) => choiceOf(offer, asking.situation, asking.bound)),
  ];
  const opening = unknown.length > 0 ? `There is no ${enumerate(unknown)} on the last list. ` : '';
  return {
    text: `${opening}${text}`,
    choices: distinct(choices).slice(0, most),
    about: about && { ...about, slot },
  };
}

/** "Did you mean …": nothing is done before the person chose. `opening` says why it is asked. */
export function askWhich(
  { situation, offers, bound }: Asking,
  opening = 'I am not sure what you mean.',
): Question {
  const choices = distinct(offers.flatMap((offer) => choiceOf(offer, situation, bound))).slice(0, most);
  return choices.length > 0
    ? { text: `${opening} Is it one of these?`, choices, about: null }
    : {
        text: 'What should I do? For example: "generate tickets", "show 3" or "push to linear".',
        choices: [],
        about: null,
      };
}

/** Two deeds may come to the same here: what is rejected and what is deleted are both discarded. */
function distinct(choices: readonly Choice[]): Choice[] {
  return [...new Map(choices.map((choice) => [choice.label, choice])).values()];
}

/** None for a deed that no tool here can do. */
function choiceOf({ intent, lacks }: Offer, situation: Situation, bound: ReadonlySet<string>): Choice[] {
  if (intent.tool === 'acknowledge') return [{ label: leaveIt, calls: [] }];
  if (lacks !== null)
    return texts[lacks] === undefined
      ? []
      : [{ label: labelUnfinished(intent.tool), calls: [], about: { ...intent, slot: lacks } }];
  const { calls } = carryOver(intent, situation, bound);
  return calls.length > 0 ? [{ label: labelCalls(calls), calls }] : [];
}

/** Numbers that a person gave and that stand for no ticket. */
function unknownIn(about: Intent | null, { tickets, others }: Situation): number[] {
  const { ids = [], except } = (about?.args.select ?? {}) as Select;
  const known = new Set([...tickets, ...others].map(({ n }) => n));
  return [...ids, ...(except?.ids ?? [])].filter((id) => !known.has(id));
}

function enumerate(numbers: readonly number[]): string {
  return numbers.length < 2 ? String(numbers[0]) : `${numbers.slice(0, -1).join(', ')} or ${numbers.at(-1)}`;
}

function choicesFor(slot: string, about: Intent, { situation, bound }: Asking): Choice[] {
  const offer = (label: string, args: Record<string, unknown>): Choice[] => {
    const { calls } = carryOver({ tool: about.tool, args: { ...about.args, ...args } }, situation, bound);
    return calls.length > 0 ? [{ label, calls }] : [];
  };
  if (slot === 'tracker') return situation.trackers.flatMap((tracker) => offer(tracker, { tracker }));
  if (slot === 'priority')
    return ['P0', 'P1', 'P2'].flatMap((priority) => offer(priority, { set: { priority } }));
  if (slot === 'assignee')
    return situation.people.flatMap((name) => offer(name, { set: { assignee: name } }));
  if (slot === 'doc') return situation.documents.flatMap(({ id, title }) => offer(title, { doc: id }));
  if (slot !== 'tickets') return [];
  return candidates(about, situation).flatMap((ticket) =>
    offer(`${refOf(ticket.n, situation)}. ${ticket.title}`, { select: { ids: [ticket.n] } }),
  );
}

/** Tickets a doubtful name could mean; the ones last shown when it could be any of a few. */
function candidates({ args }: Intent, situation: Situation): KnownTicket[] {
  const { tickets, others, focus } = situation;
  const query = (args.select as Select | undefined)?.query;
  const numbers = query ? ticketsMatching(query, situation) : focus.length <= few ? focus : [];
  return [...tickets, ...others].filter((ticket) => numbers.includes(ticket.n));
}

/** Three of many would be a guess. */
const few = 3;
