/** The thread in which texts are merged. */
import { type Merged, mergeTexts } from './merge-texts.ts';
import { serveSideThread } from './side-thread.ts';

export type MergeTask = { before: string[]; ours: string[]; theirs: string[] };

serveSideThread<MergeTask, Merged>(({ before, ours, theirs }) => mergeTexts(before, ours, theirs));
