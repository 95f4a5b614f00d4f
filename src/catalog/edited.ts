/** What every tool that edits a document gives back: its card, its brief, its JSON, and what the thread is about then. */
import { drawEditedCard } from '../cards/edited-card.ts';
import { Edited } from '../domain/document-edit.ts';
import { toSnakeCase } from './wire.ts';

export const editedTool = {
  output: Edited,
  show: (edited: Edited) => ({ card: drawEditedCard(edited) }),
  brief: ({ document, note, changed, removed, added }: Edited) => ({
    document: document.title,
    version: document.version,
    note,
    changed,
    removed: removed.slice(0, 20),
    added: added.slice(0, 20),
  }),
  wire: ({ blocks: _all, ...edited }: Edited) => toSnakeCase(edited),
  focus: ({ document, blocks }: Edited) => ({
    documentId: document.id,
    blockIds: blocks.map((block) => block.id),
  }),
};
