/** Carries deeds of the taxonomy over to the tools that are bound, and says honestly what none of them can do. */
import type { Intent, Select } from './intent.ts';
import { describeDeed, describeUnable } from './phrases.ts';
import type { Call } from './plan.ts';
import type { Situation } from './situation.ts';
import { toSelector, toTickets } from './to-selector.ts';

/** The calls, and what is said after them; without calls it is said instead. */
type Carried = { calls: Call[]; say: string | null };

type Carry = (
  args: Record<string, unknown>,
  situation: Situation,
) => Call[] | string | { calls: Call[]; note: string };

/** `bound` are the names of the tools that may be called. */
export function carryOver(intent: Intent, situation: Situation, bound: ReadonlySet<string>): Carried {
  const carried = carriers[intent.tool]?.(intent.args, situation) ?? describeUnable(intent.tool);
  if (typeof carried === 'string') return { calls: [], say: carried };
  const { calls, note } = Array.isArray(carried) ? { calls: carried, note: null } : carried;
  return calls.every((call) => bound.has(call.tool))
    ? { calls, say: note }
    : { calls: [], say: describeUnable(intent.tool) };
}

function document(doc: unknown, situation: Situation): { document?: string } {
  if (typeof doc === 'string') {
    if (doc === 'active' || doc === 'thread') return {};
    const known = situation.documents.find((one) => one.id === doc);
    return known ? { document: known.title } : { document: doc };
  }
  if (doc && typeof doc === 'object') {
    const named = doc as { path?: string; url?: string; words?: string };
    const words = named.path ?? named.url ?? named.words;
    return words ? { document: words.replace(/^(?:the|our|my|this|that)\s+/i, '') } : {};
  }
  return {};
}

function select(
  args: Record<string, unknown>,
  situation: Situation,
): { select?: Record<string, unknown> } | string {
  if (!args.select) return {};
  const selector = toSelector(args.select as Select, situation);
  return typeof selector === 'string' ? selector : { select: selector };
}

/** A tool that takes a selector, with more arguments when there are some. */
function selecting(
  tool: string,
  more: (args: Record<string, unknown>, situation: Situation) => Record<string, unknown> = () => ({}),
): Carry {
  return (args, situation) => {
    const selected = select(args, situation);
    return typeof selected === 'string'
      ? selected
      : [{ tool, args: { ...selected, ...more(args, situation) } }];
  };
}

/** A tool for one ticket, called once for each that is meant. */
function each(
  tool: string,
  more: (args: Record<string, unknown>) => Record<string, unknown> | string = () => ({}),
): Carry {
  return (args, situation) => {
    const tickets = toTickets(args.select as Select | undefined, situation);
    const rest = more(args);
    if (typeof tickets === 'string') return tickets;
    return typeof rest === 'string' ? rest : tickets.map((ticket) => ({ tool, args: { ticket, ...rest } }));
  };
}

const ingest: Carry = ({ doc, replaces }, situation) => {
  const known = situation.documents.find((one) => one.id === replaces);
  const more = known ? { replaces: known.title } : {};
  if (doc === 'attachment') {
    return situation.attachments.map((file) => ({ tool: 'ingest_document', args: { file, ...more } }));
  }
  if (doc === 'thread') return describeUnable('ingest_thread');
  const named = doc as { url?: string; path?: string; text?: string };
  if (named.url) return [{ tool: 'ingest_document', args: { url: named.url, ...more } }];
  if (named.path) return [{ tool: 'ingest_document', args: { file: named.path, ...more } }];
  return [{ tool: 'ingest_document', args: { ...(named.text ? { text: named.text } : {}), ...more } }];
};

const generate: Carry = (args, situation) => {
  if (args.select) return describeUnable('regenerate_part');
  const kinds = ((args.types as string[] | undefined) ?? []).map((kind) => blockTypes[kind] ?? kind);
  const call = {
    tool: 'generate_tickets',
    args: { ...document(args.doc, situation), ...(kinds.length > 0 ? { block_types: kinds } : {}) },
  };
  const limits = [
    'exclude_types',
    'priority',
    'section',
    'max',
    'type',
    'granularity',
    'milestone',
    'persona',
    'team',
  ];
  return limits.some((limit) => args[limit] !== undefined)
    ? { calls: [call], note: describeUnable('generate_limits') }
    : [call];
};

/** The planner's words for kinds of blocks that the documents' own types call otherwise. */
const blockTypes: Record<string, string> = { metric: 'metrics', non_goal: 'out_of_scope' };

function edits({ set, add, remove, change }: Record<string, unknown>): Record<string, unknown> | string {
  if (add || remove) return describeUnable('edit_lists');
  if (change) return describeUnable('edit_steps');
  const fields = set as Record<string, unknown>;
  const known = ['title', 'description', 'priority', 'type', 'effort', 'labels'];
  const foreign = Object.keys(fields).find((field) => !known.includes(field));
  if (foreign) return describeUnable(`edit_${foreign}`);
  return fields.effort === undefined ? fields : { ...fields, effort: String(fields.effort) };
}

const carriers: Record<string, Carry> = {
  ingest_document: ingest,
  list_documents: () => [{ tool: 'list_documents', args: {} }],
  show_blocks: ({ doc }, situation) => [{ tool: 'show_blocks', args: document(doc, situation) }],
  select_document: ({ doc }, situation) => [{ tool: 'show_blocks', args: document(doc, situation) }],
  generate_tickets: generate,
  regenerate_tickets: generate,
  list_tickets: selecting('list_tickets', ({ doc }, situation) => (doc ? document(doc, situation) : {})),
  show_ticket: each('show_ticket'),
  show_board: () => [{ tool: 'request_review', args: {} }],
  trace: (args, situation) =>
    args.coverage ? [{ tool: 'show_blocks', args: {} }] : each('trace_ticket')(args, situation),
  edit_ticket: each('edit_ticket', edits),
  delete_tickets: selecting('discard_tickets'),
  reject_tickets: selecting('discard_tickets'),
  approve_tickets: selecting('request_review'),
  request_review: selecting('request_review'),
  push_tickets: selecting('push_tickets', ({ tracker }) => (tracker ? { tracker } : {})),
  sync_tracker: selecting('sync_tickets'),
  help: ({ topic }) => [{ tool: 'help', args: topic ? { topic: describeDeed(String(topic)) } : {} }],
};
