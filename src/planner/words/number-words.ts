/** Numbers as words, English first and the small ones in four more languages. */

const english = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen ' +
  'nineteen twenty'
).split(' ');

const foreign: Record<string, number> = {
  zwei: 2,
  drei: 3,
  vier: 4,
  deux: 2,
  trois: 3,
  dos: 2,
  tres: 3,
  dois: 2,
  três: 3,
};

const byWord: ReadonlyMap<string, number> = new Map([
  ...english.map((word, value) => [word, value] as const),
  ...Object.entries(foreign),
]);

/** English words from `least` to `most`, for patterns. */
export function numberWords(least: number, most: number): string {
  return english.slice(least, most + 1).join('|');
}

/** The number of a word or of digits; undefined for any other word. */
export function numberOf(word: string): number | undefined {
  return /^\d+$/.test(word) ? Number(word) : byWord.get(word);
}
