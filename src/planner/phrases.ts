/** The planner's own sentences: what cannot be done yet, and what it asks. */

const deeds: Record<string, string> = {
  push_tickets: 'push',
  approve_tickets: 'approve',
  regenerate_tickets: 'generate',
  generate_tickets: 'generate',
  delete_tickets: 'discard',
  reject_tickets: 'discard',
  edit_ticket: 'edit',
  sync_tracker: 'sync',
  trace: 'trace',
  ingest_document: 'ingest',
};

/** The short verb people type for a deed, for help on it. */
export function describeDeed(tool: string): string {
  return deeds[tool] ?? tool.replaceAll('_', ' ');
}

const unable: Record<string, string> = {
  ingest_thread: 'I cannot read a whole thread as a document yet. Paste the text or attach a file.',
  regenerate_part:
    'I cannot rewrite single tickets yet. Say "regenerate" for the whole document, or edit a ticket: "rename 3 to …".',
  edit_lists:
    'I cannot add to or take from a list of labels or criteria by chat yet. Open the ticket and press Edit.',
  edit_steps: 'Say which priority it should get, for example "set 4 to P1".',
  edit_assignee:
    'I cannot assign tickets to people yet. I can change title, description, type, priority and effort.',
  edit_due: 'Tickets have no due date yet. I can change title, description, type, priority and effort.',
  edit_status:
    'I cannot change the status of work yet. I can change title, description, type, priority and effort.',
  edit_epic:
    'I cannot move tickets between epics yet. I can change title, description, type, priority and effort.',
  select_missing:
    'I cannot filter by what is missing yet. I can filter by priority, status, type, label or words.',
  select_assignee:
    'Tickets have no assignee here yet. I can filter by priority, status, type, label or words.',
  select_epic: 'I cannot filter by epic yet. I can filter by priority, status, type, label or words.',
  select_rejected: 'Discarded tickets are gone from every list, so there is nothing to select.',
  select_type:
    'I do not know tickets of that type. Types are bug, story, feature, task, epic and a few more.',
  select_not: 'I cannot filter by what a status is not yet. Say which status you want to see.',
  generate_limits:
    'I made tickets for the whole document: limiting that by number, priority, section or size is not possible yet.',
  show_board: 'There is no review board yet. Say "generate tickets" first.',
  no_ticket: 'Which ticket do you mean? Give its number or key.',
  no_list: 'No tickets were listed here yet. Say "list tickets" first, or give a key.',
  no_match: 'No ticket of the last list fits that. Say "list tickets" to see them all.',
  confirm: 'Nothing is waiting for a yes in words. Press the button on the card: only a click approves.',
  cancel: 'Nothing was done.',
  smalltalk: 'At your service. Say "help" to see what I can do.',
  acknowledge:
    'Understood, nothing is done. Tickets reach a tracker only after someone presses Approve on a card.',
  undo: 'I cannot take back the last step yet. Edit or discard the tickets concerned.',
  create_ticket:
    'I cannot write single tickets by chat yet. I can make tickets from a document: attach one and say "generate tickets".',
};

/** One honest sentence for a deed without a tool, with what is possible instead. */
export function describeUnable(deed: string): string {
  return (
    unable[deed] ??
    `I cannot ${describeDeed(deed)} yet. I can read documents, make tickets from them, list, edit and trace tickets, and push them to a tracker.`
  );
}
