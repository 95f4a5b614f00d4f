/** Reads "last week", "Friday" or "3 days ago" as a moment in the past. */

const dayMs = 86_400_000;
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const lengths: Record<string, number> = {
  hour: 3_600_000,
  day: dayMs,
  week: 7 * dayMs,
  month: 30 * dayMs,
  quarter: 91 * dayMs,
  year: 365 * dayMs,
};

/** Days begin at midnight UTC. Null for words that name no time. */
export function readSince(words: string, now: Date): Date | null {
  const said = words
    .trim()
    .toLowerCase()
    .replace(/^(?:since|from|the|after)\s+/g, '');
  const midnight = Math.floor(now.getTime() / dayMs) * dayMs;
  const iso = /^\d{4}-\d{2}-\d{2}/.exec(said)?.[0];
  if (iso) return validDate(iso);
  if (/\btoday|this (?:morning|afternoon)|tonight\b/.test(said)) return new Date(midnight);
  if (/\byesterday\b/.test(said)) return new Date(midnight - dayMs);
  const ago = /(\d+|an?|one|two|three|few|couple(?: of)?)\s+(hour|day|week|month|year)s?/.exec(said);
  if (ago) return new Date(now.getTime() - amount(ago[1]!) * lengths[ago[2]!]!);
  const span = /\b(?:last|past|previous|this)\s+(week|month|quarter|year)\b/.exec(said);
  if (span) return new Date(midnight - lengths[span[1]!]!);
  const day = /\bweekend\b/.test(said) ? 6 : weekdays.findIndex((name) => said.includes(name.slice(0, 3)));
  if (day < 0) return null;
  const today = new Date(midnight).getUTCDay();
  return new Date(midnight - ((today - day + 7) % 7 || 7) * dayMs);
}

function validDate(iso: string): Date | null {
  const date = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? null : date;
}

function amount(word: string): number {
  const named: Record<string, number> = { a: 1, an: 1, one: 1, two: 2, three: 3, few: 3 };
  return named[word] ?? (Number(word) || 2);
}
