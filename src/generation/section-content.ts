/** Decides by its content what a section is whose heading says nothing anybody knows: work, background, measures, what was rejected. */
import { nodeText } from '../documents/blocks.ts';
import { flatten, type Outline, type Section } from '../documents/outline.ts';
import type { SectionKind } from '../documents/section-kind.ts';
import { opensStory } from '../documents/story.ts';
import { isRanked } from './priority-cues.ts';
import { priorityOfHeading } from './priority-headings.ts';
import type { Legend } from './priority-words.ts';
import { sentencesOf } from './sentences.ts';
import { readStatement, type Statement } from './statements.ts';

type Weights = Record<Statement, number> & { all: number };

/** Orders and duties tell more than a description, and a name on a list is a hint that there is something to build. */
const forWork = { asks: 1.5, tells: 1, names: 0.4 };

/** The outline with a kind for each section that its heading leaves open and its content does not. */
export function nameByContent(read: Outline, legend: Legend): Outline {
  const outline = { ...read, sections: read.sections.map((section) => nameByMarks(section, legend)) };
  const first = outline.sections.findIndex(listsOrNamesWork);
  const aside = outline.sections.findIndex(({ kind }) => setsAside.has(kind));
  const weights = new Map<Section, Weights>();
  const weighOnce = (section: Section) => {
    const known = weights.get(section) ?? weigh(outline, section);
    weights.set(section, known);
    return known;
  };
  let plan: Plan | null = null;
  const sections = outline.sections.map((section, at): Section => {
    if (!isOpen(section)) return section;
    const found = weighOnce(section);
    if (aside >= 0 && at > aside && isAfterthought(outline, section, found))
      return { ...section, kind: 'unsure' };
    if (at >= first && isBareList(section)) {
      plan ??= readPlan(outline, weighOnce);
      if (isUnsure(found, plan, at)) return { ...section, kind: 'unsure' };
    }
    const kind = kindOfContent(section, found, at < first);
    return kind === null ? section : { ...section, kind };
  });
  return { ...outline, sections };
}

const background: ReadonlySet<SectionKind> = new Set([
  ...(['problem', 'goal', 'overview', 'persona', 'metrics', 'example', 'glossary', 'reference'] as const),
  ...(['people', 'changelog', 'contents', 'alternatives'] as const),
]);

/** Points with a priority of their own are work whatever their heading seems to say, and so is what a rank heads. */
function nameByMarks(section: Section, legend: Legend): Section {
  const { kind, nodes, title, depth } = section;
  if (title === null || depth === 0) return section;
  const items = nodes.filter((node) => node.kind === 'item');
  const ranked = items.filter((item) => isRanked(flatten(item.passage.text), legend));
  const identified = items.every((item) => opensStory(item.passage.text));
  if (
    background.has(kind) &&
    (ranked.length > 1 || (ranked.length > 0 && identified)) &&
    ranked.length * 2 >= items.length
  )
    return { ...section, kind: 'group', named: false };
  const open = kind === 'group' && !section.named && nodes.length > 0;
  return open && priorityOfHeading(title, legend) !== 0
    ? { ...section, kind: 'requirement', named: true }
    : section;
}

/** The last section that tells what to build, and whether the work is told in sentences. */
type Plan = { last: number; isTold: boolean };

function readPlan(outline: Outline, weighOnce: (section: Section) => Weights): Plan {
  const work = outline.sections.flatMap((section, at) =>
    workKinds.has(section.kind) ? [{ at, ...weighOnce(section) }] : [],
  );
  const last = work.findLast(({ asks, tells, names }) => asks + tells > names)?.at ?? 0;
  const upTo = work.filter(({ at }) => at <= last);
  const told = upTo.reduce((sum, { asks, tells }) => sum + asks + tells, 0);
  const named = upTo.reduce((sum, { names }) => sum + names, 0);
  return { last, isTold: told > 3 && told > 2 * named };
}

function listsOrNamesWork({ kind, named, depth, nodes }: Section): boolean {
  if (named && (kind === 'requirement' || kind === 'user_story' || kind === 'solution')) return true;
  const lists = nodes.some((node) => node.kind === 'item' || node.kind === 'table');
  return kind === 'instance' || (depth > 0 && lists && (kind === 'action' || (kind === 'group' && !named)));
}

function isOpen({ kind, named, depth, title }: Section): boolean {
  return kind === 'group' && !named && depth > 0 && title !== null;
}

function kindOfContent(section: Section, found: Weights, isEarly: boolean): SectionKind | null {
  if (found.all === 0 || section.nodes.some((node) => node.kind === 'table')) return null;
  if (found.questions * 2 > found.all) return 'question';
  if (found.rejects * 2 >= found.all) return 'alternatives';
  if (found.asks > 0 && found.asks * 3 >= found.all) return null;
  const told = found.asks + found.tells + found.names;
  if (found.measures * 2 > found.all && found.tells === 0) return 'metrics';
  if (found.measures > 0 && told === 0) return 'metrics';
  const work = found.asks * forWork.asks + found.tells * forWork.tells;
  const listed = section.nodes.some((node) => node.kind === 'item');
  // Before anything that is to be built, prose without a single order sets the scene.
  if (isEarly && !listed && found.asks === 0) return 'overview';
  const { reports } = found;
  return reports > work + (listed ? found.names * forWork.names : 0) && reports > 1 ? 'problem' : null;
}

const setsAside: ReadonlySet<SectionKind> = new Set([
  'out_of_scope',
  'future',
  'question',
  'alternatives',
  'risk',
]);

/** Behind what is left out or left open, a heading nobody knows over text that orders nothing heads no work. */
function isAfterthought({ sections }: Outline, section: Section, found: Weights): boolean {
  const parent = section.parent === null ? null : sections[section.parent]!;
  if (
    found.all === 0 ||
    found.asks + found.tells > 0 ||
    (parent && workKinds.has(parent.kind) && parent.kind !== 'group')
  )
    return false;
  return section.nodes.every(
    (node) => node.kind === 'paragraph' || node.kind === 'quote' || isBareItem(node),
  );
}

/** Names with nothing below them that would say more. */
function isBareList({ nodes }: Section): boolean {
  return nodes.length > 0 && nodes.every(isBareItem);
}

function isBareItem(node: Section['nodes'][number]): boolean {
  return node.kind === 'item' && node.checked === null && node.lead === null && node.children.length === 0;
}

/**
 * Where the work is told in sentences, a list of bare names under a name of its own may as well be what is left out, and
 * behind all the work that is likely. Questions and measures are told by themselves.
 */
function isUnsure(
  { names, questions, measures, rejects, all }: Weights,
  { last, isTold }: Plan,
  at: number,
): boolean {
  const others = questions + measures + rejects;
  return isTold && others * 2 < all && (at > last ? names * 2 > all : names === all);
}

const workKinds: ReadonlySet<SectionKind> = new Set([
  ...(['requirement', 'user_story', 'nfr', 'phase', 'group', 'instance', 'action', 'technical'] as const),
]);

function weigh(outline: Outline, section: Section): Weights {
  const weights: Weights = {
    ...{ asks: 0, tells: 0, reports: 0, measures: 0, rejects: 0, questions: 0, names: 0 },
    all: 0,
  };
  for (const node of section.nodes) {
    if (node.kind !== 'item' && node.kind !== 'paragraph' && node.kind !== 'quote') continue;
    const texts =
      node.kind === 'item' ? [flatten(nodeText(node))] : sentencesOf(node.passage).map(({ text }) => text);
    for (const text of texts) {
      weights[readStatement(text, outline.language)] += 1;
      weights.all += 1;
    }
  }
  return weights;
}
