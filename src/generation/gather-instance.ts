/** Reads a section that is one requirement: heading, story, details and scenarios become one candidate. */

import { nodeText } from '../documents/blocks.ts';
import { fold } from '../documents/language.ts';
import { flatten, lineRange, type OutlineNode, type Section } from '../documents/outline.ts';
import { cleanHeading } from '../documents/section-kind.ts';
import type { State } from '../documents/state-words.ts';
import { idOf, isStory, opensStory } from '../documents/story.ts';
import type { Candidate, CandidateKind } from './candidate.ts';
import { readField, splitFields } from './fields.ts';
import { attach, linesOf, setAside, stateOfRemark, stateOfText } from './gather-items.ts';
import { makeCandidate } from './make-candidate.ts';
import { readState } from './marks.ts';
import { readPriority } from './priority-cues.ts';
import { childrenOf, type Reading } from './reading.ts';
import { sentencesOf } from './sentences.ts';
import { readTableColumns } from './table-values.ts';

/** All sections below one, in order. */
export function subtree(reading: Reading, section: Section): Section[] {
  return childrenOf(reading, section).flatMap((child) => [child, ...subtree(reading, child)]);
}

/** True when what stands below the heading are requirements of their own. */
export function holdsRequirements(reading: Reading, section: Section): boolean {
  const below = childrenOf(reading, section);
  if (below.filter((child) => child.kind === 'instance').length >= 1 && section.kind !== 'instance')
    return true;
  if (below.filter((child) => child.kind === 'instance').length >= 2) return true;
  const texts = section.nodes
    .filter((node) => node.kind === 'paragraph' || node.kind === 'item')
    .map(nodeText);
  const ranked = (text: string) => readPriority(flatten(text), reading.legend) !== 0 && !readField(text);
  if (section.kind === 'instance' && texts.filter(ranked).length >= 2) return true;
  return texts.filter(opensStory).length >= 2 || section.nodes.some((node) => listsIdentified(reading, node));
}

/** A table of at least two rows that carry ids of their own, "REQ-07". */
function listsIdentified(reading: Reading, node: OutlineNode): boolean {
  if (node.kind !== 'table') return false;
  const at = readTableColumns(node, reading.legend).get('id');
  return at !== undefined && node.rows.filter((row) => idOf(row.cells[at] ?? '') !== null).length >= 2;
}

/** Takes in the section and everything below it; returns the sections that need no further reading. */
export function gatherInstance(reading: Reading, section: Section, kind: CandidateKind): Section[] {
  const below = subtree(reading, section);
  const title = section.title ?? '';
  const state = readState(title) ?? stateOfText(reading, title) ?? stateOfOnly(reading, section, below);
  if (state) {
    const last = below.at(-1)?.last ?? section.last;
    reading.out.parked.push({
      reason: state,
      text: cleanHeading(title),
      lines: lineRange(section.first, last),
    });
    return below;
  }
  const candidate = makeCandidate(reading, {
    kind,
    text: '',
    name: nameOf(section, title),
    lines: [section.first],
    path: section.path.slice(0, -1),
  });
  candidate.id ??= makeCandidate(reading, { kind, text: title, lines: [section.first], path: [] }).id;
  readBody(reading, candidate, section);
  for (const child of below) readPart(reading, candidate, child);
  if (tellsBug(section)) candidate.kind = 'bug';
  settle(reading, candidate);
  return below;
}

const bugFields =
  /^\W*(?:steps?(?: to reproduce)?|repro(?:duction)?(?: steps)?|expected(?: (?:result|behaviou?r))?|actual(?: (?:result|behaviou?r))?|observed|what (?:happens|should happen|happened|goes wrong)|seen on|schritte|erwartet\w*|tatsächlich\w*|étapes|attendu|obtenu|pasos|esperado|obtenido|passos|obtido)\W*:/iu;

