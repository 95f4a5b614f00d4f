/** Walks the sections and decides for each what its text is: work, something to attach, parked, a question, context. */
import { flatten, type Item, type OutlineNode, type Section } from '../documents/outline.ts';
import type { SectionKind } from '../documents/section-kind.ts';
import { opensStory } from '../documents/story.ts';
import type { CandidateKind } from './candidate.ts';
import { readField, splitFields } from './fields.ts';
import { gatherAcceptance } from './gather-acceptance.ts';
import { gatherChat } from './gather-chat.ts';
import { askAll, parkAll, parkHidden, readContext, remarkAll } from './gather-context.ts';
import { gatherAnswer, isDialogue, isFaq, splitAnswers } from './gather-faq.ts';
import { gatherInstance, holdsRequirements, readScenario } from './gather-instance.ts';
import { attach, linesOf, setAside } from './gather-items.ts';
import { gatherMap, isStoryMap } from './gather-map.ts';
import { gatherParagraph } from './gather-paragraph.ts';
import { gatherPoint } from './gather-point.ts';
import { gatherSentences } from './gather-sentences.ts';
import { gatherTable, isFormTable } from './gather-table.ts';
import { asksNothing } from './idle-items.ts';
import { makeCandidate } from './make-candidate.ts';
import { isOneFeature } from './one-feature.ts';
import { personOf } from './people.ts';
import { applyPriorityMap, type PriorityMap, readPriorityMap } from './priority-map.ts';
import { takeQuestions } from './question-candidates.ts';
import { childrenOf, parentOf, type Reading } from './reading.ts';
import {
  listsDocumentFacts,
  listsMeasures,
  listsParts,
  listsRequirements,
  readChangeColumns,
} from './table-columns.ts';
import { readTableColumns } from './table-values.ts';

const parking: ReadonlySet<SectionKind> = new Set(['out_of_scope', 'future', 'done']);
const remarks: ReadonlySet<SectionKind> = new Set([
  'risk',
  'assumption',
  'constraint',
  'dependency',
  'decision',
  'acceptance',
]);
const context: ReadonlySet<SectionKind> = new Set([
  'title',
  'overview',
  'problem',
  'goal',
  'persona',
  'metrics',
  'glossary',
  'people',
  'meta',
  'contents',
  'changelog',
  'example',
  'alternatives',
  'reference',
  'unsure',
]);

export function gatherAll(reading: Reading): void {
  const read = new Set<Section>();
  const maps: [Section, PriorityMap][] = [];
  for (const section of reading.outline.sections) {
    if (read.has(section)) continue;
    const map = readPriorityMap(section, reading.legend);
    if (map) maps.push([section, map]);
    else for (const done of gatherSection(reading, section)) read.add(done);
  }
  for (const [section, map] of maps) if (!applyPriorityMap(reading, map)) gatherSection(reading, section);
  takeQuestions(reading);
}

function gatherSection(reading: Reading, section: Section): Section[] {
  for (const node of section.nodes) if (node.kind === 'hidden') parkHidden(reading, node);
  if (reading.outline.style === 'chat') gatherChat(reading, section);
  else if (parking.has(section.kind)) parkAll(reading, section);
  else if (isDialogue(section) || (section.kind === 'question' && isFaq(reading, section)))
    gatherFaq(reading, section);
  else if (section.kind === 'question') askAll(reading, section);
  else if (section.kind === 'acceptance' && !isOnlyDemand(reading, section)) {
    const rest = gatherAcceptance(reading, section, parentOf(reading, section));
    return rest ? gatherWork(reading, rest) : [];
  } else if (remarks.has(section.kind) && !isOnlyDemand(reading, section) && !isTheDecision(section))
    remarkAll(reading, section);
  else if (context.has(section.kind) || isSummaryOfScope(reading, section)) readContext(reading, section);
  else return gatherWork(reading, section);
  return [];
}

function gatherFaq(reading: Reading, section: Section): void {
  for (const answer of splitAnswers(reading, section)) {
    if (answer.kind === 'question') askAll(reading, answer);
    else if (answer.kind === 'instance') gatherAnswer(reading, answer);
    else gatherSection(reading, answer);
  }
}

/** Acceptance criteria of a document that lists nothing else to build are what it asks for. */
function isOnlyDemand(reading: Reading, section: Section): boolean {
  if (section.kind !== 'acceptance' || reading.listsWork) return false;
  return reading.out.candidates.every((one) => reading.sectionAt(one.own[0]!).kind === 'acceptance');
}

/** The one decision a record is written for, in a section of its own, is what is to be built. */
function isTheDecision(section: Section): boolean {
  return (
    section.kind === 'decision' &&
    !section.pseudo &&
    /^\W*(?:\d+\W+)?(?:the )?decision(?: outcome)?\W*$/i.test(section.title ?? '')
  );
}

