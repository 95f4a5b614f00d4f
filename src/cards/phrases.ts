/** Small pieces of English that several cards say: counts, line ranges, enumerations and destinations. */
import type { Destination } from '../domain/approval.ts';
import type { Inline } from './card.ts';

/** `1 ticket`, `12 tickets`, `2 stories` with the plural given. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}

/** `a, b and c`. */
export function enumerate(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** `2 may be duplicates`. */
export function sayUndecided(number: number): string {
  return `${number} may be ${number === 1 ? 'a duplicate' : 'duplicates'}`;
}

/** `ENG-1`, `ENG-1, ENG-2 and ENG-3`, or `ENG-1 … ENG-12`, by number, when there are more than three. */
export function spanKeys(keys: readonly string[]): string {
  if (keys.length <= 3) return enumerate(keys);
  const byNumber = keys.toSorted((one, other) => one.localeCompare(other, 'en', { numeric: true }));
  return `${byNumber[0]} … ${byNumber.at(-1)}`;
}

/** `line 7`, `lines 3–5, 9`; empty without lines. Takes 1-based numbers in any order. */
export function sayLines(lines: readonly number[]): string {
  const sorted = [...new Set(lines)].sort((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const line of sorted) {
    const last = runs.at(-1);
    if (last && line === last[1] + 1) last[1] = line;
    else runs.push([line, line]);
  }
  const said = runs.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`)).join(', ');
  return sorted.length === 0 ? '' : `${sorted.length === 1 ? 'line' : 'lines'} ${said}`;
}

/** The destination as people know it; a sandbox always says that it is one. */
export function nameDestination(destination: Destination): string {
  const said = destination.label.includes('(sandbox)');
  return destination.sandbox && !said ? `${destination.label} (sandbox)` : destination.label;
}

/** A muted run: facts that stand back behind what a card is about. */
export function muted(text: string): Inline[] {
  return [{ kind: 'text', text, muted: true }];
}

const acronyms = /\b(prd|nfr|qa)\b/g;

/** A name of ours as people write it: `user_story` is `user story`, `nfr` is `NFR`. */
export function sayName(name: string): string {
  return name.replaceAll('_', ' ').replace(acronyms, (word) => word.toUpperCase());
}

export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The first line of Markdown that says something, without its marks and numbers; headings and tables do not count. */
export function firstWords(markdown: string): string {
  const line = markdown
    .split('\n')
    .map((one) => one.replace(/^[\s>]*(?:(?:[-*+]|\d{1,3}[.)])\s+)?(?:\[[ xX]\]\s+)?/, '').trim())
    .find((one) => one !== '' && !/^[#|]/.test(one));
  return (line ?? '').replace(/\*\*|__|`/g, '');
}

const ownId = /^[A-Z][A-Z0-9]*-\d+(?:\.\d+)*\b[:.]?\s*(?:\(P\d\))?[:.]?\s*/;

/** What a document says where a ticket begins, without its own numbering; a table's row says no more than the title. */
export function sourceWords(quote: string): string {
  return firstWords(quote.split('\n', 1)[0]!).replace(ownId, '');
}

/** True when a text has a word, in whatever form, or a number that the other lacks. */
export function saysMore(text: string, than: string): boolean {
  const known = stemsOf(than);
  return [...stemsOf(text)].some((stem) => !known.has(stem));
}

/** Short words are mostly grammar, and the ends of long ones too. */
function stemsOf(text: string): Set<string> {
  const words = text.match(/\d+|\p{Lu}{2,}|\p{L}{4,}/gu) ?? [];
  return new Set(words.map((word) => word.toLowerCase().slice(0, 4)));
}
