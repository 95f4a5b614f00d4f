/** Finds the one record a person means by an id, a title, or words of a title. */
import { DocketError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';

type Named = { id: Id; title: string };

/** What records are called when they are not found. */
export type RecordNoun = 'research source' | 'insight' | 'recommendation';

/** The record of exactly this title or id; null when there is none. */
export function findExact<Noun extends Named>(records: readonly Noun[], name: string): Noun | null {
  const wanted = fold(name);
  return records.find((one) => one.id === wanted || fold(one.title) === wanted) ?? null;
}

/** Throws NOT_FOUND and AMBIGUOUS, with the titles it could be. */
export function findRecord<Noun extends Named>(
  noun: RecordNoun,
  records: readonly Noun[],
  name: string,
): Noun {
  const exact = findExact(records, name);
  if (exact) return exact;
  const words = wordsOf(name);
  const found = records.filter(
    (one) =>
      (fold(name).length >= 8 && one.id.startsWith(fold(name))) ||
      (words.length > 0 && words.every((word) => wordsOf(one.title).includes(word))),
  );
  if (found.length === 1) return found[0]!;
  throw found.length > 1 ? ambiguous(noun, found, name) : unknown(noun, records, name);
}

function fold(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toLowerCase();
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function ambiguous(noun: RecordNoun, found: readonly Named[], name: string): DocketError {
  return new DocketError('AMBIGUOUS', {
    message: `"${name}" fits ${found.length} ${noun}s: ${titles(found)}. Nothing was done.`,
    remedy: 'Say which one, by its whole title.',
    details: { candidates: found.map(({ id, title }) => ({ id, title })) },
  });
}

function unknown(noun: RecordNoun, records: readonly Named[], name: string): DocketError {
  const known = records.length > 0 ? `There are: ${titles(records)}.` : `None is recorded yet.`;
  return new DocketError('NOT_FOUND', {
    message: `There is no ${noun} called "${name}". Nothing was done.`,
    remedy: `${known} Record it first, or name one of those.`,
  });
}

function titles(records: readonly Named[]): string {
  const named = records.slice(0, 5).map((one) => `"${one.title}"`);
  return named.join(', ') + (records.length > 5 ? ', …' : '');
}
