/** Which candidates a text names by their ids. */
import { fold } from '../documents/language.ts';
import type { Candidate } from './candidate.ts';

/** True when a text holds an id as a word of its own: `FR-2.1` is not in "FR-2.11". */
export function mentionsId(text: string, id: string): boolean {
  const plain = fold(text);
  const wanted = fold(id);
  for (let at = plain.indexOf(wanted); at >= 0; at = plain.indexOf(wanted, at + 1)) {
    const before = plain[at - 1] ?? ' ';
    const after = plain.slice(at + wanted.length);
    if (!/[\p{L}\d.-]/u.test(before) && !/^(?:\d|\.\d|[\p{L}])/u.test(after)) return true;
  }
  return false;
}

/** The candidates that a text mentions, in their order. `idsOf` may return names as well; those are looked for as a whole. */
export function createIdIndex(
  candidates: readonly Candidate[],
  idsOf: (candidate: Candidate) => readonly (string | null)[],
): (text: string) => Candidate[] {
  const byKey = new Map<string, { at: number; id: string }[]>();
  candidates.forEach((candidate, at) => {
    for (const id of idsOf(candidate)) {
      const words = id === null ? [] : wordsOf(id);
      const key = words.find((word) => /\d/.test(word)) ?? words[0];
      if (key) byKey.set(key, [...(byKey.get(key) ?? []), { at, id: id! }]);
    }
  });
  return (text) => {
    const entries = [...new Set(wordsOf(text))].flatMap((word) => byKey.get(word) ?? []);
    const found = new Set(entries.filter(({ id }) => mentionsId(text, id)).map(({ at }) => at));
    return [...found].sort((one, other) => one - other).map((at) => candidates[at]!);
  };
}

/** Letters and digits apart: an id is looked up by its first number, however that is joined to what stands around it. */
function wordsOf(text: string): string[] {
  return fold(text).match(/\p{L}+|\d+/gu) ?? [];
}
