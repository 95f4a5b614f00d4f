/** What the planner asks when something is missing or unclear, with up to three answers to choose from. */
import type { Guess } from './classifier.ts';
import { likeliest } from './decide.ts';
import { fillFrame } from './frames/fill-frame.ts';
import type { Intent, Select } from './intent.ts';
import type { Choice, Plan } from './plan.ts';
import { type KnownTicket, refOf, type Situation } from './situation.ts';
import { ticketsMatching } from './slots/queries.ts';
import { readSlots } from './slots/read-slots.ts';
import { carryOver } from './to-tools.ts';

type Asking = {
  text: string;
  situation: Situation;
  guesses: readonly Guess[];
  bound: ReadonlySet<string>;
};

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
};

/** The question for a missing argument, or, when the deed itself is unclear, the likeliest deeds. */
export function askFor(slot: string, about: Intent | null, asking: Asking): Question {
  const text = texts[slot];
  if (text === undefined) return askWhich(asking);
  const choices = about ? choicesFor(slot, about, asking) : [];
  return { text, choices: choices.slice(0, 3), about: about && { ...about, slot } };
}

/** "Did you mean …": nothing is done before the person chose. */
export function askWhich({ text, situation, guesses, bound }: Asking): Question {
  const reading = readSlots(text, situation);
  const choices = likeliest(guesses).flatMap((label): Choice[] => {
    const intents = fillFrame(label, { reading, situation, earlier: [] });
    const calls = intents.flatMap((intent) => carryOver(intent, situation, bound).calls);
    return calls.length > 0 ? [{ label: describeCalls(calls), calls }] : [];
  });
  const told = choices.filter((one, at) => choices.findIndex(({ label }) => label === one.label) === at);
  return told.length > 0
    ? { text: 'I am not sure what you mean. Is it one of these?', choices: told, about: null }
    : {
        text: 'What should I do? For example: "generate tickets", "show 3" or "push to linear".',
        choices: [],
        about: null,
      };
}

const names: Record<string, string> = {
  ingest_document: 'Read the document',
  list_documents: 'List the documents',
  show_blocks: 'Show what was found in the document',
  generate_tickets: 'Make tickets from the document',
  list_tickets: 'List tickets',
  show_ticket: 'Show a ticket',
  edit_ticket: 'Change a ticket',
  discard_tickets: 'Discard tickets',
  request_review: 'Review tickets for approval',
  push_tickets: 'Push tickets to a tracker',
  sync_tickets: 'Read statuses back from the tracker',
  trace_ticket: 'Show where a ticket comes from',
  lint_document: 'Check the document',
  diff_document: 'Show what changed in the document',
  show_coverage: 'Show which requirements have tickets',
  show_graph: 'Show what depends on what',
  configure: 'Remember a preference',
  help: 'Show what I can do',
};

function describeCalls(calls: readonly { tool: string; args: Record<string, unknown> }[]): string {
  const [first] = calls;
  const name = names[first!.tool] ?? capital(first!.tool.replaceAll('_', ' '));
  const { ticket, select, tracker } = first!.args as {
    ticket?: string;
    select?: Record<string, unknown>;
    tracker?: string;
  };
  const which = calls.length > 1 ? `${calls.length} of them` : (ticket ?? (select && describeSelect(select)));
  return [name, which ? `(${which})` : '', tracker ? `to ${tracker}` : ''].filter(Boolean).join(' ');
}

/** Which tickets a choice is about, in a few words. */
function describeSelect(select: Record<string, unknown>): string {
  if (select.all) return 'all';
  if (select.last) return 'those shown last';
  const { except, or: _more, ...filters } = select;
  const named = Object.values(filters).flat().map(String).join(', ');
  return except ? `${named}, with exceptions` : named;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
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
