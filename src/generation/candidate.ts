/** What the rules gather before tickets are written: candidates, texts to attach to them, parked text, questions. */
import type { ParkedReason } from '../domain/draft.ts';
import type { Priority } from '../domain/priority.ts';

/** A piece of text and the lines it stands on. */
export type Excerpt = { text: string; lines: number[] };

export type CandidateKind = 'story' | 'requirement' | 'nfr' | 'action' | 'bug' | 'epic' | 'test' | 'question';

export type Candidate = {
  kind: CandidateKind;
  /** The requirement's own id as written, `FR-1.2` or `Story 2`. */
  id: string | null;
  /** A name the document gives it: a heading, bold words, a title column. */
  name: string | null;
  /** The requirement itself, without its name, id and remarks. */
  text: string;
  /** Heading path without the document's title. */
  path: string[];
  /** First line of the section it is listed in. */
  place: number;
  /** The lines that state it. */
  own: number[];
  criteria: Excerpt[];
  notes: Excerpt[];
  priority: Priority;
  effort: { word: string | null; range: [number, number] | null };
  owner: string | null;
  /** Phrases that name what must come first. */
  needs: string[];
  /** Phrases that name what waits for it. */
  neededBy: string[];
  /** Its number in its list or table, for "needs 2". */
  ordinal: { list: number; number: number } | null;
  /** Index into the proposal's blocks. */
  block: number;
  /** Other candidates merged into it: their ids and names stay valid as references. */
  aliases: string[];
  /** The numbers those had in their own lists. */
  mergedOrdinals: { list: number; number: number }[];
  parent: Candidate | null;
};

/** Text that may explain a ticket but makes none by itself. */
export type Remark = Excerpt & {
  kind: 'risk' | 'assumption' | 'constraint' | 'dependency' | 'decision' | 'acceptance';
};

export type ParkedText = Excerpt & { reason: ParkedReason };

export type Question = Excerpt & { answered: boolean };

export type Gathered = {
  candidates: Candidate[];
  remarks: Remark[];
  parked: ParkedText[];
  questions: Question[];
};
