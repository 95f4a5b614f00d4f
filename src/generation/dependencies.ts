/** Resolves what the document says must come first into edges between candidates, without circles. */
import { fold } from '../documents/language.ts';
import { idOf } from '../documents/story.ts';
import { mentionsId } from './attach-remarks.ts';
import type { Candidate, Remark } from './candidate.ts';
import { containment, createVectors } from './similarity.ts';

export type Edges = Map<Candidate, Set<Candidate>>;

/** Stated edges only: from a candidate to those it depends on. Names that mean no candidate are left out. */
export function resolveNeeds(candidates: readonly Candidate[], remarks: readonly Remark[]): Edges {
  const edges: Edges = new Map(candidates.map((candidate) => [candidate, new Set()]));
  const find = createFinder(candidates);
  for (const candidate of candidates) {
    for (const need of candidate.needs)
      for (const target of find(need, candidate)) addEdge(edges, candidate, target);
    for (const later of candidate.neededBy)
      for (const target of find(later, candidate)) addEdge(edges, target, candidate);
  }
  for (const { kind, text } of remarks)
    if (kind === 'dependency' && !readChain(text, edges, find)) readRemark(text, candidates, edges, find);
  return edges;
}

/** The candidates a phrase names, `from` itself left out: by their ids, by number in its list, by name. */
export type Finder = (phrase: string, from: Candidate | null) => Candidate[];

export function createFinder(candidates: readonly Candidate[]): Finder {
  const vectors = createVectors(candidates.map((one) => oneWord(`${one.name ?? ''} ${one.text}`)));
  const vectorOf = (text: string) => vectors(oneWord(text));
  const names = candidates.map((one) =>
    [one.name, ...one.aliases, one.name === null ? one.text : null].filter((name): name is string =>
      Boolean(name),
    ),
  );
  const byName = (piece: string, from: Candidate | null, least: number): Candidate | null => {
    const wanted = vectorOf(bareName(piece));
    if (wanted.size === 0) return null;
    let best: Candidate | null = null;
    let most = least;
    candidates.forEach((candidate, at) => {
      if (candidate === from) return;
      for (const name of names[at]!) {
        const vector = vectorOf(name);
        const score = containment(wanted, vector) * 0.75 + containment(vector, wanted) * 0.25;
        if (score > most) [best, most] = [candidate, score];
      }
    });
    return best;
  };
  return (stated, from) => {
    const phrase = spellOutRanges(stated);
    const byId = candidates.filter((one) => one !== from && idsOf(one).some((id) => mentionsId(phrase, id)));
    if (byId.length > 0) return byId;
    const numbered = readNumbers(phrase).flatMap((number) => byOrdinal(candidates, number, from));
    if (numbered.length > 0) return numbered;
    const whole = byName(phrase, from, sameName);
    return whole ? [whole] : splitPieces(phrase).flatMap((piece) => byName(piece, from, likeName) ?? []);
  };
}

function idsOf(candidate: Candidate): string[] {
  return [candidate.id, ...candidate.aliases].filter((id): id is string => id !== null && /\d/.test(id));
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
    .replace(/\s+(?:story|task|feature|ticket|requirement|item|work)$/i, '');
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

const verbs =
  /→|\b(?:needs?|depends? on|requires?|is blocked by|after|builds on|relies on|setzt|benotigt|erfordert|hangt|abhangig|depend|necessite|requiert|apres|depende|requiere|necesita|requer|precisa|despues|depois)\b/;
const reversed =
  /\b(?:blocks|before|is needed (?:for|by)|is required (?:for|by)|unblocks|enables|notig fur|erforderlich fur|necessaire (?:pour|a)|bloque|necesario para|bloquea|necessario para|bloqueia)\b/;

/** "FR-1 → FR-2 → FR-3", nothing but ids in the order of work; false for any other text. */
function readChain(text: string, edges: Edges, find: Finder): boolean {
  const chain = text.split(/\s*(?:→|->|⇒)\s*/);
  if (chain.length < 3 || !chain.every((step) => idOf(step) === step.trim())) return false;
  const steps = chain.map((step) => find(step, null));
  for (const [at, later] of steps.slice(1).entries())
    for (const from of later) for (const to of steps[at]!) addEdge(edges, from, to);
  return true;
}

/** "FR-2 needs the funnel events from FR-5", a row "FR-2.2 → FR-2.1, FR-3.1". */
function readRemark(text: string, candidates: readonly Candidate[], edges: Edges, find: Finder): void {
  const plain = fold(text);
  const verb = verbs.exec(plain) ?? reversed.exec(plain);
  if (!verb) return;
  const left = text.slice(0, verb.index);
  const right = text.slice(verb.index + verb[0].length);
  const turned = !verbs.test(plain);
  const subjects = candidates.filter((one) => idsOf(one).some((id) => mentionsId(left, id)));
  const from = subjects.length > 0 ? subjects : verb[0] === '→' ? find(left, null) : [];
  for (const subject of from) {
    for (const target of find(right, subject)) {
      if (turned) addEdge(edges, target, subject);
      else addEdge(edges, subject, target);
    }
  }
}

/** Adds an edge unless it would close a circle. */
function addEdge(edges: Edges, from: Candidate, to: Candidate): void {
  if (from !== to && !reaches(edges, to, from)) edges.get(from)!.add(to);
}

function reaches(edges: Edges, start: Candidate, goal: Candidate): boolean {
  const seen = new Set<Candidate>();
  const stack = [start];
  while (stack.length > 0) {
    const at = stack.pop()!;
    if (at === goal) return true;
    if (seen.has(at)) continue;
    seen.add(at);
    stack.push(...edges.get(at)!);
  }
  return false;
}
