/** Which deed a person wants help on, by its words. */

const topics: [RegExp, string][] = [
  [/\bregenerat\w*/, 'regenerate_tickets'],
  [/\bmerg\w*|combin\w*|\bsquash/, 'merge_tickets'],
  [/\bsplit\w*/, 'split_ticket'],
  [/\bapprov\w*|sign\w* off/, 'approve_tickets'],
  [/\breject\w*/, 'reject_tickets'],
  [/\bsync\w*/, 'sync_tracker'],
  [/\bpush\w*|\bsend\w*|\bpublish\w*|\bship\w*/, 'push_tickets'],
  [/\bexport\w*|\bdownload\w*/, 'export'],
  [/\bestimat\w*/, 'estimate'],
  [/\bdelet\w*|\bremov\w*/, 'delete_tickets'],
  [/\bconnect\w*|\bhook\w*/, 'connect_tracker'],
  [/\bassign\w*|\bpriorit\w*|\bedit\w*|\brenam\w*/, 'edit_ticket'],
  [/\blink\w*|\bdependenc\w*/, 'link_tickets'],
  [/\bduplicat\w*/, 'find_duplicates'],
  [/\bworkflow\w*/, 'run_workflow'],
  [/\btrac\w*|\bcoverage/, 'trace'],
  [/\bundo\w*/, 'undo'],
  [/\bupload\w*|\bimport\w*|\bingest\w*/, 'ingest_document'],
  [/\bgenerat\w*|\bcreate tickets|\bmake tickets|\btickets from/, 'generate_tickets'],
];

/** A tool of the taxonomy, or null when the words name none. */
export function helpTopicOf(text: string): string | null {
  return topics.find(([words]) => words.test(text))?.[1] ?? null;
}
