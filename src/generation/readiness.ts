/** What a document lacks before a team can start on it, as sentences for its author. */

import { nodeText } from '../documents/blocks.ts';
import { guessDocumentType } from '../documents/document-type.ts';
import { fold } from '../documents/language.ts';
import { flatten, type Outline, type Section } from '../documents/outline.ts';
import type { ReadinessFinding } from '../domain/draft.ts';
import type { Candidate } from './candidate.ts';
import { cosine, createVectors } from './similarity.ts';
import { listsMeasures } from './table-columns.ts';
import { headText, linesOfCandidate, wholeText } from './whole-text.ts';

const vague =
  /\b(?:fast|quick(?:ly)?|easy|easily|intuitive|user[- ]friendly|seamless(?:ly)?|robust|scalable|modern|best[- ]in[- ]class|state[- ]of[- ]the[- ]art|as soon as possible|etc|and so on|appropriate(?:ly)?|reasonable|sufficient(?:ly)?|simple|smooth(?:ly)?|schnell|einfach|intuitiv|benutzerfreundlich|zeitnah|angemessen|usw|rapide(?:ment)?|facile(?:ment)?|intuiti[fv]e?|convivial|rapido|rapidamente|facil(?:mente)?|intuitiv[oa]|amigable|amigavel)\b/;

/** The first word that nobody can test against, folded; null when there is none. */
export function vagueWordIn(text: string): string | null {
  return vague.exec(fold(text))?.[0] ?? null;
}

/** An RFC, notes or a conversation is not asked for what belongs into a plan; what it demands must be clear all the same. */
export function findGaps(outline: Outline, candidates: readonly Candidate[]): ReadinessFinding[] {
  if (outline.style === 'chat') return vagueFindings(candidates);
  return [
    ...(isPlan(outline.title ?? '')
      ? [...metricFindings(outline), ...sectionFindings(outline, candidates)]
      : []),
    ...nfrFindings(candidates),
    ...vagueFindings(candidates),
    ...duplicateFindings(candidates),
  ];
}

/** Whether a document of this title is expected to name metrics, personas, non-goals and risks. */
export function isPlan(title: string): boolean {
  if (/\b(?:rfc|adr|design doc(?:ument)?|design note)\b/.test(fold(title))) return false;
  return !['memo', 'release_notes', 'roadmap_update'].includes(guessDocumentType(title, []));
}

function metricFindings(outline: Outline): ReadinessFinding[] {
  const sections = outline.sections.filter(
    (section) =>
      section.kind === 'metrics' ||
      section.nodes.some((node) => node.kind === 'table' && listsMeasures(node.header)),
  );
  if (
    sections.length === 0 &&
    !outline.sections.some((section) => section.kind === 'goal' && hasNumber(section))
  ) {
    return [
      {
        code: 'no_metrics',
        message: 'No success metric is named: how will you know that it worked?',
        lines: [],
      },
    ];
  }
  return sections.flatMap((section) =>
    section.nodes.flatMap((node) => (node.kind === 'table' ? tableTargets(node) : nodeTargets(node))),
  );
}

function hasNumber(section: Section): boolean {
  return section.nodes.some((node) => /\d/.test(nodeText(node)));
}

function nodeTargets(node: Section['nodes'][number]): ReadinessFinding[] {
  const text = flatten(nodeText(node));
  if (
    node.kind !== 'item' ||
    /\d/.test(text) ||
    /\b(?:two|three|half|double|halve|none|zero|all|every|halbier|verdoppel)\w*\b/i.test(text)
  )
    return [];
  return [noTarget(text, node.passage.first)];
}

function tableTargets(table: Extract<Section['nodes'][number], { kind: 'table' }>): ReadinessFinding[] {
  const at = table.header.findIndex((cell) =>
    /^(?:target|goal|ziel(?:wert)?|cible|objectif|objetivo|meta)/.test(fold(cell)),
  );
  if (at < 0) return [];
  return table.rows.flatMap((row) =>
    /\d/.test(row.cells[at] ?? '') ? [] : [noTarget(row.cells[0] ?? '', row.line)],
  );
}

