/** The two ways the format writes a moment: seconds with `Z`, and the basic form that file names bear. */

/** `2026-03-17T17:00:00Z`. */
export function writeMoment(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}

/** `20260317T170000.000Z`. */
export function writeBasicMoment(at: Date): string {
  return at.toISOString().replace(/[-:]/g, '');
}

const basic = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\.\d+)?Z$/;
const extended = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/;

/** Milliseconds since 1970, or null where it is no ISO 8601 moment. */
export function readMoment(value: unknown): number | null {
  if (typeof value !== 'string') return null;
  const parts = basic.exec(value);
  if (!parts && !extended.test(value)) return null;
  const text = parts
    ? `${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}:${parts[5]}:${parts[6]}${parts[7] ?? ''}Z`
    : value;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
}
