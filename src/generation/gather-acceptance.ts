/** Reads criteria under a line of their own: they belong to what was asked for right above, until the next story opens. */
import { flatten, type OutlineNode, type Section } from '../documents/outline.ts';
import { opensStory } from '../documents/story.ts';
import type { Candidate } from './candidate.ts';
import { remarkAll } from './gather-context.ts';
import { attach } from './gather-items.ts';
import type { Reading } from './reading.ts';

/** Lines between a requirement and its criteria: the label, and empty ones. */
const gap = 3;

/** Returns what stands after the criteria and is work again; null when nothing does. */
export function gatherAcceptance(reading: Reading, section: Section, parent: Section | null): Section | null {
  const at = section.pseudo ? section.nodes.findIndex(opensWork) : -1;
  const own = at < 0 ? section : { ...section, nodes: section.nodes.slice(0, at) };
  const last = reading.out.candidates.at(-1);
  if (section.pseudo && last && section.first - endOf(last) <= gap) {
    last.notes.push({ text: '', lines: [section.first] });
    for (const node of own.nodes) attach(reading, last, node);
  } else remarkAll(reading, own);
  if (at < 0) return null;
  const { kind, title, path } = parent ?? section;
  return { ...section, kind, title, path, pseudo: false, nodes: section.nodes.slice(at) };
}

function opensWork(node: OutlineNode): boolean {
  return node.kind === 'paragraph' && opensStory(flatten(node.passage.text));
}

function endOf({ own, criteria, notes }: Candidate): number {
  return Math.max(...own, ...[...criteria, ...notes].flatMap(({ lines }) => lines));
}
