/** The rules path from a text to a proposal: gather, merge, attach, resolve, write. Same input, same bytes. */

import { buildOutline } from '../documents/build-outline.ts';
import { normalise } from '../documents/normalise.ts';
import type { Outline, Section } from '../documents/outline.ts';
import { readForms } from '../documents/pasted-forms.ts';
import { isStory } from '../documents/story.ts';
import { splitLines } from '../documents/structure-text.ts';
import type { Block } from '../domain/document.ts';
import type { BlockDraft, Parked, Proposal, TicketDraft } from '../domain/draft.ts';
import type { TicketType } from '../domain/ticket.ts';
import { attachRemarks } from './attach-remarks.ts';
import { isProjectTalk } from './binding.ts';
import { createBlockLookup } from './block-lookup.ts';
import { applyBlockTypes, checkTypes, keepWanted } from './block-types.ts';
import type { Candidate, Gathered, ParkedText, Remark } from './candidate.ts';
import { findContradictions } from './contradictions.ts';
import { countCoverage } from './coverage.ts';
import { writeCriteria } from './criteria.ts';
import { type Edges, resolveNeeds } from './dependencies.ts';
import { describe } from './describe.ts';
import { estimate } from './effort.ts';
import { addEpics } from './epics.ts';
import { candidatesFromBlocks } from './fall-back.ts';
import { gatherAll } from './gather.ts';
import { suggestLabels } from './labels.ts';
import { mergeViews } from './merge-views.ts';
import { readAttendees, reportsMeeting } from './people.ts';
import { ranksByModal, readLegend } from './priority-legend.ts';
import { applyPriorityStatements, readPriorityStatements } from './priority-statements.ts';
import type { Legend } from './priority-words.ts';
import { questionCandidates } from './question-candidates.ts';
import { findGaps } from './readiness.ts';
import type { Reading } from './reading.ts';
import { nameByContent } from './section-content.ts';
import { readSectionPriorities } from './section-priorities.ts';
import { createKeys } from './source-key.ts';
import { readStateLegend } from './state-legend.ts';
import { readVocabulary } from './title-case.ts';
import { writeTitle } from './titles.ts';
import { translateNotation } from './translate-notation.ts';
import { linesOfCandidate } from './whole-text.ts';

export type RulesInput = {
  /** For documents without a title of their own. */
  name: string;
  content: string;
  blocks: readonly (Block | BlockDraft)[];
  includeBlockTypes?: readonly string[];
};

type Work = RulesInput & {
  outline: Outline;
  /** The document's lines as received. */
  original: readonly string[];
  legend: Legend;
};

/** Throws INVALID_INPUT for a block type that is none. */
export function proposeByRules(input: RulesInput): Proposal {
  const { blocks, includeBlockTypes: include } = input;
  const warnings = checkTypes(blocks, include);
  const original = splitLines(input.content);
  const stated = readPriorityStatements(readForms(original));
  const typed = applyBlockTypes(readOutline(original, stated.lines), original, blocks, include);
  const legend = readLegend(typed.lines);
  const work: Work = { ...input, outline: nameByContent(typed, legend), original, legend };
  const reading = openReading(work);
  gatherAll(reading);
  applyPriorityStatements(stated, reading.out.candidates);
  const out = keepWanted(reading.out, blocks, include);
  if (include?.includes('question')) out.candidates.push(...questionCandidates(reading));
  if (out.candidates.length === 0) {
    const others = blocks.filter((block) => block.type !== 'question');
    out.candidates = candidatesFromBlocks(reading, others.map(toDraft), include);
    if (out.candidates.length > 0) {
      warnings.push('No single requirement was recognised, so each section became one ticket.');
    }
  }
  return { ...writeProposal(work, reading, out), warnings };
}

/** With the document's own marks of priority read as P0 to P3; its lines stay as they stand there. */
function readOutline(original: readonly string[], read: readonly string[]): Outline {
  const { lines } = normalise(original.join('\n'));
  return { ...buildOutline(translateNotation(read).join('\n')), lines };
}

