/** How alike two texts are: cosine over their content words, weighted by how rare a word is in the document. */
import { fold } from '../documents/language.ts';

/** Not to be changed once it is made. */
export type Vector = ReadonlyMap<string, number>;

const empty = new Set(
  'the and for with that this from have has are was were will must should shall can not all any each every into their its they them our your you his her who which when what where than then also only more most such other some may one two per via und der die das den dem des ein eine einer eines mit von fur auf ist sind wird werden muss soll kann nicht als auch bei aus nach sich les des une est sont dans pour par sur avec qui que pas plus ses son aux doit peut los las una del con por para que sus como mas debe puede uma dos das com por para seu sua nao mais deve pode user users system'.split(
    ' ',
  ),
);

/** Content words cut to their stems' first seven letters, so "invitations" meets "invite"… and "importing" meets "import". */
export function contentWords(text: string): string[] {
  const words = fold(text).match(/[\p{L}\d][\p{L}\d.%-]*/gu) ?? [];
  return words
    .map((word) => word.replace(/[.-]+$/, ''))
    .filter((word) => word.length > 2 && !empty.has(word))
    .map(stem);
}

const stems = new Map<string, string>();
/** A document repeats a few thousand words; the cache starts afresh when many documents have filled it. */
const mostStems = 20_000;

function stem(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  if (stems.size >= mostStems) stems.clear();
  const stemmed = cutEnding(word);
  stems.set(word, stemmed);
  return stemmed;
}

function cutEnding(word: string): string {
  if (/\d/.test(word)) return word;
  const cut = word.replace(/(?:ations?|ements?|ings?|ies|ed|es|en|er|s|e)$/, '');
  const single = cut.replace(/([bdgmnprt])\1$/, '$1');
  return (single.length >= 3 ? single : word).slice(0, 9);
}

/** Builds vectors for a document's texts, so that words found everywhere count little. */
export function createVectors(texts: readonly string[]): (text: string) => Vector {
  const seenIn = new Map<string, number>();
  for (const text of texts) {
    for (const word of new Set(contentWords(text))) seenIn.set(word, (seenIn.get(word) ?? 0) + 1);
  }
  const count = Math.max(1, texts.length);
  return (text) => {
    const vector = new Map<string, number>();
    for (const word of contentWords(text)) {
      const weight = Math.log(1 + count / (1 + (seenIn.get(word) ?? 0)));
      vector.set(word, (vector.get(word) ?? 0) + weight);
    }
    return vector;
  };
}

export function cosine(one: Vector, other: Vector): number {
  const [short, long] = one.size < other.size ? [one, other] : [other, one];
  let dot = 0;
  for (const [word, weight] of short) dot += weight * (long.get(word) ?? 0);
  return dot === 0 ? 0 : dot / (length(one) * length(other));
}

/** The share of the first text's weight that the second one holds. */
export function containment(one: Vector, other: Vector): number {
  let shared = 0;
  let all = 0;
  for (const [word, weight] of one) {
    all += weight;
    if (other.has(word)) shared += weight;
  }
  return all === 0 ? 0 : shared / all;
}

const lengths = new WeakMap<Vector, number>();

function length(vector: Vector): number {
  const known = lengths.get(vector);
  if (known !== undefined) return known;
  let sum = 0;
  for (const weight of vector.values()) sum += weight * weight;
  const long = Math.sqrt(sum);
  lengths.set(vector, long);
  return long;
}

/** Finds those of many vectors that share a word with another one, ascending; all others are not alike at all. */
export function createWordIndex(vectors: readonly Vector[]): (wanted: Vector) => number[] {
  const byWord = new Map<string, number[]>();
  vectors.forEach((vector, at) => {
    for (const word of vector.keys()) {
      const known = byWord.get(word);
      if (known) known.push(at);
      else byWord.set(word, [at]);
    }
  });
  return (wanted) => {
    const found = new Set<number>();
    for (const word of wanted.keys()) for (const at of byWord.get(word) ?? []) found.add(at);
    return [...found].sort((one, other) => one - other);
  };
}
