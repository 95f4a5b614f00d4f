/** Cuts running text into sentences that know their lines; a mark of priority behind one belongs to it. */
import { lineAt, lineRange, type Passage } from '../documents/outline.ts';
import { splitSentences } from '../documents/speech.ts';
import { isPriorityAlone } from './priority-cues.ts';

export type Sentence = { text: string; lines: number[] };

/** "Exports read from the replica. (P0)" is one sentence. */
export function sentencesOf(passage: Passage): Sentence[] {
  const sentences: Sentence[] = [];
  for (const { text, at } of splitSentences(passage.text)) {
    const lines = lineRange(lineAt(passage, at), lineAt(passage, at + text.length));
    const before = sentences.at(-1);
    if (before && isPriorityAlone(text)) {
      before.text += ` ${text}`;
      before.lines = [...new Set([...before.lines, ...lines])];
    } else sentences.push({ text, lines });
  }
  return sentences;
}
