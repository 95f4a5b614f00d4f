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
  const firstWork = outline.sections.findIndex(listsOrNamesWork);
  const sections = outline.sections.map((section, at): Section => {
    const kind = isOpen(section) ? kindOfContent(outline, section, at < firstWork) : null;
    return kind === null ? section : { ...section, kind };
  });
  return { ...outline, sections };
}

function listsOrNamesWork({ kind, named, depth, nodes }: Section): boolean {
  if (named && (kind === 'requirement' || kind === 'user_story' || kind === 'solution')) return true;
  const lists = nodes.some((node) => node.kind === 'item' || node.kind === 'table');
  return kind === 'instance' || (depth > 0 && lists && (kind === 'action' || (kind === 'group' && !named)));
}

function isOpen({ kind, named, depth, title }: Section): boolean {
  return kind === 'group' && !named && depth > 0 && title !== null;
}

function kindOfContent(outline: Outline, section: Section, isEarly: boolean): SectionKind | null {
  const found = weigh(outline, section);
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
