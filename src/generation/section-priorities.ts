/** Priorities that a section states for all it holds: "Priority: High" below a heading. */
import { flatten, type Outline, type OutlineNode, type Section } from '../documents/outline.ts';
import type { Priority } from '../domain/priority.ts';
import { readField, splitFields } from './fields.ts';
import { type Legend, readPriorityWord } from './priority-words.ts';
import { rankOfAll } from './section-statement.ts';
import { sentencesOf } from './sentences.ts';

/**
 * Per section its own or else that of the section around it; 0 when neither says one. Below a label such as "Criteria:"
 * and its list, the line that closes the section speaks for all of the section.
 */
export function readSectionPriorities(outline: Outline, legend: Legend): Map<Section, Priority> {
  const found = new Map<Section, Priority>();
  const closing = new Map<Section, Priority>();
  for (const section of outline.sections) {
    if (!section.pseudo || section.parent === null) continue;
    const last = section.nodes.at(-1);
    const stated = last?.kind === 'paragraph' ? prioritiesIn(last, legend) : [];
    if (stated.length === 1) closing.set(outline.sections[section.parent]!, stated[0]!);
  }
  for (const section of outline.sections) {
    const around = section.parent === null ? undefined : outline.sections[section.parent];
    const own = speaksForAll(section) ? ownPriority(section, legend) || closing.get(section) : 0;
    found.set(section, own || (around && found.get(around)) || 0);
  }
  return found;
}

/** What stands above the first heading is about the document. */
function speaksForAll(section: Section): boolean {
  return (
    section.depth > 0 && section.kind !== 'title' && section.kind !== 'meta' && section.kind !== 'overview'
  );
}

function ownPriority(section: Section, legend: Legend): Priority {
  const stated = section.nodes.flatMap((node) => prioritiesIn(node, legend));
  return new Set(stated).size === 1 ? stated[0]! : 0;
}

function prioritiesIn(node: OutlineNode, legend: Legend): Priority[] {
  if (node.kind !== 'paragraph' && node.kind !== 'item') return [];
  const all = sentencesOf(node.passage)
    .map(({ text }) => rankOfAll(text, legend))
    .filter((rank) => rank !== 0);
  if (all.length > 0) return all;
  return splitFields(node.passage).flatMap((part) => {
    const read = readField(flatten(part.text));
    return read?.field === 'priority' ? [readPriorityWord(read.value, legend)] : [];
  });
}
