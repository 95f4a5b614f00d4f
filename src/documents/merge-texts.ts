/** Merges two edits of one text, line by line: what only one side changed is taken, the rest is asked. */
import { alignLines } from './align-lines.ts';
import { type TracedLine, whereLinesWent } from './traced-lines.ts';

/** `line` is where `ours` begins in the merged text, from 1. */
export type Clash = { line: number; before: string[]; ours: string[]; theirs: string[] };

export type Merged = { lines: string[]; clashes: Clash[] };

/** In a passage that both changed, ours stands in the result and theirs in its clash. Two insertions are both kept, theirs first. */
export function mergeTexts(
  before: readonly string[],
  ours: readonly string[],
  theirs: readonly string[],
): Merged {
  const merged: Merged = { lines: [], clashes: [] };
  for (const { was, mine, yours } of cutPassages(before, ours, theirs)) {
    const joined = mergePassage(was, mine, yours);
    if (joined) merged.lines.push(...joined);
    else {
      merged.clashes.push({ line: merged.lines.length + 1, before: was, ours: mine, theirs: yours });
      merged.lines.push(...mine);
    }
  }
  return merged;
}

type Passage = { was: string[]; mine: string[]; yours: string[] };

/** Lines that are the same in all three part the passages. */
function cutPassages(
  before: readonly string[],
  ours: readonly string[],
  theirs: readonly string[],
): Passage[] {
  const mine = whereLinesWent(alignLines(before, ours));
  const yours = whereLinesWent(alignLines(before, theirs));
  const passages: Passage[] = [];
  let start = { before: 0, ours: 0, theirs: 0 };
  const cut = (end: typeof start) =>
    passages.push({
      was: before.slice(start.before, end.before),
      mine: ours.slice(start.ours, end.ours),
      yours: theirs.slice(start.theirs, end.theirs),
    });
  before.forEach((text, at) => {
    const [one, other] = [mine.get(at + 1), yours.get(at + 1)];
    if (one === undefined || other === undefined) return;
    cut({ before: at, ours: one - 1, theirs: other - 1 });
    passages.push({ was: [text], mine: [text], yours: [text] });
    start = { before: at + 1, ours: one, theirs: other };
  });
  cut({ before: before.length, ours: ours.length, theirs: theirs.length });
  return passages;
}

/** Null when both sides changed the same lines in different ways. */
function mergePassage(was: string[], mine: string[], yours: string[]): string[] | null {
  if (same(was, mine) || same(mine, yours)) return yours;
  return same(was, yours) ? mine : joinChanges(was, mine, yours);
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((line, at) => line === other[at]);
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

function changesOf(before: readonly string[], after: readonly string[]): Change[] {
  const changes: Change[] = [];
  let at = 0;
  let come: string[] = [];
  const close = (next: number) => {
    if (next > at || come.length > 0) changes.push({ at, gone: next - at, come });
    come = [];
  };
  for (const { text, from } of [...alignLines(before, after), end(before.length)]) {
    if (from === null) come.push(text);
    else {
      close(from - 1);
      at = from;
    }
  }
  return changes;
}

/** Stands for the line after the last one. */
function end(length: number): TracedLine {
  return { text: '', from: length + 1 };
}

function overlap(one: Change, other: Change): boolean {
  return one.at < other.at + other.gone && other.at < one.at + one.gone;
}
