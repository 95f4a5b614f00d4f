/** Merges two edits of one text, line by line: what only one side changed is taken, the rest is asked. */
import { diff3Merge, diffIndices } from 'node-diff3';

/** `line` is where `ours` begins in the merged text, from 1. */
export type Clash = { line: number; before: string[]; ours: string[]; theirs: string[] };

export type Merged = { lines: string[]; clashes: Clash[] };

/** In a passage that both changed, ours stands in the result and theirs in its clash. Two insertions are both kept, theirs first. */
export function mergeTexts(before: string[], ours: string[], theirs: string[]): Merged {
  const merged: Merged = { lines: [], clashes: [] };
  for (const { ok, conflict } of diff3Merge(ours, before, theirs, { excludeFalseConflicts: true })) {
    if (ok) merged.lines.push(...ok);
    if (!conflict) continue;
    const both = joinChanges(conflict.o, conflict.a, conflict.b);
    if (both) merged.lines.push(...both);
    else {
      const line = merged.lines.length + 1;
      merged.clashes.push({ line, before: conflict.o, ours: conflict.a, theirs: conflict.b });
      merged.lines.push(...conflict.a);
    }
  }
  return merged;
}

type Change = { at: number; gone: number; come: string[] };

/** Changes that only touch each other do not contradict; null when two change the same line. */
function joinChanges(before: string[], ours: string[], theirs: string[]): string[] | null {
  const mine = changesOf(before, ours);
  const yours = changesOf(before, theirs);
  if (mine.some((one) => yours.some((other) => overlap(one, other)))) return null;
  const joined: string[] = [];
  let at = 0;
  for (const change of [...yours, ...mine].sort((one, other) => one.at - other.at || one.gone - other.gone)) {
    joined.push(...before.slice(at, change.at), ...change.come);
    at = change.at + change.gone;
  }
  return [...joined, ...before.slice(at)];
}

function changesOf(before: string[], after: string[]): Change[] {
  return diffIndices(before, after).map(({ buffer1: [at, gone], buffer2Content }) => ({
    at,
    gone,
    come: buffer2Content,
  }));
}

function overlap(one: Change, other: Change): boolean {
  return one.at < other.at + other.gone && other.at < one.at + one.gone;
}
