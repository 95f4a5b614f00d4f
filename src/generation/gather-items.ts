/** Reads lists of work: each item a candidate, what is nested below it its criteria. */
import {
  flatten,
  type Item,
  lineRange,
  nodeLines,
  type OutlineNode,
  type Section,
} from '../documents/outline.ts';
import { readSpeech, stateOf } from '../documents/speech.ts';
import { stateOfMark } from '../documents/state-phrases.ts';
import { type State, stateOfCell } from '../documents/state-words.ts';
import { isStory, opensStory } from '../documents/story.ts';
import { isAboutDocument, isPlaceholder, isResidue, isSuspicious } from '../documents/suspicious.ts';
import { readAsked } from './asked-points.ts';
import type { Candidate, CandidateKind, Excerpt } from './candidate.ts';
import { readField, splitFields } from './fields.ts';
import { readSteps } from './gherkin.ts';
import { makeCandidate } from './make-candidate.ts';
import { readSize, readState, readStatus, stripMarks } from './marks.ts';
import { noteIdleTask } from './meeting-tasks.ts';
import { takeNeeds } from './needs.ts';
import { personOf, takeOwner } from './people.ts';
import { readPriorityWord } from './priority-words.ts';
import type { Reading } from './reading.ts';
import { dropSign, signOf } from './state-legend.ts';

export function linesOf(node: OutlineNode): number[] {
  const [first, last] = nodeLines(node);
  return lineRange(first, last);
}

/** Why an item makes no ticket, or null when it may. */
export function stateOfItem(reading: Reading, item: Item): State | null {
  const whole = takeNeeds(dropSign(reading.signs, flatten(item.passage.text))).text;
  const wont = reading.legend.get('w') ?? 4;
  const text = wont < 4 ? whole.replace(/\[W\]\s*/, '') : whole;
  if (item.checked) return 'done';
  if (item.state) return item.state;
  if (/^[^.!]{4,140}\?\s(?:[^.!?]{3,60}[.!]\s)?(?:no|nope|nein|non|n[ãa]o)[.,!]/iu.test(text))
    return 'out_of_scope';
  const rest = text.replace(item.struck, '');
  const reports =
    item.struck !== '' &&
    (readSpeech(rest, reading.language).done ||
      /\b(?:done|shipped|live|merged|erledigt|fait|hecho|feito)\b/i.test(rest));
  if (reports && text.startsWith(item.struck)) return 'done';
  const verdict = text.startsWith(item.struck) && item.struck !== '' ? stateOfMark(rest.trim()) : null;
  if (verdict) return verdict;
  if (item.struck.length * 2 > text.length) return reports ? 'done' : 'out_of_scope';
  return readState(text) ?? (isStory(text) ? stateOfRemark(reading, text) : stateOfText(reading, text));
}

/** "(Se pasa a la versión 2.)" behind a story: what the story itself says stands for the role's own time. */
export function stateOfRemark(reading: Reading, text: string): State | null {
  const remark = /[([][^()[\]]{6,80}[)\]][\s_*.]*$/.exec(text)?.[0];
  return remark ? stateOfText(reading, remark.replace(/^[([]|[)\]][\s_*.]*$/g, '')) : null;
}

/** Words that set a whole statement aside. Its own obligation wins: "must never be included" still is a demand. */
export function stateOfText(reading: Reading, text: string) {
  const speech = readSpeech(text, reading.language);
  const state = stateOf(speech);
  if (state === null) return null;
  if (speech.must && state !== 'done') return null;
  return state;
}

/** Parks text that must not become a ticket; true when it did. */
export function setAside(reading: Reading, text: string, lines: number[]): boolean {
  if (isSuspicious(text)) {
    reading.out.parked.push({ reason: 'suspicious', text: flatten(text), lines });
    return true;
  }
  return text.trim() === '' || isResidue(text) || isPlaceholder(text) || isAboutDocument(text);
}

