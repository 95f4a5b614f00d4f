/** The classifier's label for an expected deed: the tool, and what tells its forms apart. */
import type { Intent } from '../intent.ts';

type Args = Record<string, unknown>;

const details: Record<string, (args: Args) => string | null> = {
  edit_ticket: (args) => {
    const fields = ['set', 'add', 'remove', 'change'].flatMap((part) =>
      Object.keys((args[part] as Args) ?? {}),
    );
    return fields.length === 1 ? fields[0]! : 'combo';
  },
  regenerate_tickets: (args) => (args.mode as string) ?? 'select',
  diff_document: (args) => (args.impact ? 'impact' : null),
  trace: (args) => (args.only ? 'uncovered' : args.coverage ? 'coverage' : null),
  edit_block: (args) => args.op as string,
  report_status: (args) => args.kind as string,
  schedule_report: (args) => (args.op as string) ?? (args.kind as string),
  configure: (args) => (args.key as string).replace('push.exclude_priority', 'push_exclude'),
  connect_tracker: (args) => (args.op as string) ?? 'connect',
  sync_tracker: (args) => (args.direction as string) ?? null,
  push_tickets: (args) => (args.dry_run ? 'dry_run' : null),
  show_graph: (args) => (args.view as string) ?? null,
  help: (args) => (args.topic ? 'topic' : null),
  decline: (args) => args.reason as string,
  acknowledge: (args) => (args.not as string[])[0] ?? null,
};

const asked: Record<string, string> = {
  intent: 'clarify.intent',
  target: 'clarify.target',
  assignee: 'edit_ticket.assignee',
  priority: 'edit_ticket.priority',
  doc: 'select_document',
  tracker: 'push_tickets',
};

/** The labels its parts may have: an edit of several fields is often told field by field. */
export function partLabelsOf(intent: Intent): string[] {
  const label = labelOf(intent);
  if (label !== 'edit_ticket.combo') return label ? [label] : [];
  const fields = ['set', 'add', 'remove', 'change'].flatMap((part) =>
    Object.keys((intent.args[part] as Args) ?? {}),
  );
  return [...new Set(fields.map((field) => `edit_ticket.${field}`))];
}

/** Null when the expectation says nothing about the words: a question back about which tickets. */
export function labelOf({ tool, args }: Intent): string | null {
  if (tool === 'clarify') return asked[args.slot as string] ?? null;
  const detail = details[tool]?.(args) ?? null;
  return detail ? `${tool}.${detail}` : tool;
}
