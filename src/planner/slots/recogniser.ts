/** How one kind of slot is found: a pattern over the plain words of a message, and what the match means. */
import type { Situation } from '../situation.ts';
import type { Token } from '../tokens.ts';
import type { Slot, SlotValue } from './slot.ts';

type Found = {
  match: RegExpMatchArray;
  /** Plain words before and after the match. */
  before: string;
  after: string;
  /** The matched text as written. */
  written: string;
  situation: Situation;
};

export type Recogniser = {
  pattern: RegExp | ((situation: Situation) => RegExp | null);
  read(found: Found): SlotValue | null;
};

/** The words of a message joined by single spaces, with the way back from an offset to a token. */
export class Line {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly source: string;
  readonly #starts = new Map<number, number>();
  readonly #ends = new Map<number, number>();

  constructor(tokens: readonly Token[], source: string) {
    let text = '';
    for (const [at, token] of tokens.entries()) {
      if (at > 0) text += ' ';
      this.#starts.set(text.length, at);
      text += token.word;
      this.#ends.set(text.length, at + 1);
    }
    this.text = text;
    this.tokens = tokens;
    this.source = source;
  }

  /** The token range a match covers, or null when it cuts through a token. */
  range(match: RegExpMatchArray): [number, number] | null {
    const start = match.index ?? 0;
    const from = this.#starts.get(start);
    const to = this.#ends.get(start + match[0].length);
    return from === undefined || to === undefined ? null : [from, to];
  }

  /** The text as written from one token to before another. */
  written(from: number, to: number): string {
    const first = this.tokens[from];
    const last = this.tokens[to - 1];
    return first && last ? this.source.slice(first.start, last.end) : '';
  }
}

/** Slots in the order of the text; of two that overlap the one whose recogniser comes first wins. */
export function findSlots(line: Line, situation: Situation, recognisers: readonly Recogniser[]): Slot[] {
  const taken = new Array<boolean>(line.tokens.length).fill(false);
  const slots: Slot[] = [];
  for (const { pattern, read } of recognisers) {
    const expression = typeof pattern === 'function' ? pattern(situation) : pattern;
    if (!expression) continue;
    for (const match of line.text.matchAll(expression)) {
      const range = line.range(match);
      if (!range || taken.slice(...range).some(Boolean)) continue;
      const start = match.index;
      const value = read({
        match,
        before: line.text.slice(0, start),
        after: line.text.slice(start + match[0].length),
        written: line.written(...range),
        situation,
      });
      if (!value) continue;
      taken.fill(true, ...range);
      slots.push({ ...value, from: range[0], to: range[1] });
    }
  }
  return slots.toSorted((a, b) => a.from - b.from);
}

/** Escapes a text for use inside a pattern. */
export function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
