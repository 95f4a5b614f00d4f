/** Reads the paragraphs of a section of work: one that opens a requirement, one with sentences that ask for something. */
import { flatten, type OutlineNode, type Section } from '../documents/outline.ts';
import { kindOfHeading } from '../documents/section-kind.ts';
import { isDemand, readSpeech } from '../documents/speech.ts';
import { idOf, opensStory } from '../documents/story.ts';
import type { Candidate, CandidateKind } from './candidate.ts';
import { startsWithVerb } from './english-verbs.ts';
import { readField } from './fields.ts';
import { gatherForm, openForm } from './gather-form.ts';
import { linesOf, noteQuestion, setAside, stateOfItem, stateOfText } from './gather-items.ts';
import { tellsOfNamed } from './gather-point.ts';
import { gatherSentences, isLegend } from './gather-sentences.ts';
import { makeCandidate } from './make-candidate.ts';
import { noteIdleTask, takeAssigned } from './meeting-tasks.ts';
import { statesByParagraph } from './paragraph-layout.ts';
import type { Assigned } from './people.ts';
import { childrenOf, type Reading } from './reading.ts';
import { sentencesOf } from './sentences.ts';
import { readStatement } from './statements.ts';

/** A paragraph that opens a requirement with points below it becomes one candidate; other paragraphs are read by sentence. */
export function gatherParagraph(
  reading: Reading,
  section: Section,
  kind: CandidateKind,
  at: number,
): { candidate: ReturnType<typeof makeCandidate> } | null {
  const node = section.nodes[at]!;
  if (node.kind !== 'paragraph') return null;
  const form = openForm(section, node);
  if (form) return gatherForm(reading, form, kind);
  const text = flatten(node.passage.text);
  if ((isLegend(text) && !opensStory(text)) || remarkFromField(reading, node)) return null;
  if (readLabelled(reading, node) || tellsOfNamed(reading, text, linesOf(node))) return null;
  const next = section.nodes[at + 1];
  const leadsIn = /[:：]$/.test(text) && next?.kind === 'item';
  if (leadsIn && next.state) return null;
  const named = isNamedFeature(section, node);
  if (
    !opensStory(text) &&
    !named &&
    !(leadsIn && isDemand(readSpeech(text, reading.language)) && !isListIntro(text))
  ) {
    return leadsIn ? null : openLoose(reading, section, kind, at);
  }
  const said = takeAssigned(reading, text, kind === 'action');
  if (asksNothing(reading, node, said)) return null;
  const candidate = makeCandidate(reading, {
    kind,
    text: said.text.replace(/[:：]$/, ''),
    name: said.text === text ? node.lead : null,
    lines: linesOf(node),
    path: section.path,
  });
  candidate.owner ??= said.owner;
  if (idOf(text) !== null && !tellOrder(reading, candidate, node)) return null;
  reading.out.candidates.push(candidate);
  return { candidate };
}

/** True for a paragraph that was noted as what it is: a question, an errand, something done or put off. */
function asksNothing(reading: Reading, node: OutlineNode & { kind: 'paragraph' }, said: Assigned): boolean {
  const [text, lines] = [flatten(node.passage.text), linesOf(node)];
  if (setAside(reading, text, lines) || noteQuestion(reading, text, lines)) return true;
  const state = stateOfParagraph(reading, node);
  if (state) reading.out.parked.push({ reason: state, text, lines });
  return state !== null || noteIdleTask(reading, said, lines);
}

/** The one demand of a paragraph is open for the points right below it. */
function openLoose(reading: Reading, section: Section, kind: CandidateKind, at: number) {
  const { candidates } = reading.out;
  const before = candidates.length;
  const node = section.nodes[at]!;
  if (node.kind === 'paragraph') readLoose(reading, section, node, kind);
  const only = candidates.length === before + 1 ? candidates.at(-1)! : null;
  return only && hasPointsBelow(reading, section, at) ? { candidate: only } : null;
}

/** Points that begin on the very next line and order nothing by themselves go on about the statement above them. */
function hasPointsBelow(reading: Reading, section: Section, at: number): boolean {
  const node = section.nodes[at]!;
  const rest = section.nodes.slice(at + 1);
  const end = rest.findIndex((one) => one.kind !== 'item');
  const points = rest.slice(0, end < 0 ? undefined : end).filter((one) => one.kind === 'item');
  const apart = statesByParagraph(section, reading.language) ? 2 : 1;
  if (node.kind !== 'paragraph' || (points[0]?.passage.first ?? 0) - node.passage.last > apart) return false;
  if (points.length === 0) return false;
  const orders = points.filter(
    (one) => readStatement(flatten(one.passage.text), reading.language) === 'asks',
  );
  return !isListIntro(node.passage.text) && orders.length * 2 < points.length;
}

/**
 * "F-3 Footer" over lines that say what is wrong and then what to do: the order says what is asked for. False when a
 * line below says that nothing is left to do.
 */
function tellOrder(
  reading: Reading,
  candidate: Candidate,
  node: OutlineNode & { kind: 'paragraph' },
): boolean {
  const { text, first, last } = node.passage;
  const end = text.indexOf('\n');
  const head = end < 0 ? text : text.slice(0, end);
  if (
    end < 0 ||
    head.split(' ').length > 8 ||
    /[.,;:]$/.test(head) ||
    asks(reading, head.replace(/^\S+\s+/, ''))
  )
    return true;
  const below = sentencesOf({ text: text.slice(end + 1), first: first + 1, last });
  const closed = below.map((one) => stateOfText(reading, one.text)).find((state) => state !== null);
  const order = below.find((one) => asks(reading, one.text));
  if (closed && !order) {
    reading.out.parked.push({ reason: closed, text: flatten(text), lines: linesOf(node) });
    return false;
  }
  if (order) {
    candidate.name = null;
    candidate.text = order.text;
    candidate.notes.push(...below.filter((one) => one !== order));
  }
  return true;
}

