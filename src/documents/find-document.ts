/** Finds documents by what people call them: an id, a file's name, a title, or some of its words. */
import type { Document } from '../domain/document.ts';
import { fold } from './language.ts';

/** Best first. Only the exact match when there is one; else all that share the most words, newest first. */
export function findByWords(documents: readonly Document[], words: string): Document[] {
  const wanted = fold(words).trim();
  if (wanted === '') return [];
  const exact = documents.filter(
    (one) => one.id === wanted || fold(one.title) === wanted || fold(one.source.name) === wanted,
  );
  if (exact.length > 0) return exact;
  const byId = documents.filter((one) => wanted.length >= 6 && one.id.startsWith(wanted));
  if (byId.length > 0) return byId;
  const tokens = wanted.split(/[^\p{L}\d]+/u).filter((token) => token.length > 0 && !noise.has(token));
  if (tokens.length === 0) return [];
  const scored = documents.map((document) => ({ document, score: scoreOf(document, tokens) }));
  const best = Math.max(0, ...scored.map((one) => one.score));
  return best < 0.5 ? [] : scored.filter((one) => one.score === best).map((one) => one.document);
}

const noise = new Set(
  'my the our a an this that from of for document doc file md txt please latest new mein meine das der die mon ma le la mi el meu minha o'.split(
    ' ',
  ),
);

/** The share of wanted words that the title or file name holds, as a whole word or as a beginning of four letters. */
function scoreOf(document: Document, tokens: readonly string[]): number {
  const own = `${fold(document.title)} ${fold(document.source.name)}`.split(/[^\p{L}\d]+/u);
  const hits = tokens.filter((token) =>
    own.some((word) => word === token || (token.length >= 4 && word.startsWith(token))),
  );
  return hits.length / tokens.length;
}
