/** The thread in which texts are merged. */
import { type Clash, mergeTexts } from './merge-texts.ts';
import { serveSideThread } from './side-thread.ts';
import { splitLines } from './structure-text.ts';

/** Whole texts, which pass between threads faster than their lines. */
export type MergeTask = { before: string; ours: string; theirs: string };
export type MergeResult = { text: string; clashes: Clash[] };

serveSideThread<MergeTask, MergeResult>(({ before, ours, theirs }) => {
  const { lines, clashes } = mergeTexts(splitLines(before), splitLines(ours), splitLines(theirs));
  return { text: lines.join('\n'), clashes };
});