function asks(reading: Reading, text: string): boolean {
  const speech = readSpeech(text, reading.language);
  return speech.must || speech.should || (reading.language === 'en' && startsWithVerb(text));
}

/** In a list of features written as paragraphs, each opens with its name in bold. */
function isNamedFeature(section: Section, node: OutlineNode): boolean {
  const names = (one: OutlineNode) =>
    one.kind === 'paragraph' && one.lead !== null && flatten(one.passage.text).length > one.lead.length + 20;
  const all = section.nodes.filter((one) => one.kind !== 'hidden');
  const listed = section.kind === 'group' && all.every(names);
  return (
    (section.kind === 'requirement' || section.kind === 'solution' || listed) &&
    names(node) &&
    all.filter(names).length > 1
  );
}

/** "The following features are required:" introduces a list and demands nothing by itself. */
function isListIntro(text: string): boolean {
  return /\b(?:following|below|these|folgende\w*|suivante?s?|siguientes?|seguintes?)\b/i.test(text);
}

function readLoose(
  reading: Reading,
  section: Section,
  node: OutlineNode & { kind: 'paragraph' },
  kind: CandidateKind,
): void {
  const text = flatten(node.passage.text);
  const state = stateOfParagraph(reading, node);
  if (state && !setAside(reading, text, linesOf(node))) {
    if (
      node.struck !== '' ||
      splitCount(text) === 1 ||
      /^(?:done|bereits|erledigt|fait|hecho|feito|déjà|ya|já)\b/i.test(text)
    ) {
      reading.out.parked.push({ reason: state, text, lines: linesOf(node) });
      return;
    }
  }
  const leadState = node.lead === null ? null : stateOfText(reading, node.lead);
  if (leadState) {
    reading.out.parked.push({ reason: leadState, text, lines: linesOf(node) });
    return;
  }
  if (section.kind === 'solution' && reading.listsWork) return;
  if (section.kind === 'user_story' && !readSpeech(text, reading.language).must) return;
  if (isStatedSolution(reading, section, text) && !setAside(reading, text, linesOf(node))) {
    reading.out.candidates.push(
      makeCandidate(reading, { kind, text, name: node.lead, lines: linesOf(node), path: section.path }),
    );
    return;
  }
  gatherSentences(reading, section, node.passage, kind);
}

const parked: ReadonlySet<string> = new Set(['out_of_scope', 'future', 'done']);
const told: ReadonlySet<string> = new Set([
  'metrics',
  'persona',
  'problem',
  'goal',
  'people',
  'meta',
  'overview',
]);

/** "**What we never build:** maps" is to its paragraph what a heading is to a section. True when it sets it aside. */
function readLabelled(reading: Reading, node: OutlineNode & { kind: 'paragraph' }): boolean {
  const text = flatten(node.passage.text);
  if (node.lead === null || !/^\s*[:?]\s*\S/.test(text.slice(node.lead.length))) return false;
  const kind = kindOfHeading(node.lead, reading.language, !/^(?:what|we)\b/i.test(node.lead));
  if (kind === null || setAside(reading, text, linesOf(node))) return false;
  if (parked.has(kind)) reading.out.parked.push({ reason: kind as 'done', text, lines: linesOf(node) });
  else if (kind === 'question') reading.out.questions.push({ text, lines: linesOf(node), answered: false });
  else return told.has(kind);
  return true;
}

/** "Urgent posts come through at any time." as a paragraph of its own in the solution of a document that lists nothing else. */
function isStatedSolution(reading: Reading, section: Section, text: string): boolean {
  if (section.kind !== 'solution' || reading.listsWork || splitCount(text) > 1) return false;
  if (childrenOf(reading, section).length > 0 && readStatement(text, reading.language) === 'names')
    return false;
  const speech = readSpeech(text, reading.language);
  const tells = speech.past || speech.musing || speech.question || speech.unknown;
  return !tells && text.split(' ').length > 4 && /[.!]$/.test(text) && stateOfText(reading, text) === null;
}

/** "Notes: …" and "Dependencies: …" below a list of requirements speak about them and ask for nothing more. */
function remarkFromField(reading: Reading, node: OutlineNode & { kind: 'paragraph' }): boolean {
  const text = flatten(node.passage.text);
  const field = readField(text)?.field;
  if (field !== 'why' && field !== 'needs' && field !== 'owner') return false;
  const kind = field === 'needs' ? 'dependency' : 'constraint';
  if (!setAside(reading, text, linesOf(node))) reading.out.remarks.push({ kind, text, lines: linesOf(node) });
  return true;
}

function splitCount(text: string): number {
  return (text.match(/[.!?](?=\s|$)/g) ?? []).length || 1;
}

/** A paragraph tells its state as a list item without a box does. */
function stateOfParagraph(reading: Reading, node: OutlineNode & { kind: 'paragraph' }) {
  return stateOfItem(reading, { ...node, kind: 'item', checked: null, children: [], list: 0, ordinal: null });
}
