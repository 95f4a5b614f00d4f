/** Finds the candidates a phrase of the document means: by id, by number in a list, by name. */
import { fold } from '../documents/language.ts';
import type { Candidate } from './candidate.ts';
import { createIdIndex } from './id-index.ts';
import { containment, createVectors, createWordIndex } from './similarity.ts';

/** The candidates a phrase names, `from` itself left out. */
export type Finder = (phrase: string, from: Candidate | null) => Candidate[];

export function createFinder(candidates: readonly Candidate[]): Finder {
  const named = createIds(candidates);
  const byName = createNames(candidates);
  return (stated, from) => {
    const phrase = spellOutRanges(stated.replace(fillers, ' '));
    const byId = named(phrase).filter((one) => one !== from);
    if (byId.length > 0) return byId;
    const numbered = readNumbers(phrase).flatMap((number) => byOrdinal(candidates, number, from));
    if (numbered.length > 0) return numbered;
    const whole = byName(phrase, from, sameName);
    return whole ? [whole] : splitPieces(phrase).flatMap((piece) => byName(piece, from, likeName) ?? []);
  };
}

const fillers =
  /(?<!\p{L})(?:of course|obviously|naturally|natürlich|selbstverständlich|bien sûr|évidemment|por supuesto|claro|naturalmente)(?!\p{L})/giu;

/** Those whose own ids a text mentions. */
export function createIds(candidates: readonly Candidate[]): (text: string) => Candidate[] {
  return createIdIndex(candidates, ({ id, aliases }) =>
    [id, ...aliases].filter((one) => /\d/.test(one ?? '')),
  );
}

/** The one whose name is most like a phrase, if it is alike enough; of several the first. */
function createNames(candidates: readonly Candidate[]) {
  const vectors = createVectors(candidates.map((one) => oneWord(`${one.name ?? ''} ${one.text}`)));
  const vectorOf = (text: string) => vectors(oneWord(text));
  const names = candidates.flatMap((candidate) =>
    [candidate.name ?? candidate.text, ...candidate.aliases]
      .filter((name) => name !== '')
      .map((name) => ({ candidate, vector: vectorOf(name) })),
  );
  const sharing = createWordIndex(names.map(({ vector }) => vector));
  return (piece: string, from: Candidate | null, least: number): Candidate | null => {
    const wanted = vectorOf(bareName(piece));
    let best: Candidate | null = null;
    let most = least;
    for (const at of sharing(wanted)) {
      const { candidate, vector } = names[at]!;
      if (candidate === from) continue;
      const score = containment(wanted, vector) * 0.75 + containment(vector, wanted) * 0.25;
      if (score > most) [best, most] = [candidate, score];
    }
    return best;
  };
}

/** How alike a phrase and a name have to be: to be the same, and to mean it. */
const sameName = 0.95;
const likeName = 0.62;

/** "Log in", "log-in", "sign in" and "login" are written as they come. */
function oneWord(text: string): string {
  return text.replace(/\b(?:log|sign)[ -]?(?:in|on)\b/gi, 'login').replace(/\bsign[ -]up\b/gi, 'signup');
}

/** "Mia's login story" means "login". */
function bareName(piece: string): string {
  return piece
    .replace(/^\p{Lu}[\p{L}-]*['’]s\s+/u, '')
    .replace(
      /\s+(?:story|task|feature|ticket|requirement|item|work|function(?:ality)?|capability|part|piece|job|step|thing)$/i,
      '',
    );
}

/** "FR-1 to FR-3" as "FR-1, FR-2, FR-3", "1–3" as "1, 2, 3"; of at most twenty. */
function spellOutRanges(phrase: string): string {
  const range =
    /(?<![\p{L}\d.-])([A-Za-z]{1,6}[-_]?(?:\d+\.)*)?(\d{1,3})\s*(?:to|through|bis|à|a|até|hasta|–|-|\.\.\.?)\s*(?:\1)?(\d{1,3})(?![\p{L}\d.-])/giu;
  return phrase.replace(range, (all, prefix: string = '', from: string, to: string) => {
    const count = Number(to) - Number(from);
    if (count < 1 || count > 20) return all;
    return Array.from({ length: count + 1 }, (_, at) => `${prefix}${Number(from) + at}`).join(', ');
  });
}

/** `3 & 4` of "task 3 & 4", "#7", "1, 2 and 3"; nothing for a phrase that says more. */
function readNumbers(phrase: string): number[] {
  const plain = fold(phrase).replace(
    /\b(?:tasks?|steps?|items?|features?|points?|stor(?:y|ies)|requirements?|row|nr|no|punkt|schritt|aufgabe|etape|tache|paso|tarea|passo|tarefa)\b\.?|#/g,
    ' ',
  );
  if (!/^[\s\d,&+/und|et|y|e|and]*$/.test(plain)) return [];
  return (plain.match(/\d+/g) ?? []).map(Number);
}

function byOrdinal(candidates: readonly Candidate[], number: number, from: Candidate | null): Candidate[] {
  const lists = [from?.ordinal, ...(from?.mergedOrdinals ?? [])].map((one) => one?.list);
  const has = (candidate: Candidate, near: boolean) =>
    [candidate.ordinal, ...candidate.mergedOrdinals].some(
      (one) => one?.number === number && (!near || lists.includes(one.list)),
    );
  const near = candidates.filter((one) => one !== from && has(one, true));
  if (near.length > 0) return near.slice(0, 1);
  const any = candidates.filter((one) => one !== from && has(one, false));
  return any.length === 1 ? any : [];
}

function splitPieces(phrase: string): string[] {
  return phrase
    .split(/,|;|\s(?:and|und|et|y|e|plus|as well as|sowie)\s|&/i)
    .map((piece) => piece.replace(/^(?:the|der|die|das|le|la|les|el|los|las|o|a)\s/i, '').trim())
    .filter((piece) => piece.length > 2);
}
