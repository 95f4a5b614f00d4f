/** Which deeds a plain word speaks for, by the classes of meaning it belongs to. */
import { conceptsOf } from './concepts.ts';

const deeds: Record<string, string> = {
  GENERATE: 'generate_tickets create_ticket',
  REGENERATE: 'regenerate_tickets',
  APPROVE: 'approve_tickets',
  REJECT: 'reject_tickets',
  DELETE: 'delete_tickets',
  PUSH: 'push_tickets',
  SYNC: 'sync_tracker',
  PULL: 'sync_tracker',
  SHOW: 'show_ticket list_tickets show_blocks',
  FIND: 'list_tickets',
  COUNT: 'count_tickets',
  EDIT: 'edit_ticket',
  RAISE: 'edit_ticket',
  LOWER: 'edit_ticket',
  ASSIGN: 'edit_ticket',
  UNASSIGN: 'edit_ticket',
  RENAME: 'edit_ticket',
  LABEL: 'edit_ticket',
  SPLIT: 'split_ticket',
  MERGE: 'merge_tickets',
  LINK: 'link_tickets',
  UNLINK: 'unlink_tickets',
  COMMENT: 'comment_ticket',
  ESTIMATE: 'estimate',
  REMIND: 'schedule_report',
  SCHEDULE: 'schedule_report',
  RUN: 'run_workflow',
  WORKFLOW: 'run_workflow list_workflows',
  CONNECT: 'connect_tracker',
  DISCONNECT: 'connect_tracker',
  TRACKER: 'list_trackers connect_tracker',
  UNDO: 'undo',
  CONFIGURE: 'configure',
  SUMMARIZE: 'summarize_document',
  CHECK: 'lint_document',
  COMPARE: 'diff_document',
  IMPACT: 'diff_document',
  QUESTION: 'list_open_questions answer_question',
  ANSWER: 'answer_question',
  INGEST: 'ingest_document',
  DOCUMENT: 'list_documents',
  BLOCK: 'show_blocks edit_block',
  GRAPH: 'show_graph',
  TRACE: 'trace',
  COVER: 'trace',
  DUPLICATE: 'find_duplicates',
  STATUS: 'report_status',
  HELP: 'help',
  NEGATION: 'acknowledge',
  HOLD: 'acknowledge',
  FORMAT: 'export',
};

/** How much the words speak for each deed, 0 to 1: a word that could mean many things says little for any of them. */
export function supportOf(words: readonly string[]): Map<string, number> {
  const support = new Map<string, number>();
  for (const word of words) {
    const named = new Set(conceptsOf(word).flatMap((name) => deeds[name]?.split(' ') ?? []));
    for (const deed of named) support.set(deed, Math.max(support.get(deed) ?? 0, 1 / named.size));
  }
  return support;
}
