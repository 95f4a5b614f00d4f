/** Does again what the last undo of the person who asks took back. */
import * as z from 'zod';
import { drawEditedCard } from '../src/cards/edited-card.ts';
import { drawRedoneCard } from '../src/cards/undone-card.ts';
import { briefTicket } from '../src/catalog/briefs.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { editedTool } from '../src/catalog/edited.ts';
import { idsOf } from '../src/catalog/resolve-ticket.ts';
import { wireTicket } from '../src/catalog/wire.ts';
import { Edited } from '../src/domain/document-edit.ts';
import { TicketView } from '../src/domain/ticket-view.ts';

export default defineTool({
  description:
    'Do again what the last undo of the person who asks took back, as long as they did nothing else since. Approvals do not come back.',
  effect: 'write',
  access: 'anyone',
  input: z.object({}),
  output: z.object({
    tool: z.string(),
    restored: z.array(TicketView),
    removed: z.array(TicketView),
    links: z.int(),
    comments: z.int(),
    /** The document, where the change was an edit of one. */
    edited: Edited.nullable(),
  }),
  async run(_input, { services, caller }) {
    const edited = await services.documents.redoDeed(caller);
    if (edited) return { tool: 'edit_document', restored: [], removed: [], links: 0, comments: 0, edited };
    return { ...(await services.tickets.redo(caller)), edited: null };
  },
  confirm: (input) => input,
  wire: ({ tool, restored, removed, links, comments, edited }) => ({
    redone: tool,
    restored: restored.map(wireTicket),
    removed: removed.map(wireTicket),
    links,
    comments,
    ...(edited ? { edited: editedTool.wire(edited) } : {}),
  }),
  show: (output) => ({ card: output.edited ? drawEditedCard(output.edited) : drawRedoneCard(output) }),
  brief: ({ tool, restored, removed, edited }) => ({
    ...(edited ? editedTool.brief(edited) : {}),
    redone: tool,
    restored: restored.map(briefTicket),
    removed: removed.map(({ ticket }) => ticket.key),
  }),
  focus: ({ restored }) => (restored.length > 0 ? { about: idsOf(restored) } : {}),
  command: { verb: 'redo', usage: '', input: () => ({}) },
});
