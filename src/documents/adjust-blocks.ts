/** Lets blocks begin where people want them to: cuts a block in two, or joins one to the block before it. */
import type { Cuts } from '../domain/document.ts';
import type { BlockDraft } from '../domain/draft.ts';

/** `lines` are the document's. A cut that fits no block any more is ignored. */
export function adjustBlocks(
  drafts: readonly BlockDraft[],
  lines: readonly string[],
  { split, joined }: Cuts,
): BlockDraft[] {
  if (split.length === 0 && joined.length === 0) return [...drafts];
  const isJoined = new Set(joined);
  const whole: BlockDraft[] = [];
  for (const draft of drafts) {
    const before = whole.at(-1);
    if (before && isJoined.has(draft.lines[0]))
      whole[whole.length - 1] = extend(before, draft.lines[1], lines);
    else whole.push(draft);
  }
  return whole.flatMap((draft) => {
    const starts = split.filter((line) => line > draft.lines[0] && line <= draft.lines[1]);
    return cutAt(
      draft,
      [...new Set(starts)].sort((one, other) => one - other),
      lines,
    );
  });
}

function extend(draft: BlockDraft, last: number, lines: readonly string[]): BlockDraft {
  return place(draft, draft.lines[0], last, lines);
}

function cutAt(draft: BlockDraft, starts: readonly number[], lines: readonly string[]): BlockDraft[] {
  const [first, last] = draft.lines;
  const edges = [first, ...starts, last + 1];
  return edges.slice(0, -1).map((start, at) => {
    const title = at === 0 ? draft.title : null;
    return { ...place(draft, start, edges[at + 1]! - 1, lines), title };
  });
}

/** Without the empty lines at its end. */
function place(draft: BlockDraft, first: number, last: number, lines: readonly string[]): BlockDraft {
  let end = last;
  while (end > first && (lines[end - 1] ?? '').trim() === '') end--;
  return { ...draft, lines: [first, end], content: lines.slice(first - 1, end).join('\n') };
}
