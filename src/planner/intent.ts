/** What a person wants, in the planner's own taxonomy, which is wider than the tools that exist. */

/** One deed asked for. `tool` is a name of the taxonomy, `args` its arguments as spoken of, before any tool sees them. */
export type Intent = { tool: string; args: Record<string, unknown> };

/** Tickets as spoken of: numbers as shown, words for states, people by first name. */
export type Select = {
  ids?: number[];
  keys?: string[];
  priority?: string[];
  status?: string[];
  not_status?: string[];
  type?: string[];
  label?: string[];
  assignee?: (string | null)[];
  block?: string[];
  epic?: string[];
  missing?: string[];
  /** When they are due, in words: "this week". */
  due?: string;
  query?: string;
  all?: boolean;
  last?: boolean;
  focus_rest?: boolean;
  except?: Select;
  or?: Select;
};

/** Deeds that others will see or that cannot be taken back. */
export const irreversible: ReadonlySet<string> = new Set([
  'push_tickets',
  'delete_tickets',
  'approve_tickets',
  'merge_tickets',
  'sync_tracker',
]);

/** Deeds that change something, in our own store or elsewhere. */
export const writes: ReadonlySet<string> = new Set([
  ...irreversible,
  'ingest_document',
  'edit_block',
  'split_block',
  'merge_blocks',
  'move_block',
  'answer_question',
  'generate_tickets',
  'regenerate_tickets',
  'create_ticket',
  'edit_ticket',
  'split_ticket',
  'reject_tickets',
  'link_tickets',
  'unlink_tickets',
  'comment_ticket',
  'schedule_report',
  'run_workflow',
  'plan_sprint',
  'raise_ticket',
  'submit_idea',
  'triage_idea',
  'advance_capability',
  'submit_capability',
  'edit_capability',
  'draft_spec',
  'raise_hotfix',
  'configure',
  'connect_tracker',
  'undo',
  'redo',
  'confirm',
]);
