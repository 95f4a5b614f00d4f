/** An edit of a document as people make it, and what it should mean for the document's tickets. */
import type { Language } from '../documents/language.ts';
import type { TicketDraft } from '../domain/draft.ts';

export const editKinds = [
  'reformat',
  'renameTitle',
  'prepend',
  'insert',
  'delete',
  'reword',
  'move',
  'split',
] as const;
export type EditKind = (typeof editKinds)[number];

/**
 * `ticket` is the one the edit is about, `added` how many new ones there should be. All other tickets should stay as
 * they are; only after a move may they stand elsewhere.
 */
export type Edit = {
  kind: EditKind;
  what: string;
  content: string;
  added: number;
  ticket: TicketDraft | null;
};

/** A document's lines and the language it is written in. */
export type EditSetting = { lines: readonly string[]; language: Language };
