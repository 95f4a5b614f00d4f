/** A thread to plan in: one document, five tickets on the last list, Linear preferred. */
import type { DialogueContext, DialogueTicket } from '../../../src/domain/dialogue.ts';

export const tools = [
  'ingest_document',
  'list_documents',
  'show_blocks',
  'generate_tickets',
  'list_tickets',
  'show_ticket',
  'edit_ticket',
  'discard_tickets',
  'request_review',
  'push_tickets',
  'sync_tickets',
  'trace_ticket',
  'help',
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
    focus: { documentId: 'd-1', boardId: null, pushId: null, tracker: null, tickets },
    attachments: [],
    pending: null,
    ...changes,
  };
}

/** The first message of a new workspace: nothing is there yet. */
export function newTalk(): DialogueContext {
  return talk({
    documents: [],
    focus: { documentId: null, boardId: null, pushId: null, tracker: null, tickets: [] },
  });
}
