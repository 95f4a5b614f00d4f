/** Sections that only say what has which priority: "Must have: FR-1, FR-3", a row "P0 | FR-1", "P0: blocks the launch". */
import { nodeText } from '../documents/blocks.ts';
import { fold } from '../documents/language.ts';
import { flatten, type OutlineNode, type Section } from '../documents/outline.ts';
import type { Priority } from '../domain/priority.ts';
import { createFinder } from './find-candidate.ts';
import { type Legend, priorityNoun, readExactly, readPriorityWord } from './priority-words.ts';
import type { Reading } from './reading.ts';

type Entry = { priority: Priority; rest: string };
export type PriorityMap = readonly Entry[];

const heading = new RegExp(
  `(?<!\\p{L})(?:${priorityNoun}|priorities|prioriti[sz]ation|priorisierung|priorisation|prioridades|priorizac)`,
  'u',
);

/** Null for a section that is none: every point or row of a map begins with a priority, each with another one. */
export function readPriorityMap(section: Section, legend: Legend): PriorityMap | null {
  if (!heading.test(fold(section.title ?? ''))) return null;
  const texts = section.nodes.filter((node) => node.kind !== 'hidden').flatMap(textsOf);
  const entries = texts.map((text) => readEntry(text, legend));
  const ranked = entries.filter((entry) => entry !== null);
  const distinct = new Set(ranked.map(({ priority }) => priority)).size;
  return ranked.length >= 2 && ranked.length === texts.length && distinct === ranked.length ? ranked : null;
}

function textsOf(node: OutlineNode): string[] {
  if (node.kind === 'table')
    return node.rows.map(({ cells }) => `${cells[0] ?? ''}: ${cells.slice(1).join(', ')}`);
  if (node.kind === 'paragraph')
    return node.passage.text
      .split('\n')
      .filter((line) => !/:\s*$/.test(line))
      .map(flatten);
  return [flatten(nodeText(node))];
}

function readEntry(text: string, legend: Legend): Entry | null {
  const [, word, rest] = /^\**([^:=–—|]{1,30}?)\**\s*(?:[:=–—|]|\s-\s)\**\s*(\S.*)$/.exec(text) ?? [];
  if (!word || !rest) return null;
  const priority = /^\s*P[0-4]\b/i.test(word) ? readPriorityWord(word, legend) : readExactly(word, legend);
  return priority === 0 ? null : { priority, rest };
}

/** Ranks what the entries name. False when they name nothing that was gathered, and seem to ask for work themselves. */
export function applyPriorityMap(reading: Reading, entries: PriorityMap): boolean {
  const { candidates } = reading.out;
  const find = createFinder(candidates);
  for (const { priority, rest } of entries) {
    for (const candidate of find(rest, null)) candidate.priority ||= priority;
  }
  return candidates.length > 0;
}