/** "1.2 Scope" of an introduction, or a few sentences below "Alcance", say in short what the requirements say at length. */
function isSummaryOfScope(reading: Reading, section: Section): boolean {
  if (!scope.test(section.title ?? '')) return false;
  const introduces = parentOf(reading, section)?.kind === 'overview';
  const isProse = section.nodes.every((node) => node.kind === 'paragraph' || node.kind === 'hidden');
  return (
    (introduces || (isProse && childrenOf(reading, section).length === 0)) &&
    reading.outline.sections.some(
      (other) =>
        other !== section &&
        other.nodes.length > 0 &&
        (other.kind === 'requirement' || other.kind === 'instance') &&
        parentOf(reading, other)?.kind !== 'overview',
    )
  );
}

const scope =
  /^(?:\d[\d.]*\s+)?(?:product |project )?(?:scope|alcance|p[ée]rim[èe]tre|geltungsbereich|umfang|escopo|[âa]mbito)$/i;

const kindOf: Partial<Record<SectionKind, CandidateKind>> = {
  user_story: 'story',
  nfr: 'nfr',
  action: 'action',
  milestone: 'action',
  bug: 'bug',
  testing: 'test',
};

function gatherWork(reading: Reading, section: Section): Section[] {
  const parent = parentOf(reading, section);
  const kind = personOf(reading, section)
    ? 'action'
    : (kindOf[section.kind] ?? (parent ? kindOf[parent.kind] : undefined) ?? 'requirement');
  const single =
    section.kind === 'instance' ||
    (section.kind !== 'scenario' && isForm(section)) ||
    isOneFeature(reading, section, parent);
  if (single && !holdsRequirements(reading, section)) return gatherInstance(reading, section, kind);
  if (section.kind === 'scenario') return gatherLooseScenario(reading, section);
  gatherNodes(reading, section.kind === 'epic' ? withoutIntro(section) : section, kind);
  return [];
}

/** What an epic is for stands in its first paragraph and asks for nothing by itself, unless that is a story already. */
function withoutIntro(section: Section): Section {
  const [first] = section.nodes;
  const isIntro = first?.kind === 'paragraph' && !opensStory(flatten(first.passage.text));
  return isIntro ? { ...section, nodes: section.nodes.slice(1) } : section;
}

/** Items such as "Description:", "Priority:", "Acceptance criteria:" fill in one requirement. */
function isForm(section: Section): boolean {
  const items = section.nodes.filter((node) => node.kind === 'item' || node.kind === 'paragraph');
  const parts = items.flatMap((node) => ('passage' in node ? splitFields(node.passage) : []));
  const filled = parts.filter((part) => readField(flatten(part.text).slice(0, 200)));
  const names = new Set(filled.map((part) => readField(flatten(part.text).slice(0, 200))!.field));
  return names.size >= 2 && new Set(filled.map((part) => part.first)).size >= 2;
}

function gatherLooseScenario(reading: Reading, section: Section): Section[] {
  const scenario = readScenario(section);
  const last = reading.out.candidates.at(-1);
  const near =
    last && Math.max(...last.own, ...last.criteria.flatMap((one) => one.lines)) >= section.first - 3;
  if (last && near) last.criteria.push(scenario);
  else {
    const candidate = makeCandidate(reading, {
      kind: 'requirement',
      text: scenario.text,
      name: section.title,
      lines: scenario.lines,
      path: section.path.slice(0, -1),
    });
    reading.out.candidates.push(candidate);
  }
  return [];
}

function gatherNodes(reading: Reading, section: Section, kind: CandidateKind): void {
  let open: { candidate: ReturnType<typeof makeCandidate> } | null = null;
  section.nodes.forEach((node, at) => {
    if (node.kind === 'paragraph')
      open = gatherParagraph(reading, section, kind, at) ?? (node.passage.text.trim() === '' ? open : null);
    else if (node.kind === 'item') {
      if (open && !opensStory(node.passage.text)) attach(reading, open.candidate, node);
      else if (asksNothing(reading, section, node)) remarkOn(reading, node);
      else gatherPoint(reading, section, node, kind);
    } else if (node.kind === 'table') gatherTableOf(reading, section, node, kind);
    else if (node.kind === 'quote' && !setAside(reading, node.passage.text, linesOf(node)))
      gatherSentences(reading, section, node.passage, kind);
  });
}

function remarkOn(reading: Reading, item: Item): void {
  const text = flatten(item.passage.text);
  if (!setAside(reading, text, linesOf(item)))
    reading.out.remarks.push({ kind: 'constraint', text, lines: linesOf(item) });
}

function gatherTableOf(
  reading: Reading,
  section: Section,
  node: OutlineNode & { kind: 'table' },
  kind: CandidateKind,
): void {
  if (isStoryMap(node)) {
    gatherMap(reading, section, node, kind);
    return;
  }
  if (isFormTable(node) || readChangeColumns(node.header)) {
    gatherTable(reading, section, node, kind);
    return;
  }
  if (listsDocumentFacts(node) || listsMeasures(node.header) || listsParts(node.header)) return;
  if (section.kind === 'group' && !listsRequirements(readTableColumns(node, reading.legend))) return;
  if (section.kind === 'milestone' && !listsRequirements(readTableColumns(node, reading.legend))) return;
  gatherTable(reading, section, node, kind);
}
