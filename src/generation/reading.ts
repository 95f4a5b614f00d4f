/** What every rule needs to know while it reads: the outline, the block each line belongs to, the priority legend. */
import type { Language } from '../documents/language.ts';
import type { Outline, Section } from '../documents/outline.ts';
import type { Priority } from '../domain/priority.ts';
import type { Gathered } from './candidate.ts';
import type { Signs } from './state-legend.ts';

export type Reading = {
  outline: Outline;
  /** The sections directly below each section. */
  children: ReadonlyMap<Section, Section[]>;
  language: Language;
  /** Marks of this document and the priority it says they have: `[M]`, `🔴`, `Muss`. */
  legend: ReadonlyMap<string, Priority>;
  /** Whether "MUST" and "SHOULD" tell requirements apart here; where all of them are one or the other they say nothing. */
  ranksByModal: boolean;
  /** What each section says of the priority of all it holds. */
  priorities: ReadonlyMap<Section, Priority>;
  /** What the document says its signs mean. */
  signs: Signs;
  /** Whether the document lists what to build; if not, its prose is searched for it. */
  listsWork: boolean;
  /** The document reports a meeting. */
  isMeeting: boolean;
  /** First names of the people at a meeting, as far as the document lists them. */
  attendees: ReadonlySet<string>;
  sectionAt(line: number): Section;
  /** Index of the block a line stands in. */
  blockAt(line: number): number;
  out: Gathered;
};

export function parentOf(reading: Reading, section: Section): Section | null {
  return section.parent === null ? null : reading.outline.sections[section.parent]!;
}

/** The section's children, in order. */
export function childrenOf(reading: Reading, section: Section): Section[] {
  return reading.children.get(section) ?? [];
}
