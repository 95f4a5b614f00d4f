/** Cuts an outline into typed blocks: what a person sees of the structure, and what tickets are traced to. */
import type { BlockDraft } from '../domain/draft.ts';
import { flatten, nodeLines, type Outline, type OutlineNode, type Section } from './outline.ts';
import { cleanHeading, type SectionKind } from './section-kind.ts';
import { isDemand, readSpeech, splitSentences, stateOf } from './speech.ts';
import { opensStory } from './story.ts';
import { isSuspicious } from './suspicious.ts';

const typeOfKind: Record<SectionKind, string> = {
  out_of_scope: 'out_of_scope',
  future: 'future',
  done: 'done',
  question: 'question',
  changelog: 'meta',
  contents: 'meta',
  acceptance: 'acceptance',
  nfr: 'nfr',
  alternatives: 'text',
  user_story: 'user_story',
  metrics: 'metrics',
  persona: 'persona',
  example: 'text',
  glossary: 'text',
  reference: 'text',
  risk: 'risk',
  assumption: 'assumption',
  constraint: 'constraint',
  dependency: 'dependency',
  decision: 'decision',
  action: 'requirement',
  bug: 'requirement',
  milestone: 'scope',
  phase: 'scope',
  testing: 'requirement',
  requirement: 'requirement',
  technical: 'solution',
  design: 'solution',
  solution: 'solution',
  problem: 'problem',
  goal: 'text',
  people: 'meta',
  overview: 'text',
  meta: 'meta',
  title: 'meta',
  instance: 'requirement',
  group: 'requirement',
  epic: 'requirement',
  scenario: 'acceptance',
  unsure: 'text',
};

/** A block starts here and lasts to the next one. */
type Cut = { line: number; type: string; title: string | null; path: string[] };

/** Blocks in document order, without gaps that hold text. `lines` are the received ones, so content is byte for byte. */
export function cutBlocks(outline: Outline, original: readonly string[]): BlockDraft[] {
  const cuts = outline.sections
    .flatMap((section) => cutSection(section, outline))
    .sort((a, b) => a.line - b.line);
  const opening = original.findIndex((line) => line.trim() !== '') + 1;
  if (opening > 0 && (cuts[0]?.line ?? Number.POSITIVE_INFINITY) > opening)
    cuts.unshift({ line: opening, type: cuts.length === 0 ? 'requirement' : 'text', title: null, path: [] });
  return cuts.flatMap((cut, at) => {
    if (cuts[at + 1]?.line === cut.line) return [];
    const last = (cuts[at + 1]?.line ?? original.length + 1) - 1;
    return toBlock(cut, last, original);
  });
}

function toBlock(cut: Cut, last: number, original: readonly string[]): BlockDraft[] {
  let first = cut.line;
  let end = last;
  while (first <= end && original[first - 1]!.trim() === '') first++;
  while (end > first && original[end - 1]!.trim() === '') end--;
  if (first > end) return [];
  const content = original.slice(first - 1, end).join('\n');
  return [{ type: cut.type, title: cut.title, content, lines: [first, end], headingPath: cut.path }];
}

function cutSection(section: Section, outline: Outline): Cut[] {
  const own: Cut = {
    line: section.first,
    type: typeOfSection(section, outline),
    title: titleOf(section),
    path: section.path,
  };
  const cuts = startsBlock(section, outline) ? [own] : [];
  const prose = isProse(section);
  let inSuspicious = false;
  for (const node of section.nodes) {
    const line = nodeLines(node)[0];
    const text = nodeText(node);
    if (isSuspicious(text)) {
      cuts.push({ ...own, line, type: 'suspicious', title: null });
      inSuspicious = true;
    } else if (section.kind === 'user_story' && opensStory(text)) {
      cuts.push({ ...own, line, title: storyTitle(text) });
      inSuspicious = false;
    } else if (prose) {
      cuts.push({ ...own, line, type: typeOfProse(text, outline), title: null });
      inSuspicious = false;
    } else if (inSuspicious && node.kind !== 'hidden') {
      cuts.push({ ...own, line, title: null });
      inSuspicious = false;
    }
  }
  return cuts;
}

/** Pseudo-headings and the parts of one requirement stay inside the block around them. */
function startsBlock(section: Section, outline: Outline): boolean {
  if (section.depth === 0) return true;
  const parent = section.parent === null ? null : outline.sections[section.parent]!;
  if (section.kind === 'scenario') return false;
  if (section.kind === 'acceptance' && parent?.kind === 'instance') return false;
  return !section.pseudo || section.named;
}

function titleOf(section: Section): string | null {
  return section.title === null ? null : cleanHeading(section.title) || section.title;
}

/** Paragraphs below the title alone: a memo, whose paragraphs each have their own matter. */
function isProse(section: Section): boolean {
  if (section.kind !== 'title' && section.depth > 0) return false;
  return section.nodes.filter((node) => node.kind === 'paragraph').length > 4;
}

export function typeOfProse(text: string, outline: Pick<Outline, 'language'>): string {
  const speeches = splitSentences(text).map((sentence) => readSpeech(sentence.text, outline.language));
  const states = speeches.map(stateOf);
  const opening = states[0] ?? null;
  if (speeches[0]?.unknown || speeches.every((speech) => speech.question)) return 'question';
  if (opening !== null) return opening;
  if (speeches.some(isDemand)) return 'solution';
  if (states.some((state) => state === 'future')) return 'future';
  return speeches.some((speech) => speech.goal) ? 'metrics' : 'text';
}

/** A heading that says nothing itself is typed by what stands below it. */
function typeOfSection(section: Section, outline: Outline): string {
  if (section.kind === 'group' && section.nodes.length > 0 && !asksForWork(section, outline)) return 'text';
  if (section.kind === 'title' || section.kind === 'meta') return 'meta';
  if (section.nodes.length === 0 && section.kind !== 'instance') return 'heading';
  if (section.kind === 'instance' && section.nodes.some((node) => opensStory(nodeText(node))))
    return 'user_story';
  return typeOfKind[section.kind];
}

function asksForWork(section: Section, outline: Outline): boolean {
  return section.nodes.some(
    (node) =>
      node.kind === 'item' ||
      node.kind === 'table' ||
      node.kind === 'message' ||
      splitSentences(nodeText(node)).some((sentence) =>
        isDemand(readSpeech(sentence.text, outline.language)),
      ),
  );
}

function storyTitle(text: string): string {
  const flat = flatten(text);
  return flat.length > 120 ? `${flat.slice(0, 117)}…` : flat;
}

export function nodeText(node: OutlineNode): string {
  if (node.kind === 'table')
    return [node.header, ...node.rows.map((row) => row.cells)].map((cells) => cells.join(' | ')).join('\n');
  if (node.kind === 'message') return node.parts.map((part) => part.text).join('\n');
  return node.kind === 'code' ? node.text : node.passage.text;
}
