/** A document as a tree of sections, items, tables and sentences that know their lines: what all reading builds on. */
import type { Language } from './language.ts';
import type { SectionKind } from './section-kind.ts';
import type { State } from './state-words.ts';

/** Plain text whose line breaks stand where the source's do, so any offset can be traced back to a line. */
export type Passage = { text: string; first: number; last: number };

export type Paragraph = {
  kind: 'paragraph';
  passage: Passage;
  /** The bold words it opens with. */
  lead: string | null;
  /** Struck-through words, joined. */
  struck: string;
};

export type Item = {
  kind: 'item';
  passage: Passage;
  lead: string | null;
  struck: string;
  /** Its number in an ordered list as people count it, else null. */
  ordinal: number | null;
  checked: boolean | null;
  children: OutlineNode[];
  /** Which list of the document it belongs to, so that "needs 2" is looked up there. */
  list: number;
  /** What the line that leads in to its list says of all of it: "Set aside for a second stage:". */
  state?: State;
};

export type Table = {
  kind: 'table';
  header: string[];
  rows: { cells: string[]; struck: boolean; line: number }[];
  first: number;
  last: number;
};

export type Code = { kind: 'code'; language: string; text: string; first: number; last: number };
export type Quote = { kind: 'quote'; passage: Passage };
export type Hidden = { kind: 'hidden'; passage: Passage; why: 'comment' | 'html' | 'unicode' };
/** What one person said in a chat, line by line. */
export type Message = { kind: 'message'; speaker: string; parts: Passage[]; first: number; last: number };

export type OutlineNode = Paragraph | Item | Table | Code | Quote | Hidden | Message;

export type Section = {
  title: string | null;
  /** How deep its heading is; 0 for what stands before the first one. */
  depth: number;
  first: number;
  last: number;
  /** Titles of the sections around it, outermost first, its own last, without the document's title. */
  path: string[];
  parent: number | null;
  kind: SectionKind;
  /** The kind was read from this heading itself, not taken over from a section around it. */
  named: boolean;
  /** A bold line or a short line before a list, which serves as a heading. */
  pseudo: boolean;
  nodes: OutlineNode[];
};

export type Outline = {
  title: string | null;
  language: Language;
  /** The lines as read, without hidden characters; index 0 is line 1. */
  lines: string[];
  sections: Section[];
  style: 'document' | 'chat';
};

/** The line an offset of a passage stands on. */
export function lineAt(passage: Passage, offset: number): number {
  let line = passage.first;
  for (let at = passage.text.indexOf('\n'); at >= 0 && at < offset; at = passage.text.indexOf('\n', at + 1))
    line++;
  return Math.min(line, passage.last);
}

/** The lines from `first` to `last`, both inside. */
export function lineRange(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}

/** A passage on one line. */
export function flatten(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

export function nodeLines(node: OutlineNode): [number, number] {
  if (node.kind === 'item') {
    const below = node.children.map(nodeLines);
    return [node.passage.first, Math.max(node.passage.last, ...below.map((lines) => lines[1]))];
  }
  return 'passage' in node ? [node.passage.first, node.passage.last] : [node.first, node.last];
}
