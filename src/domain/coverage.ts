/** What became of each line of a document: covered by tickets, left out with a reason, background, or uncovered. */
import * as z from 'zod';
import { Document } from './document.ts';
import { ParkedReason } from './draft.ts';

export const LineState = z.enum(['covered', 'uncovered', 'parked', 'done', 'context']);
export type LineState = z.infer<typeof LineState>;

/** `dropped`: a person called off the tickets that covered it. */
export const LeftOutReason = z.enum([...ParkedReason.options, 'dropped']);

export const CoverageLine = z.object({
  /** Counted from 1 in the document's current version. */
  line: z.int().min(1),
  text: z.string(),
  state: LineState,
  /** The line asks for something, so it has to be covered or left out for a reason. */
  asks: z.boolean(),
  /** Of the tickets that cover it, or that covered it until they were called off. */
  keys: z.array(z.string()),
  reason: LeftOutReason.nullable(),
});
export type CoverageLine = z.infer<typeof CoverageLine>;

export const CoverageCounts = z.object({
  covered: z.int(),
  uncovered: z.int(),
  parked: z.int(),
  done: z.int(),
  context: z.int(),
});
export type CoverageCounts = z.infer<typeof CoverageCounts>;

export const CoverageSection = z.object({
  title: z.string(),
  /** First and last line, both inside. */
  lines: z.tuple([z.int(), z.int()]),
  /** Lines that are not empty, by what became of them; `covered` counts only those that ask for something. */
  counts: CoverageCounts,
  keys: z.array(z.string()),
});
export type CoverageSection = z.infer<typeof CoverageSection>;

/** `gone`: the lines it came from are in the document no more. */
export const Unsourced = z.object({ key: z.string(), title: z.string(), why: z.enum(['none', 'gone']) });
export type Unsourced = z.infer<typeof Unsourced>;

export const CoverageMap = z.object({
  document: Document,
  counts: CoverageCounts,
  sections: z.array(CoverageSection),
  /** Every line that is not empty, in order. */
  lines: z.array(CoverageLine),
  /** The tickets named in `keys`. */
  tickets: z.array(z.object({ key: z.string(), title: z.string() })),
  /** Tickets no line of the document asks for. */
  unsourced: z.array(Unsourced),
});
export type CoverageMap = z.infer<typeof CoverageMap>;

/** What a document says about some words, and which tickets cover it. */
export const CoverageAnswer = z.object({
  about: z.string(),
  tickets: z.array(z.object({ key: z.string(), title: z.string(), lines: z.array(CoverageLine) })),
  /** Lines about it that no ticket covers: those that ask for something first. */
  others: z.array(CoverageLine),
});
export type CoverageAnswer = z.infer<typeof CoverageAnswer>;

/**
 * The lines that hold all the words, those below a heading that does, and the tickets whose title does. Without any of
 * them both lists are empty.
 */
export function answerAbout(map: CoverageMap, about: string): CoverageAnswer {
  const words = wordsOf(about);
  const fits = (text: string) => {
    const own = new Set(wordsOf(text));
    return words.length > 0 && words.every((word) => own.has(word));
  };
  const inSection = (line: number) =>
    map.sections.some(({ title, lines: [first, last] }) => fits(title) && first <= line && line <= last);
  const found = map.lines.filter(({ text, line }) => fits(text) || inSection(line));
  const named = map.tickets.filter(({ title }) => fits(title)).map(({ key }) => key);
  const covering = new Set([
    ...found.filter(({ state }) => state === 'covered').flatMap(({ keys }) => keys),
    ...named,
  ]);
  const tickets = map.tickets
    .filter(({ key }) => covering.has(key))
    .map((ticket) => ({ ...ticket, lines: linesOf(map, ticket.key, found, named) }));
  const others = found.filter(({ state }) => state !== 'covered');
  return { about, tickets, others: others.sort((one, other) => Number(other.asks) - Number(one.asks)) };
}

/** Of a ticket that is about it as a whole, all its lines; of another one those that are. */
function linesOf(map: CoverageMap, key: string, found: CoverageLine[], named: string[]): CoverageLine[] {
  return (named.includes(key) ? map.lines : found).filter((line) => line.keys.includes(key));
}

function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.match(/[\p{L}\p{N}]+(?:[-.]\p{N}+)*/gu)?.map(toSingular) ?? [];
}

/** So that "invoices" is about an invoice. */
function toSingular(word: string): string {
  return word.length > 3 ? word.replace(/(?<=[^s])s$/, '') : word;
}