/** Says what happens and what should, or goes by a number of a defect. */
function tellsBug(section: Section): boolean {
  if (/^\W*(?:bug|defect|def|fehler)[-_ #]?\d/i.test(section.title ?? '')) return true;
  return section.nodes.some(
    (node) => 'passage' in node && node.passage.text.split('\n').some((line) => bugFields.test(line)),
  );
}

/** What the one paragraph below the heading says of all of it: "Moved to the next year." */
function stateOfOnly(reading: Reading, section: Section, below: readonly Section[]) {
  const only = section.nodes.length === 1 && below.length === 0 ? section.nodes[0]! : null;
  const first = only?.kind === 'paragraph' ? sentencesOf(only.passage)[0] : undefined;
  return first ? stateOfText(reading, first.text) : null;
}

/** "Requirement: Recovery codes" goes by "Recovery codes"; below "Removed requirements" it is to be removed. */
function nameOf(section: Section, title: string): string {
  const name = (cleanHeading(title) || title)
    .replace(/^H\d{1,3}\s*[:.–—-]\s+(?=\S)/, '')
    .replace(
      /^(?:details?(?: of)?|requirement|feature|story|user story|task|anforderung|exigence|requisito|historia|funcionalidade?)\s*:\s*/i,
      '',
    );
  return section.path.slice(0, -1).some((above) => /^removed\b/i.test(above)) ? `Remove ${name}` : name;
}

/** A status line inside the section may say that all of it is done or off the table. */
function settle(reading: Reading, candidate: Candidate): void {
  const status = candidate.notes.find((note) => note.text.startsWith('@status '));
  candidate.notes = candidate.notes.filter((note) => !note.text.startsWith('@status '));
  if (!status) {
    reading.out.candidates.push(candidate);
    return;
  }
  const reason = status.text.slice(8) as State;
  const lines = [...candidate.own, ...candidate.criteria.flatMap((one) => one.lines)].sort((a, b) => a - b);
  reading.out.parked.push({ reason, text: candidate.name ?? candidate.text, lines });
}

/** "Parked until the ministry publishes the rules." */
const putsOff =
  /^(?:parked|postponed|deferred|shelved|on ice|zuruckgestellt|geparkt|vertagt|reporte|ajourne|aplazad[oa]|pospuest[oa]|adiad[oa]) (?:until|till|to|for|bis|auf|jusqu|a|au|hasta|para|ate)\b/;

function readBody(reading: Reading, candidate: Candidate, section: Section): void {
  for (const node of section.nodes) {
    if (node.kind !== 'paragraph') attach(reading, candidate, node);
    else
      for (const passage of splitFields(node.passage))
        readParagraph(reading, candidate, { ...node, passage });
  }
}

function readParagraph(
  reading: Reading,
  candidate: Candidate,
  node: OutlineNode & { kind: 'paragraph' },
): void {
  const text = flatten(node.passage.text);
  if (setAside(reading, text, linesOf(node))) return;
  if (sentencesOf(node.passage).some((one) => putsOff.test(fold(one.text))))
    candidate.notes.push({ text: '@status future', lines: linesOf(node) });
  const [ranks, ...others] = sentencesOf(node.passage);
  if (ranks && others.length > 0 && readField(ranks.text)?.field === 'priority') {
    attach(reading, candidate, {
      ...node,
      passage: { ...node.passage, text: ranks.text.replace(/\.$/, '') },
    });
    const rest = { ...node.passage, text: others.map((one) => one.text).join(' ') };
    readParagraph(reading, candidate, { ...node, passage: rest });
    return;
  }
  if (isStory(text)) {
    const state = stateOfRemark(reading, text);
    if (state) candidate.notes.push({ text: `@status ${state}`, lines: linesOf(node) });
    candidate.kind = 'story';
    const story = makeCandidate(reading, {
      kind: 'story',
      text: text.replace(/^[^:]{3,30}:\s*(?=\S)/, ''),
      lines: linesOf(node),
      path: [],
    });
    candidate.text = story.text;
    candidate.needs.push(...story.needs);
    candidate.priority ||= story.priority;
    candidate.own.push(...linesOf(node));
  } else if (candidate.text === '' && !/:$/.test(text)) {
    const [first, ...rest] = sentencesOf(node.passage);
    if (!first || /^\p{L}[\p{L} ]{2,20}:/u.test(text)) attach(reading, candidate, node);
    else {
      const read = makeCandidate(reading, {
        kind: candidate.kind,
        text: first.text,
        lines: first.lines,
        path: [],
      });
      candidate.text = read.name ? `${read.name}: ${read.text}` : read.text;
      candidate.needs.push(...read.needs);
      candidate.priority ||= read.priority;
      candidate.own.push(...first.lines);
      candidate.criteria.push(...rest);
    }
  } else attach(reading, candidate, node);
}

/** A part below the heading: criteria, scenarios, tasks or background. */
function readPart(reading: Reading, candidate: Candidate, part: Section): void {
  if (
    part.kind === 'scenario' &&
    /^(?:scenario|szenario|sc[ée]nario|cen[áa]rio|escenario|background|beispiel)/i.test(part.title ?? '')
  ) {
    candidate.criteria.push(readScenario(part));
    return;
  }
  if (part.kind === 'out_of_scope' || part.kind === 'future' || part.kind === 'done') {
    for (const node of part.nodes)
      reading.out.parked.push({ reason: part.kind, text: flatten(nodeText(node)), lines: linesOf(node) });
    return;
  }
  if (part.kind === 'question') {
    for (const node of part.nodes)
      reading.out.questions.push({ text: flatten(nodeText(node)), lines: linesOf(node), answered: false });
    return;
  }
  candidate.notes.push({ text: '', lines: [part.first] });
  for (const node of part.nodes) attach(reading, candidate, node);
}

/** "departures come first: Given … When … Then …" on one line, as one criterion. */
export function readScenario(part: Section): { text: string; lines: number[] } {
  const steps = part.nodes.filter((node) => node.kind !== 'hidden').map((node) => flatten(nodeText(node)));
  const name = cleanHeading(part.title ?? '').replace(/^[^:–-]{4,20}[:–-]\s*/, '');
  const text = [
    name === '' ? '' : `${name}:`,
    steps
      .join(', ')
      .replace(
        /[.,]?, (?=And|When|Then|But|Und|Wenn|Dann|Et|Quand|Alors|Y|Cuando|Entonces|E|Quando|Então)/g,
        ', ',
      ),
  ]
    .filter(Boolean)
    .join(' ');
  const last = Math.max(part.first, ...part.nodes.flatMap(linesOf));
  return { text, lines: lineRange(part.first, last) };
}
