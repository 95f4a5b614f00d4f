/** A name for a requirement that outlives edits around it: its own id, else a hash of its name or text. */
import { fold } from '../documents/language.ts';
import { contentHash } from '../domain/document.ts';
import type { Candidate } from './candidate.ts';

/** Unique in the document: the second of two equal ones ends in `~2`. The document's title and the place play no part. */
export function createKeys(): (candidate: Candidate) => string {
  const given = new Map<string, number>();
  return (candidate) => {
    const key = keyOf(candidate);
    const count = (given.get(key) ?? 0) + 1;
    given.set(key, count);
    return count === 1 ? key : `${key}~${count}`;
  };
}

function keyOf(candidate: Candidate): string {
  if (candidate.id) return `id:${candidate.id.toLowerCase()}`;
  const text = fold(candidate.name ?? candidate.text)
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim();
  return `text:${contentHash(text).slice(0, 16)}`;
}
