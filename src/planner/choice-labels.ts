/** Says what a choice would do in a few words: the deed, which tickets, and what else was understood. */
import type { Call } from './plan.ts';

/** The label of doing nothing at all. */
export const leaveIt = 'Leave everything as it is';

const names: Record<string, string> = {
  ingest_document: 'Read the document',
  list_documents: 'List the documents',
  show_blocks: 'Show what was found in the document',
  generate_tickets: 'Make tickets from the document',
  regenerate_tickets: 'Make tickets again',
  list_tickets: 'List tickets',
  show_ticket: 'Show a ticket',
  create_ticket: 'Make a new ticket',
  edit_ticket: 'Change a ticket',
  assign_tickets: 'Say who has it',
  move_tickets: 'Say how far it is',
  split_ticket: 'Split a ticket',
  discard_tickets: 'Discard tickets',
  request_review: 'Review tickets for approval',
  push_tickets: 'Push tickets to a tracker',
  sync_tickets: 'Read statuses back from the tracker',
  trace_ticket: 'Show where a ticket comes from',
  lint_document: 'Check the document',
  summarize_document: 'Summarise the document',
  diff_document: 'Show what changed in the document',
  show_coverage: 'Show which requirements have tickets',
  show_graph: 'Show what depends on what',
  report_status: 'Say where the work stands',
  schedule_report: 'Send a report or a reminder',
  comment_ticket: 'Leave a comment on a ticket',
  configure: 'Remember a preference',
  undo: 'Take back the last change',
  redo: 'Do again what was undone',
  help: 'Show what I can do',
};

/** Arguments a person would want to see before choosing, with the words that lead them in. */
const told: [string, string][] = [
  ['title', 'as'],
  ['priority', 'to'],
  ['status', 'to'],
  ['assignee', 'to'],
  ['tracker', 'to'],
  ['text', 'saying'],
  ['cadence', ''],
];

/** For one call or more. */
export function labelCalls(calls: readonly Call[]): string {
  const [first] = calls;
  const { ticket, select } = first!.args as { ticket?: string; select?: Record<string, unknown> };
  const which = calls.length > 1 ? `${calls.length} of them` : (ticket ?? (select && labelSelect(select)));
  return [nameOf(first!.tool), which ? `(${which})` : '', ...labelArgs(first!.args)]
    .filter(Boolean)
    .join(' ');
}

/** For a deed that still lacks something: "Split a ticket …". */
export function labelUnfinished(tool: string): string {
  return `${nameOf(tool)} …`;
}

function nameOf(tool: string): string {
  return names[tool] ?? capital(tool.replaceAll('_', ' '));
}

function labelArgs(args: Record<string, unknown>): string[] {
  return told.flatMap(([name, lead]) => {
    const value = args[name];
    return typeof value === 'string' ? [`${lead} ${cut(value)}`.trim()] : [];
  });
}

function cut(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

function labelSelect(select: Record<string, unknown>): string {
  if (select.all) return 'all';
  if (select.last) return 'those shown last';
  const { except, or: _more, ...filters } = select;
  const named = Object.values(filters).flat().map(String).join(', ');
  return except ? `${named}, with exceptions` : named;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
