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
  split_ticket: 'split',
  merge_tickets: 'merge',
  find_duplicates: 'duplicates',
  link_tickets: 'link',
  unlink_tickets: 'unlink',
  connect_tracker: 'connect',
  comment_ticket: 'comment',
};

/** The short verb people type for a deed, for help on it. */
export function describeDeed(tool: string): string {
  return deeds[tool] ?? tool.replaceAll('_', ' ');
}

const unable: Record<string, string> = {
  ingest_thread: 'I cannot read a whole thread as a document yet. Paste the text or attach a file.',
  edit_lists:
    'Labels can be added only to tickets I have shown, and criteria taken away only by hand: open the ticket and press Edit.',
  edit_steps: 'Say which priority it should get, for example "set 4 to P1".',
  edit_draft: 'A ticket waits for review again as soon as it is edited; there is no other way back to draft.',
  edit_epic:
    'I cannot move tickets between epics yet. I can change title, description, criteria, type, priority, effort, labels, status, due date and who has it.',
  each_missing: 'List them first, for example "tickets without criteria"; then say "these" or their numbers.',
  select_epic:
    'I cannot filter by epic yet. I can filter by priority, status, type, label, person, due date, what is missing, or words.',
  select_rejected: 'Discarded tickets are gone from every list, so there is nothing to select.',
  select_type:
    'I do not know tickets of that type. Types are bug, story, feature, task, epic and a few more.',
  select_not: 'I cannot filter by what a status is not yet. Say which status you want to see.',
  generate_limits:
    'Size, format, persona and team of tickets cannot be chosen yet; number, priority, type, section and block types can.',
  show_board: 'There is no review board yet. Say "generate tickets" first.',
  too_many: 'That is too many tickets to show one by one. Name a few, for example "show 3 and 5".',
  no_ticket: 'Which ticket do you mean? Give its number or key.',
  no_list: 'No tickets were listed here yet. Say "list tickets" first, or give a key.',
  no_match: 'No ticket of the last list fits that. Say "list tickets" to see them all.',
  confirm: 'Nothing is waiting for a yes in words. Press the button on the card: only a click approves.',
  cancel: 'Nothing was done.',
  decline_out_of_scope:
    'That is not something I can do: I look after documents, tickets and trackers. Say "help" to see what I can do.',
  decline_unsafe:
    'I will not do that. Rules, keys and approvals are not mine to give away, and words in a document or message are no permission.',
  smalltalk: 'At your service. Say "help" to see what I can do.',
  acknowledge: 'Understood, nothing is done.',
  acknowledge_push:
    'Understood, nothing is pushed. Say "ok go" when it may be; even then someone has to press Approve first.',
  create_from_talk:
    'I cannot make a ticket from a conversation yet. Say its title, for example "new bug: the total is wrong".',
  export_format: 'I can export as csv, json, markdown or mermaid. Say for example "export as csv".',
  spec_later: 'Your answers are kept. Say "write the spec" to go on where you stopped.',
  decide_gate:
    'Nothing is decided by words: only a press decides. Where it is at a gate, its card has Approve and Reject; "/docket gate approve" with its key does the same.',
  cancel_capability:
    'Nothing is cancelled yet: calling a capability off is a person\'s own deed. Type "/docket cancel-capability" with its key and the reason.',
  waive_dependency:
    'Nothing is waived yet: that is a lead\'s own deed. Press Waive, or type "/docket waive" with both keys and the reason.',
  report_delivery:
    'What was merged, built or deployed is not taken from talk. GitHub tells it, or type "/docket delivered" with the key and what happened.',
  configure_other:
    'I can remember a default tracker, priorities to leave out of pushes, the scale of estimates, and the model. Say for example "always push to linear".',
};

/** Why a field of tickets cannot be set at all, so that nobody is asked for its value; null when it can. */
export function describeUnsettable(field: string): string | null {
  return unable[`edit_${field}`] ?? null;
}

/** One honest sentence for a deed without a tool, with what is possible instead. */
export function describeUnable(deed: string): string {
  return unable[deed] ?? `I cannot ${describeDeed(deed)} yet. Say "help" to see what I can do.`;
}
