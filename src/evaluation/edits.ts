/** Edits people make to a document, and what each should mean for its tickets. */
import { readChatLog } from '../documents/chat-log.ts';
import { detectLanguage } from '../documents/language.ts';
import type { Proposal } from '../domain/draft.ts';
import type { Edit, EditSetting } from './edit.ts';
import { moveSection, swapPassages } from './edit-order.ts';
import { deletePassage, insertBeside, rewordPassage, splitPassage } from './edit-passage.ts';
import { editWhole } from './edit-whole.ts';
import type { GoldDocument } from './gold.ts';
import { type EditedPassage, findPassages } from './passages.ts';

const ofEach = 3;

/** A dozen or two per document, the same each time; none of a kind that the document gives no occasion for. */
export function proposeEdits(
  content: string,
  proposal: Pick<Proposal, 'blocks' | 'tickets'>,
  gold: GoldDocument | undefined,
): Edit[] {
  const lines = content.split('\n');
  const setting = { lines, language: detectLanguage(content) };
  // Nobody edits what was said in a chat.
  const passages = readChatLog(lines) ? [] : findPassages(lines, proposal, gold);
  const each = (edit: (setting: EditSetting, passage: EditedPassage, at: number) => Edit | null) =>
    spread(passages.flatMap((passage, at) => edit(setting, passage, at) ?? []));
  return [
    ...editWhole(setting),
    ...each(insertBeside),
    ...each(deletePassage),
    ...each(rewordPassage),
    ...each(splitPassage),
    ...spread(swapPassages(setting, passages)),
    ...spread(moveSection(setting, passages)),
  ].filter((edit) => edit.content !== content);
}

/** A few of many, from all over the document. */
function spread<Item>(items: readonly Item[]): Item[] {
  if (items.length <= ofEach) return [...items];
  return Array.from({ length: ofEach }, (_, at) => items[Math.floor(((at + 0.5) * items.length) / ofEach)]!);
}