/** Adds a candidate for an item and its nested text; a nested list of requirements with ids is read one by one. */
export function gatherItem(
  reading: Reading,
  section: Section,
  item: Item,
  kind: CandidateKind,
): Candidate | null {
  const text = item.passage.text;
  if (setAside(reading, text, linesOf(item))) return null;
  if (noteQuestion(reading, text, linesOf(item))) return null;
  const sign = signOf(reading.signs, text)?.meaning ?? null;
  if (sign === 'keep') return null;
  if (sign === 'question') {
    reading.out.questions.push({ text: stripMarks(flatten(text)), lines: linesOf(item), answered: false });
    return null;
  }
  const state = sign === null || sign === 'work' ? stateOfItem(reading, item) : sign;
  if (state) {
    reading.out.parked.push({ reason: state, text: flatten(text), lines: linesOf(item) });
    return null;
  }
  if (isHeadingOfItems(item)) {
    for (const child of item.children)
      if (child.kind === 'item') gatherItem(reading, withName(section, item), child, kind);
    return null;
  }
  const assigned = takeOwner(flatten(text), reading.attendees, kind === 'action' || reading.isMeeting);
  if (reading.isMeeting && noteIdleTask(reading, assigned, linesOf(item))) return null;
  const candidate = makeCandidate(reading, {
    kind,
    text: assigned.text,
    name: assigned.text === flatten(text) ? item.lead : null,
    lines: lineRange(item.passage.first, item.passage.last),
    path: section.path,
    ordinal: ordinalOf(item),
  });
  candidate.owner ??= assigned.owner ?? personOf(reading, section);
  for (const child of item.children) attach(reading, candidate, child);
  reading.out.candidates.push(candidate);
  return candidate;
}

const closing =
  /^[^.!]{10,200}\?\s*[(:–—-]*\s*(?:(open|pending|tbd|unanswered)|closed|resolved|decided|answered|yes|no)\b/i;

/** "May guests vote? open", "Are boats in scope? closed: yes" are questions wherever they are listed. True for those. */
export function noteQuestion(reading: Reading, text: string, lines: number[]): boolean {
  const found = closing.exec(flatten(text));
  const asked = found ? { answered: found[1] === undefined } : readAsked(flatten(text), reading.language);
  if (!asked) return false;
  reading.out.questions.push({ text: flatten(text), lines, ...asked });
  return true;
}

/** The number people count an item by: its list's, or the one written into its text. */
function ordinalOf(item: Item): { list: number; number: number } | null {
  const written = /^(?:\[[ xX]?\]\s*)?(\d{1,3})[.)]\s/.exec(item.passage.text)?.[1];
  const number = item.ordinal ?? (written ? Number(written) : null);
  return number === null ? null : { list: item.list, number };
}

function withName(section: Section, item: Item): Section {
  return { ...section, path: [...section.path, flatten(item.passage.text).replace(/:$/, '')] };
}

/** A short label over items that are requirements themselves. */
function isHeadingOfItems(item: Item): boolean {
  const below = item.children.filter((child): child is Item => child.kind === 'item');
  if (below.length < 2) return false;
  const identified = below.filter((child) => opensStory(child.passage.text)).length;
  if (identified * 2 > below.length) return true;
  return below.length > 7 && flatten(item.passage.text).split(' ').length <= 6;
}

/** Puts a node below a candidate where it belongs: a field, a criterion, a note. */
export function attach(reading: Reading, candidate: Candidate, node: OutlineNode): void {
  if (node.kind === 'item') attachItem(reading, candidate, node);
  else if (node.kind === 'paragraph' && splitFields(node.passage).length > 1) {
    for (const passage of splitFields(node.passage)) attach(reading, candidate, { ...node, passage });
  } else if (node.kind === 'paragraph' || node.kind === 'quote') {
    const text = flatten(node.passage.text);
    const scenario = readSteps(node.passage.text);
    if (setAside(reading, text, linesOf(node))) return;
    if (scenario) candidate.criteria.push({ text: scenario, lines: linesOf(node) });
    else fill(reading, candidate, readField(text), { text, lines: linesOf(node) }, 'note');
  } else if (node.kind === 'table') {
    for (const row of node.rows) {
      const excerpt = { text: row.cells.filter(Boolean).join(': '), lines: [row.line] };
      const field = row.cells.length === 2 ? readField(excerpt.text) : null;
      fill(reading, candidate, field, excerpt, 'criterion');
    }
  }
}

function attachItem(reading: Reading, candidate: Candidate, item: Item): void {
  const text = flatten(item.passage.text);
  const lines = lineRange(item.passage.first, item.passage.last);
  if (setAside(reading, text, lines)) return;
  const state = item.state ?? (item.struck.length * 2 > text.length ? 'out_of_scope' : readState(text));
  if (state && (item.state || state !== 'done')) {
    reading.out.parked.push({ reason: state, text, lines });
    return;
  }
  const field = readField(text);
  const label = field !== null && field.value === '';
  if (!label) fill(reading, candidate, field, { text, lines }, 'criterion');
  else candidate.notes.push({ text: '', lines });
  const as = field && (field.field === 'why' || field.field === 'how') ? 'note' : 'criterion';
  for (const child of item.children) {
    if (child.kind === 'item' && label) attachBelow(reading, candidate, child, field.field, as);
    else attach(reading, candidate, child);
  }
}

