/** What undo and redo give back alike: the tickets as they are now, or the document they edited. */
import * as z from 'zod';
import { drawEditedCard } from '../cards/edited-card.ts';
import type { drawUndoneCard } from '../cards/undone-card.ts';
import { Edited } from '../domain/document-edit.ts';
import { TicketView } from '../domain/ticket-view.ts';
import { briefTicket } from './briefs.ts';
import { editedTool } from './edited.ts';
import { idsOf } from './resolve-ticket.ts';
import { wireTicket } from './wire.ts';

const Output = z.object({
  tool: z.string(),
  restored: z.array(TicketView),
  removed: z.array(TicketView),
  links: z.int(),
  comments: z.int(),
  /** The document, where the change was an edit of one. */
  edited: Edited.nullable(),
});
type Output = z.infer<typeof Output>;

/** `word` says in JSON what was done with the tool's deed. */
export function undoneTool(word: 'undone' | 'redone', draw: typeof drawUndoneCard) {
  return {
    output: Output,
    wire: ({ tool, restored, removed, links, comments, edited }: Output) => ({
      [word]: tool,
      restored: restored.map(wireTicket),
      removed: removed.map(wireTicket),
      links,
      comments,
      ...(edited ? { edited: editedTool.wire(edited) } : {}),
    }),
    show: (output: Output) => ({ card: output.edited ? drawEditedCard(output.edited) : draw(output) }),
    brief: ({ tool, restored, removed, edited }: Output) => ({
      ...(edited ? editedTool.brief(edited) : {}),
      [word]: tool,
      restored: restored.map(briefTicket),
      removed: removed.map(({ ticket }) => ticket.key),
    }),
    focus: ({ restored }: Output) => (restored.length > 0 ? { about: idsOf(restored) } : {}),
  };
}

/** A document's edit is looked for first; where there is none, it was a deed upon tickets. */
export async function documentOr(
  edited: Edited | null,
  tickets: () => Promise<Omit<Output, 'edited'>>,
): Promise<Output> {
  if (edited) return { tool: 'edit_document', restored: [], removed: [], links: 0, comments: 0, edited };
  return { ...(await tickets()), edited: null };
}
