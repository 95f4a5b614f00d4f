/** Lengths of time as people write them: `30s`, `4 hours`, `1.5d`. */

const units: [RegExp, number][] = [
  [/^(?:ms|milliseconds?)$/, 1],
  [/^(?:s|secs?|seconds?)$/, 1000],
  [/^(?:m|mins?|minutes?)$/, 60_000],
  [/^(?:h|hrs?|hours?)$/, 3_600_000],
  [/^(?:d|days?)$/, 86_400_000],
  [/^(?:w|weeks?)$/, 604_800_000],
];

/** Milliseconds, at least 1; null for words that are no length of time. A bare number is none. */
export function readDuration(text: string): number | null {
  const parts = /^(\d+(?:\.\d+)?)\s*([a-z]+)$/i.exec(text.trim());
  const unit = parts && units.find(([words]) => words.test(parts[2]!.toLowerCase()));
  if (!parts || !unit) return null;
  const ms = Math.round(Number(parts[1]) * unit[1]);
  return ms >= 1 && Number.isSafeInteger(ms) ? ms : null;
}

/** In its two largest units: `1 h 20 min`, `340 ms`. */
export function sayDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = Math.round(ms / 1000);
  const scale: [string, number][] = [
    ['d', 86_400],
    ['h', 3600],
    ['min', 60],
    ['s', 1],
  ];
  const at = scale.findIndex(([, size]) => seconds >= size);
  const [name, size] = scale[at]!;
  const [nextName, nextSize] = scale[at + 1] ?? ['', 1];
  const rest = Math.floor((seconds % size) / nextSize);
  return `${Math.floor(seconds / size)} ${name}${rest > 0 && nextName ? ` ${rest} ${nextName}` : ''}`;
}
