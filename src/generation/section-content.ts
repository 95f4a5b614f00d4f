/** Decides by its content what a section is whose heading says nothing anybody knows: work, background, measures, what was rejected. */
import { nodeText } from '../documents/blocks.ts';
import { flatten, type Outline, type Section } from '../documents/outline.ts';
import type { SectionKind } from '../documents/section-kind.ts';
import { sentencesOf } from './sentences.ts';
import { readStatement, type Statement } from './statements.ts';

type Weights = Record<Statement, number> & { all: number };

/** Orders and duties tell more than a description, and a name on a list is a hint that there is something to build. */
const forWork = { asks: 1.5, tells: 1, names: 0.4 };

/** The outline with a kind for each section that its heading leaves open and its content does not. */
export function nameByContent(outline: Outline): Outline {
  const plan = readPlan(outline);
  const sections = outline.sections.map((section, at): Section => {
    const kind = isOpen(section) ? kindOfContent(section, plan.weights[at]!, whereIn(plan, at)) : null;
    return kind === null ? section : { ...section, kind };
  });
  return { ...outline, sections };
}

type Plan = { weights: Weights[]; first: number; last: number; isTold: boolean };

/** What each section holds, where the work begins and ends, and whether it is told in sentences. */
function readPlan(outline: Outline): Plan {
  const weights = outline.sections.map((section) => weigh(outline, section));
  const tells = (at: number) => weights[at]!.asks + weights[at]!.tells;
  const work = outline.sections.flatMap(({ kind }, at) => (workKinds.has(kind) ? [at] : []));
  const last = work.findLast((at) => tells(at) > weights[at]!.names) ?? 0;
  const upTo = work.filter((at) => at <= last);
  const told = upTo.reduce((sum, at) => sum + tells(at), 0);
  const named = upTo.reduce((sum, at) => sum + weights[at]!.names, 0);
  return {
    weights,
    first: outline.sections.findIndex(listsOrNamesWork),
    last,
    isTold: told > 3 && told > 2 * named,
  };
}

type Place = { isEarly: boolean; isLate: boolean; isTold: boolean };

function whereIn({ first, last, isTold }: Plan, at: number): Place {
  return { isEarly: at < first, isLate: at > last, isTold };
}

function listsOrNamesWork({ kind, named, depth, nodes }: Section): boolean {
  if (named && (kind === 'requirement' || kind === 'user_story' || kind === 'solution')) return true;
  const lists = nodes.some((node) => node.kind === 'item' || node.kind === 'table');
  return kind === 'instance' || (depth > 0 && lists && (kind === 'action' || (kind === 'group' && !named)));
}

function isOpen({ kind, named, depth, title }: Section): boolean {
  return kind === 'group' && !named && depth > 0 && title !== null;
}

function kindOfContent(section: Section, found: Weights, place: Place): SectionKind | null {
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
  if (place.isEarly && !listed && found.asks === 0) return 'overview';
  if (listed && isUnsure(section, found, place)) return 'unsure';
  const { reports } = found;
  return reports > work + (listed ? found.names * forWork.names : 0) && reports > 1 ? 'problem' : null;
}

/**
 * Where the work is told in sentences, a list of bare names under a name of its own may as well be what is left out, and
 * behind all the work that is likely.
 */
function isUnsure({ nodes }: Section, { names, all }: Weights, { isEarly, isLate, isTold }: Place): boolean {
  const isBare = nodes.every(
    (node) =>
      node.kind === 'item' && node.checked === null && node.lead === null && node.children.length === 0,
  );
  return isBare && isTold && !isEarly && (isLate ? names * 2 >= all : names === all);
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