function writeProposal(input: Work, reading: Reading, out: Gathered): Omit<Proposal, 'warnings'> {
  const contradictions = findContradictions(input.outline, out.candidates);
  const merged = mergeViews(out.candidates);
  const loose = attachRemarks(merged, out.remarks);
  const edges = resolveNeeds(merged, out.remarks);
  const candidates = addEpics(reading, merged);
  const title = input.outline.title ?? input.name;
  const tickets = writeTickets(candidates, edges, {
    ...input,
    title,
    blockAt: createBlockLookup(input.blocks),
  });
  const [open, settled] = partition(loose, (one) => limitsProduct(reading, one));
  const parked = sortParked(out.parked, settled);
  const stated = new Set(merged.flatMap((one) => one.own));
  const coverage = countCoverage(input.outline, stated, touchedLines(tickets, parked, out), open);
  return {
    title,
    blocks: input.blocks.map(toDraft),
    tickets,
    parked,
    asked: linesAsked(merged, coverage.uncovered),
    coverage,
    readiness: [...contradictions, ...findGaps(input.outline, merged)],
    questions: out.questions.filter((one) => !one.answered).map(({ text, lines }) => ({ text, lines })),
  };
}

/** "600 people at the same time" among the constraints, explaining no ticket, may well be one. */
function limitsProduct(reading: Reading, { text, lines }: Remark): boolean {
  const isListed = reading.sectionAt(lines[0]!).kind === 'constraint';
  return isListed && /\d/.test(text) && !isProjectTalk(text);
}

function partition<One>(all: readonly One[], fits: (one: One) => boolean): [One[], One[]] {
  return [all.filter(fits), all.filter((one) => !fits(one))];
}

function linesAsked(candidates: readonly Candidate[], missed: readonly number[]): number[] {
  const lines = candidates.flatMap(({ own, criteria }) => [...own, ...criteria.flatMap((one) => one.lines)]);
  return [...new Set([...lines, ...missed])].sort((a, b) => a - b);
}

function openReading(input: Work): Reading {
  const { outline, blocks, legend } = input;
  const out: Gathered = { candidates: [], remarks: [], parked: [], questions: [] };
  const blockAt = createBlockLookup(blocks);
  const sectionIndex = createBlockLookup(
    outline.sections.map((section) => ({ lines: [section.first, section.last] as const })),
  );
  return {
    outline,
    children: findChildren(outline.sections),
    language: outline.language,
    legend,
    ranksByModal: ranksByModal(outline.lines),
    priorities: readSectionPriorities(outline, legend),
    signs: readStateLegend(outline.lines),
    listsWork: outline.sections.some(listsWork),
    isMeeting: reportsMeeting(outline),
    attendees: readAttendees(outline),
    sectionAt: (line) => outline.sections[sectionIndex(line)]!,
    blockAt,
    out,
  };
}

const workKinds = new Set(['requirement', 'user_story', 'phase', 'action', 'epic', 'bug']);

/** Whether a section lists things to build, so that background need not be searched for them. */
function listsWork(section: Section): boolean {
  if (/\b(?:nice[- ]to[- ]haves?|if time (?:allows|permits)|optional|stretch)\b/i.test(section.title ?? ''))
    return false;
  if (section.kind === 'instance' || section.nodes.some(tellsStory)) return true;
  return (
    workKinds.has(section.kind) && section.nodes.some((node) => node.kind === 'item' || node.kind === 'table')
  );
}

function tellsStory(node: Section['nodes'][number]): boolean {
  return node.kind === 'paragraph' && isStory(node.passage.text);
}

function findChildren(sections: readonly Section[]): Map<Section, Section[]> {
  const children = new Map<Section, Section[]>(sections.map((section) => [section, []]));
  for (const section of sections) {
    if (section.parent !== null) children.get(sections[section.parent]!)!.push(section);
  }
  return children;
}

function toDraft(block: Block | BlockDraft): BlockDraft {
  const { type, title, content, lines, headingPath } = block;
  return { type, title, content, lines, headingPath };
}

type Setting = Work & { title: string; blockAt: (line: number) => number };