function noTarget(text: string, line: number): ReadinessFinding {
  return {
    code: 'metric_without_target',
    message: `"${shorten(text)}" has no target: what number would be a success?`,
    lines: [line],
    subject: shorten(text),
  };
}

function sectionFindings(outline: Outline, candidates: readonly Candidate[]): ReadinessFinding[] {
  const has = (kind: Section['kind']) => outline.sections.some((section) => section.kind === kind);
  const findings: ReadinessFinding[] = [];
  if (!has('persona') && !candidates.some((candidate) => candidate.kind === 'story'))
    findings.push({ code: 'no_personas', message: 'Nobody is named whom this is for.', lines: [] });
  if (!has('out_of_scope'))
    findings.push({ code: 'no_non_goals', message: 'Nothing is named as out of scope.', lines: [] });
  if (!has('risk')) findings.push({ code: 'no_risks', message: 'No risks are named.', lines: [] });
  return findings;
}

function nfrFindings(candidates: readonly Candidate[]): ReadinessFinding[] {
  return candidates
    .filter(
      (candidate) =>
        candidate.kind === 'nfr' &&
        !/\d/.test(wholeText(candidate)) &&
        /\b(?:perform\w*|latency|availab\w*|response|load|scal\w*|verfugbar\w*|antwortzeit\w*|disponib\w*|rendimiento|desempenho)\b/.test(
          fold(wholeText(candidate)),
        ),
    )
    .map((candidate) => ({
      code: 'nfr_without_number',
      message: `"${shorten(headText(candidate))}" names no number to test against.`,
      lines: linesOfCandidate(candidate),
      subject: shorten(headText(candidate)),
    }));
}

function vagueFindings(candidates: readonly Candidate[]): ReadinessFinding[] {
  return candidates.flatMap((candidate) => {
    const word = vagueWordIn(headText(candidate));
    if (!word || /\d/.test(headText(candidate)) || isDefined(word, candidate)) return [];
    const message = `"${shorten(headText(candidate))}" cannot be tested as it stands: what does "${word}" mean here?`;
    return [{ code: 'vague_requirement', message, lines: candidate.own, subject: word }];
  });
}

/** The document says what the word means: `“fast”: under two seconds`. */
function isDefined(word: string, candidate: Candidate): boolean {
  return fold(wholeText(candidate)).includes(`“${word}”:`);
}

/** Pairs that say nearly the same, which only the author can tell apart; the five most alike. */
function duplicateFindings(candidates: readonly Candidate[]): ReadinessFinding[] {
  if (candidates.length > 200) return [];
  const vectorOf = createVectors(candidates.map(wholeText));
  const heads = candidates.map((candidate) => vectorOf(headText(candidate)));
  const pairs = candidates.flatMap((one, at) =>
    candidates
      .slice(at + 1)
      .map((other, next) => ({ one, other, alike: cosine(heads[at]!, heads[at + 1 + next]!) })),
  );
  return pairs
    .filter(
      ({ one, other, alike }) =>
        alike >= (one.place === other.place ? 0.62 : 0.34) &&
        !one.needs
          .concat(other.needs)
          .some((need) => need.includes(other.id ?? '\0') || need.includes(one.id ?? '\0')),
    )
    .toSorted((a, b) => b.alike - a.alike)
    .slice(0, 5)
    .map(({ one, other }) => ({
      code: 'possible_duplicate',
      message: `"${shorten(headText(one))}" and "${shorten(headText(other))}" may be the same thing.`,
      lines: [one.own[0]!, other.own[0]!],
    }));
}

/** A passage as a question can quote it. */
export function shorten(text: string): string {
  return text.length <= 70 ? text : `${text.slice(0, 67).replace(/\s\S*$/, '')}…`;
}
