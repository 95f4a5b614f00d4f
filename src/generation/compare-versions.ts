/** Compares two readings of a document: which lines changed where, and which requirements came, changed or went. */
import { alignLines } from '../documents/align-lines.ts';
import type { TracedLine } from '../documents/traced-lines.ts';
import type { Block } from '../domain/document.ts';
import type { DocumentDiff, RequirementChange, TextChange } from '../domain/document-diff.ts';
import type { TicketDraft } from '../domain/draft.ts';
import { createBlockLookup } from './block-lookup.ts';
import { cosine, createVectors } from './similarity.ts';

export type VersionReading = {
  lines: readonly string[];
  blocks: readonly Block[];
  drafts: readonly TicketDraft[];
};

type Compared = Pick<DocumentDiff, 'text' | 'requirements' | 'retyped'>;

export function compareVersions(old: VersionReading, now: VersionReading): Compared {
  const aligned = alignLines(old.lines, now.lines);
  return {
    text: compareText(old, now, aligned),
    requirements: compareRequirements(old, now, aligned),
    retyped: compareTypes(old.blocks, now.blocks),
  };
}

/** Empty lines tell nothing. */
function compareText(old: VersionReading, now: VersionReading, aligned: readonly TracedLine[]): TextChange[] {
  const changes: TextChange[] = [];
  let last = 0;
  let added: number[] = [];
  const close = (next: number) => {
    const removed = old.lines.slice(last, next - 1).filter((line) => line.trim() !== '');
    const come = added.map((line) => now.lines[line - 1]!).filter((line) => line.trim() !== '');
    if (removed.length + come.length > 0) changes.push(say(old, now, { last, next, added, removed, come }));
    added = [];
  };
  for (const [at, { from }] of aligned.entries()) {
    if (from === null) {
      added.push(at + 1);
      continue;
    }
    if (from !== last + 1 || added.length > 0) close(from);
    last = from;
  }
  close(old.lines.length + 1);
  return changes;
}

type Hunk = { last: number; next: number; added: readonly number[]; removed: string[]; come: string[] };

function say(
  old: VersionReading,
  now: VersionReading,
  { last, next, added, removed, come }: Hunk,
): TextChange {
  const [side, lines] =
    added.length > 0
      ? [now, [added[0]!, added.at(-1)!] as const]
      : [old, [last + 1, Math.max(last + 1, next - 1)] as const];
  const block = side.blocks[createBlockLookup(side.blocks)(lines[0])];
  const heading = block?.headingPath.at(-1) ?? block?.title ?? null;
  return { heading, lines: [lines[0], lines[1]], removed, added: come };
}

const alike = 0.6;

function compareRequirements(
  old: VersionReading,
  now: VersionReading,
  aligned: readonly TracedLine[],
): RequirementChange[] {
  const before = old.drafts.filter(isWork);
  const left = new Set(before);
  const changes: RequirementChange[] = [];
  const fresh: TicketDraft[] = [];
  for (const draft of now.drafts.filter(isWork)) {
    const stood = draft.sourceLines.map((line) => aligned[line - 1]?.from ?? null);
    const match =
      before.find((one) => left.has(one) && one.sourceLines.some((line) => stood.includes(line))) ??
      before.find((one) => left.has(one) && one.sourceKey === draft.sourceKey);
    if (match) left.delete(match);
    if (!match) fresh.push(draft);
    else if (match.sourceQuote !== draft.sourceQuote) changes.push(tell('changed', draft, match));
  }
  const vectorOf = createVectors([...left, ...fresh].map((draft) => draft.sourceQuote));
  for (const draft of fresh) {
    const [match] = [...left]
      .map((one) => ({ one, score: cosine(vectorOf(one.sourceQuote), vectorOf(draft.sourceQuote)) }))
      .filter(({ score }) => score >= alike)
      .sort((one, other) => other.score - one.score);
    if (match) left.delete(match.one);
    changes.push(match ? tell('changed', draft, match.one) : tell('added', draft, null));
  }
  const gone = [...left].map((draft) => ({ ...tell('removed', draft, draft), new: null }));
  return [...changes.filter((one) => one.old !== one.new), ...gone];
}

function isWork(draft: TicketDraft): boolean {
  return draft.type !== 'epic';
}

function tell(
  kind: RequirementChange['kind'],
  draft: TicketDraft,
  old: TicketDraft | null,
): RequirementChange {
  const { title, sourceLines: lines, sourceQuote } = draft;
  return { kind, title, lines, old: old?.sourceQuote ?? null, new: sourceQuote };
}

function compareTypes(old: readonly Block[], now: readonly Block[]): DocumentDiff['retyped'] {
  const types = new Map(old.map((block) => [block.id, block.type]));
  return now.flatMap((block) => {
    const from = types.get(block.id);
    if (from === undefined || from === block.type) return [];
    return [{ title: block.title ?? block.content.split('\n', 1)[0]!, from, to: block.type }];
  });
}
