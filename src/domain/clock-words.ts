/** Reads a time of day from words: "at 9", "4pm", "16:30", "noon", "in the evening". */

export type TimeOfDay = { hour: number; minute: number };

/** When nobody says a time. */
export const morning: TimeOfDay = { hour: 9, minute: 0 };

const partsOfDay: [RegExp, TimeOfDay][] = [
  [/\b(?:noon|midday|lunch(?:time)?)\b/, { hour: 12, minute: 0 }],
  [/\bmidnight\b/, { hour: 0, minute: 0 }],
  [/\bafternoon\b/, { hour: 14, minute: 0 }],
  [/\bevening\b/, { hour: 18, minute: 0 }],
  [/\b(?:tonight|night|nightly)\b/, { hour: 20, minute: 0 }],
  [/\b(?:eod|eow|eom|end of (?:the )?(?:day|week|month)|close of business|cob)\b/, { hour: 17, minute: 0 }],
  [/\bmorning\b/, morning],
];

const clocks = [
  /\b(?<hour>\d{1,2})(?:[:.](?<minute>\d{2}))? ?(?<half>[ap])\.?m\b/,
  /(?<!\d)(?<hour>\d{1,2}):(?<minute>\d{2})(?!\d)/,
  /\b(?<hour>\d{1,2}) ?(?:h(?<minute>\d{2})?|uhr|o['’]?clock)\b/,
  /(?:\bat|@) ?(?<hour>\d{1,2})\b(?![-/.]\d)/,
];

/**
 * Undefined when the words name no time of day, null when they name one that no clock shows. One to six without a half of the day, as in
 * "at 4", is the afternoon, unless it is written with a zero: "04:00".
 */
export function readTimeOfDay(words: string): TimeOfDay | null | undefined {
  const said = words.toLowerCase();
  const {
    hour: digits,
    minute = '0',
    half,
  } = clocks.map((clock) => clock.exec(said)).find(Boolean)?.groups ?? {};
  if (digits === undefined) return partsOfDay.find(([part]) => part.test(said))?.[1];
  const hour = half ? (Number(digits) % 12) + (half === 'p' ? 12 : 0) : likelyHour(digits, said);
  return hour < 24 && Number(minute) < 60 ? { hour, minute: Number(minute) } : null;
}

function likelyHour(digits: string, said: string): number {
  const hour = Number(digits);
  const evening = /\b(?:evening|tonight|night)\b/.test(said) && hour < 12;
  return evening || (/^[1-6]$/.test(digits) && !/\bmorning\b/.test(said)) ? hour + 12 : hour;
}
