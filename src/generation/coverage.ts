/** Counts the lines that ask for something and names those that no ticket covers and nothing else accounts for. */
import { flatten, lineRange, type Outline, type OutlineNode, type Section } from '../documents/outline.ts';
import { isDemand, readSpeech, type Speech, stateOf } from '../documents/speech.ts';
import { opensStory } from '../documents/story.ts';
import { isAboutDocument, isPlaceholder, isResidue, isSuspicious } from '../documents/suspicious.ts';
import type { Coverage } from '../domain/draft.ts';
import { isLegend } from './gather-sentences.ts';
import { isPriorityAlone } from './priority-cues.ts';
import { type Sentence, sentencesOf } from './sentences.ts';
import { readStatement } from './statements.ts';

type Kinds = ReadonlySet<Section['kind']>;

/** What stands there is parked, asked or shown, each with its reason. */
const settled: Kinds = new Set(['out_of_scope', 'future', 'done', 'question']);
/** Only duties are looked for where a document tells of itself and of its world. */
const background: Kinds = new Set([
  ...([
    'title',
    'overview',
    'problem',
    'goal',
    'persona',
    'metrics',
    'risk',
    'assumption',
    'constraint',
  ] as const),
  ...(['dependency', 'decision', 'acceptance', 'alternatives', 'people', 'meta'] as const),
]);
/** Sections that say what people want, and not what the product has to do about it. */
const hopes: Kinds = new Set(['goal', 'persona', 'metrics', 'problem', 'people', 'meta']);
const working: Kinds = new Set([
  'group',
  'requirement',
  'user_story',
  'phase',
  'nfr',
  'action',
  'epic',
  'solution',
  'technical',
  'design',
]);
const apart: Kinds = new Set(['example', 'glossary', 'reference', 'changelog', 'contents', 'scenario']);

/**
 * `requirements` are the lines tickets state; `touched` are all lines accounted for: tickets, parked text, questions;
 * `open` is what was read and left without a place.
 */
export function countCoverage(
  outline: Outline,
  requirements: ReadonlySet<number>,
  touched: ReadonlySet<number>,
  open: readonly { lines: number[] }[],
): Coverage {
  const missed = new Set(open.map(({ lines }) => lines[0]!));
  for (const section of outline.sections) {
    if (settled.has(section.kind) || apart.has(section.kind)) continue;
    for (const node of section.nodes) {
      const isPoint = node.kind === 'item' || node.kind === 'table';
      for (const { text, lines } of statementsIn(node))
        if (!lines.some((line) => touched.has(line)) && asks(text, { section, isPoint }, outline))
          missed.add(lines[0]!);
    }
  }
  return {
    required: requirements.size + missed.size,
    covered: requirements.size,
    uncovered: [...missed].sort((a, b) => a - b),
  };
}

function statementsIn(node: OutlineNode): Sentence[] {
  if (node.kind === 'table')
    return node.rows.map((row) => ({ text: row.cells.filter(Boolean).join('. '), lines: [row.line] }));
  if (node.kind === 'message')
    return node.parts.map(({ text, first, last }) => ({ text, lines: lineRange(first, last) }));
  if (node.kind === 'item') return [...sentencesOf(node.passage), ...node.children.flatMap(statementsIn)];
  return node.kind === 'paragraph' || node.kind === 'quote' ? sentencesOf(node.passage) : [];
}

/** `isPoint`: it stands in a list or a table, where a name alone may ask for what it names. */
type Place = { section: Section; isPoint: boolean };

function asks(text: string, { section, isPoint }: Place, outline: Outline): boolean {
  const plain = flatten(text);
  if (section.kind === 'unsure') return !isSuspicious(plain) && !isPlaceholder(plain);
  const speech = readSpeech(plain, outline.language);
  if (saysNothing(plain) || stateOf(speech) !== null || speech.question) return false;
  if (opensStory(plain)) return true;
  if (outline.style === 'chat') return speech.must && isDemand(speech) && !speech.past;
  const said = readStatement(plain, outline.language);
  if (background.has(section.kind)) return said === 'asks' && binds(speech, section);
  if (said === 'asks' || said === 'tells') return true;
  if (!working.has(section.kind) || speech.past || speech.musing) return false;
  return said === 'names' ? isPoint || plain.split(' ').length > 5 : said === 'measures' && !speech.goal;
}

/** Marks, residue, talk about the document, what leads in to a list. */
function saysNothing(plain: string): boolean {
  if (plain.split(' ').length < 4 || isPriorityAlone(plain) || /[:：]$/.test(plain)) return true;
  return (
    isLegend(plain) ||
    isSuspicious(plain) ||
    isResidue(plain) ||
    isPlaceholder(plain) ||
    isAboutDocument(plain)
  );
}

function binds(speech: Speech, { kind }: Section): boolean {
  if (speech.past || speech.goal) return false;
  return speech.must || (!hopes.has(kind) && ((speech.should && speech.actor) || speech.limit));
}
