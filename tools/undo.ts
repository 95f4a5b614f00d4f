/** Takes back the last local change of the person who asks. */
import * as z from 'zod';
import { drawEditedCard } from '../src/cards/edited-card.ts';
import { drawUndoneCard } from '../src/cards/undone-card.ts';
import { briefTicket } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { editedTool } from '../src/catalog/edited.ts';
import { idsOf } from '../src/catalog/resolve-ticket.ts';
import { wireTicket } from '../src/catalog/wire.ts';
import { Edited } from '../src/domain/document-edit.ts';
import { TicketView } from '../src/domain/ticket-view.ts';

export default defineTool({
  description:
    'Take back the last local change of the person who asks: an edit, discard, merge, split, link or generation of tickets, or an edit of a document. Approvals never come back, and nothing in a tracker changes.',
  effect: 'write',
  access: 'anyone',
  input: z.object({ deed: z.string().optional().describe('Only this one; absent means the latest') }),
  output: z.object({
    tool: z.string(),
    restored: z.array(TicketView),
    removed: z.array(TicketView),
    links: z.int(),
    comments: z.int(),
    /** The document, where the change was an edit of one. */
    edited: Edited.nullable(),
  }),
  async run({ deed }, { services, caller }) {
    const edited = await services.documents.undoDeed(caller, deed);
    if (edited) return { tool: 'edit_document', restored: [], removed: [], links: 0, comments: 0, edited };
    return { ...(await services.tickets.undo(caller, deed)), edited: null };
  },
  confirm: (input) => input,
  wire: ({ tool, restored, removed, links, comments, edited }) => ({
    undone: tool,
    restored: restored.map(wireTicket),
    removed: removed.map(wireTicket),
    links,
    comments,
    ...(edited ? { edited: editedTool.wire(edited) } : {}),
  }),
  show: (output) => ({ card: output.edited ? drawEditedCard(output.edited) : drawUndoneCard(output) }),
  brief: ({ tool, restored, removed, edited }) => ({
    ...(edited ? editedTool.brief(edited) : {}),
    undone: tool,
    restored: restored.map(briefTicket),
    removed: removed.map(({ ticket }) => ticket.key),
  }),
  press: [{ verb: 'undo', input: (token) => (token.ref ? { deed: token.ref } : {}) }],
  focus: ({ restored }) => (restored.length > 0 ? { about: idsOf(restored) } : {}),
  command: { verb: 'undo', usage: '', input: () => ({}) },
});