function attachBelow(
  reading: Reading,
  candidate: Candidate,
  item: Item,
  field: string,
  as: 'note' | 'criterion',
): void {
  const excerpt = { text: flatten(item.passage.text), lines: linesOf(item) };
  if (setAside(reading, excerpt.text, excerpt.lines)) return;
  if (field === 'needs') fill(reading, candidate, { field: 'needs', value: excerpt.text }, excerpt, as);
  else (as === 'note' ? candidate.notes : candidate.criteria).push(excerpt);
  for (const child of item.children) attach(reading, candidate, child);
}

type Read = ReturnType<typeof readField>;

function fill(
  reading: Reading,
  candidate: Candidate,
  read: Read,
  excerpt: Excerpt,
  other: 'note' | 'criterion',
): void {
  const value = read?.value ?? '';
  candidate.needs.push(
    ...takeNeeds(excerpt.text).needs.filter((need) => read?.field !== 'needs' && /\d/.test(need)),
  );
  switch (value === '' ? undefined : read?.field) {
    case 'priority':
      fillPriority(reading, candidate, value);
      break;
    case 'effort':
      candidate.effort = readSize(value).word ? readSize(value) : candidate.effort;
      break;
    case 'owner':
      candidate.owner ??= value;
      break;
    case 'needs':
      if (!/^(?:none|no|keine|aucune?|ningun[oa]|nenhum[a]?|n\/a|-|–)\b/i.test(value))
        candidate.needs.push(value);
      break;
    case 'status':
      noteStatus(reading, candidate, value, excerpt.lines);
      break;
    case 'text':
      if (candidate.text === '') candidate.text = value;
      else candidate.notes.push({ text: value, lines: excerpt.lines });
      break;
    case 'remedy':
      goBy(candidate, value, excerpt.lines);
      return;
    case 'role':
    case 'want':
    case 'benefit':
      tellStory(candidate, read!.field as 'role', value, excerpt.lines);
      return;
    case 'why':
    case 'how':
      candidate.notes.push(excerpt);
      return;
    case 'criteria':
      candidate.criteria.push({ text: value, lines: excerpt.lines });
      return;
    default:
      (other === 'note' ? candidate.notes : candidate.criteria).push(excerpt);
      return;
  }
  candidate.own.push(...excerpt.lines);
}

/** What was found goes by what is recommended, and keeps what it was called as a note. */
function goBy(candidate: Candidate, remedy: string, lines: number[]): void {
  const found = [candidate.name ?? '', candidate.text].filter((one) => one !== '');
  candidate.notes.unshift(...found.map((text) => ({ text, lines: [...candidate.own] })));
  candidate.name = null;
  candidate.text = remedy;
  candidate.own.push(...lines);
}

/** "Alta. Depende de HU-01." ranks and says what comes first. */
function fillPriority(reading: Reading, candidate: Candidate, value: string): void {
  const { text, needs, neededBy } = takeNeeds(value);
  candidate.priority ||= readPriorityWord(text.replace(/[.\s]+$/, ''), reading.legend);
  candidate.needs.push(...needs);
  candidate.neededBy.push(...neededBy);
}

function noteStatus(reading: Reading, candidate: Candidate, value: string, lines: number[]): void {
  const state = readStatus(value) ?? stateOfCell(value) ?? stateOfText(reading, value);
  if (state) candidate.notes.push({ text: `@status ${state}`, lines });
}

/** A story told over several items or lines is put together in its usual frame. */
function tellStory(
  candidate: Candidate,
  field: 'role' | 'want' | 'benefit',
  value: string,
  lines: number[],
): void {
  const opener = { role: 'As a', want: ', I want', benefit: ' so that' }[field];
  const bare =
    /^(?:as |als |en tant|como |i want|i need|mochte ich|möchte ich|je veux|quiero|quero|so that|damit|afin|para que)/i.test(
      value,
    );
  candidate.kind = 'story';
  candidate.text = `${candidate.text}${bare ? `${candidate.text === '' ? '' : ' '}${value}` : `${opener} ${value}`}`;
  candidate.own.push(...lines);
}