function writeTickets(candidates: readonly Candidate[], edges: Edges, setting: Setting): TicketDraft[] {
  const refs = new Map(candidates.map((candidate, at) => [candidate, `t${at + 1}`]));
  const vocabulary = readVocabulary(setting.outline.lines);
  const titles = new Map(
    candidates.map((candidate) => [candidate, writeTitle(candidate, setting.outline.language, vocabulary)]),
  );
  const keyOf = createKeys();
  return candidates.map((candidate) => {
    const needs = [...(edges.get(candidate) ?? [])];
    const { word, range } = estimate(candidate);
    const sourceLines = linesOfCandidate(candidate);
    const described = describe(
      candidate,
      { title: setting.title, lines: setting.outline.lines },
      needs.map((need) => [need.id, titles.get(need)].filter(Boolean).join(' ')),
    );
    return {
      ref: refs.get(candidate)!,
      type: typeOf(candidate),
      title: titles.get(candidate)!,
      description: described,
      criteria: writeCriteria(candidate, setting.outline.language),
      labels: suggestLabels(candidate),
      priority: candidate.priority,
      effort: word,
      effortRange: range,
      blockIndexes: blockIndexes(candidate, setting),
      sourceLines,
      sourceQuote: sourceLines.map((line) => setting.original[line - 1] ?? '').join('\n'),
      sourceKey: keyOf(candidate),
      parentRef: candidate.parent ? (refs.get(candidate.parent) ?? null) : null,
      dependsOn: needs.map((need) => refs.get(need)!).sort(),
      suggestedAfter: stepBefore(candidates, candidate)
        .filter((step) => !needs.includes(step))
        .map((step) => refs.get(step)!),
      assignee: candidate.owner,
      madeBy: 'rules' as const,
    };
  });
}

/** A task unless the document says otherwise (S0-11). */
function typeOf(candidate: Candidate): TicketType {
  const text = `${candidate.name ?? ''} ${candidate.text}`.toLowerCase();
  if (candidate.kind === 'epic') return 'epic';
  if (candidate.kind === 'bug' || /^(?:fix|bug:)\b/.test(text.trim())) return 'bug';
  if (candidate.kind === 'test') return 'qa';
  if (candidate.kind === 'story') return 'story';
  if (/\b(?:api reference|documentation|user guide|changelog|help article|handbuch)\b/.test(text))
    return 'doc';
  if (candidate.kind === 'nfr')
    return /\b(?:encrypt|tls|security|permission|sicherheit|sécurité|seguridad|segurança)/.test(text)
      ? 'security'
      : 'task';
  return 'task';
}

/** In a numbered list of things to do, the item before; a hint, not a dependency. */
function stepBefore(candidates: readonly Candidate[], candidate: Candidate): Candidate[] {
  const { kind, ordinal } = candidate;
  if (kind !== 'action' || ordinal === null) return [];
  const step = candidates.find(
    (one) => one.ordinal?.list === ordinal.list && one.ordinal.number === ordinal.number - 1,
  );
  return step ? [step] : [];
}

function blockIndexes(candidate: Candidate, setting: Setting): number[] {
  return [...new Set([...candidate.own, ...linesOfCandidate(candidate)].map(setting.blockAt))];
}

/** Remarks that explain no ticket are shown as context, next to what was set aside. */
function sortParked(parked: readonly ParkedText[], loose: readonly Remark[]): Parked[] {
  const context = loose.map(({ text, lines }) => ({ reason: 'context' as const, lines, text }));
  const all = [...parked.map(({ reason, lines, text }) => ({ reason, lines, text })), ...context];
  return all.sort((a, b) => (a.lines[0] ?? 0) - (b.lines[0] ?? 0));
}

function touchedLines(
  tickets: readonly TicketDraft[],
  parked: readonly Parked[],
  out: Gathered,
): Set<number> {
  return new Set([
    ...tickets.flatMap((ticket) => ticket.sourceLines),
    ...parked.flatMap((one) => (one.reason === 'context' ? [] : one.lines)),
    ...out.questions.flatMap((one) => one.lines),
  ]);
}
