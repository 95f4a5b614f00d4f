/** A thread to plan in: one document, five tickets on the last list, Linear preferred. */
import type { DialogueContext, DialogueTicket } from '../../../src/domain/dialogue.ts';

export const tools = [
  'answer_question',
  'assign_tickets',
  'comment_ticket',
  'configure',
  'connect_tracker',
  'count_tickets',
  'create_ticket',
  'diff_document',
  'discard_tickets',
  'edit_block',
  'edit_ticket',
  'estimate',
  'export',
  'find_duplicates',
  'generate_tickets',
  'help',
  'ingest_document',
  'link_tickets',
  'lint_document',
  'list_documents',
  'list_open_questions',
  'list_runs',
  'list_tickets',
  'list_trackers',
  'list_workflows',
  'merge_tickets',
  'move_tickets',
  'plan_workflow',
  'preview_push',
  'push_tickets',
  'redo',
  'regenerate_tickets',
  'report_status',
  'request_review',
  'run_workflow',
  'schedule_report',
  'select_document',
  'set_due_date',
  'show_blocks',
  'show_coverage',
  'show_graph',
  'show_ticket',
  'skip_question',
  'split_ticket',
  'steer_run',
  'summarize_document',
  'sync_tickets',
  'trace_ticket',
  'undo',
  'unlink_tickets',
  'usage',
];

const titles = [
  'Add guest checkout',
  'Save cart',
  'Integrate Apple Pay',
  'Fix login redirect loop',
  'Encrypt cards',
];

const tickets = titles.map(
  (title, at): DialogueTicket => ({
    n: at + 1,
    key: `TASK-2026-00${at + 1}`,
    title,
    type: 'story',
    priority: at < 2 ? 'P0' : 'P1',
    review: at % 2 === 0 ? 'reviewed' : 'generated',
    status: 'open',
    externalKey: null,
    labels: at === 3 ? ['auth'] : [],
    assignee: at === 2 ? 'Tom' : null,
  }),
);

export function talk(changes: Partial<DialogueContext> = {}): DialogueContext {
  return {
    today: '2026-11-21',
    user: 'Maria',
    documents: [{ id: 'd-1', title: 'Onboarding PRD', name: 'onboarding-prd.md' }],
    trackers: [
      { name: 'linear', sandbox: true },
      { name: 'github', sandbox: true },
    ],
    preferredTracker: 'linear',
    people: ['Maria', 'Tom'],
    workflows: ['bug-fix', 'bug-triage', 'feature', 'weekly-report'],
    focus: {
      documentId: 'd-1',
      boardId: null,
      pushId: null,
      tracker: null,
      tickets,
      about: [],

      others: [],
    },
    attachments: [],
    pending: null,
    ...changes,
  };
}

/** The first message of a new workspace: nothing is there yet. */
export function newTalk(): DialogueContext {
  return talk({
    documents: [],
    focus: {
      documentId: null,
      boardId: null,
      pushId: null,
      tracker: null,
      tickets: [],
      about: [],

      others: [],
    },
  });
}
