/** Resolves what the document says must come first into edges between candidates, without circles. */
import { fold } from '../documents/language.ts';
import { idOf } from '../documents/story.ts';
import type { Candidate, Remark } from './candidate.ts';
import { createFinder, createIds, type Finder } from './find-candidate.ts';

export type Edges = Map<Candidate, Set<Candidate>>;

/** Stated edges only: from a candidate to those it depends on. Names that mean no candidate are left out. */
export function resolveNeeds(candidates: readonly Candidate[], remarks: readonly Remark[]): Edges {
  const edges: Edges = new Map(candidates.map((candidate) => [candidate, new Set()]));
  const find = createFinder(candidates);
  const named = createIds(candidates);
  for (const candidate of candidates) {
    for (const need of candidate.needs)
      for (const target of find(need, candidate)) addEdge(edges, candidate, target);
    for (const target of hinted(candidate, find)) addEdge(edges, candidate, target);
    for (const later of candidate.neededBy)
      for (const target of find(later, candidate)) addEdge(edges, target, candidate);
  }
  for (const { kind, text } of remarks)
    if (kind === 'dependency' && !readChain(text, edges, find)) readRemark(text, named, edges, find);
  return edges;
}

const hint =
  /[,;–—)]\s*(?:needs|requires|builds on|braucht|benötigt|nécessite|requiert|requiere|necesita|requer|precisa d[eoa]s?)\s+((?:the|den|die|das|le|la|les|el|los|las|os?|as?)\s.{4,80})$/iu;

/** "…, needs the plan mapping and the export script": what closes a text counts where all of it names other tickets. */
function hinted(candidate: Candidate, find: Finder): Candidate[] {
  const named =
    hint.exec(candidate.text.replace(/[.\s]+$/, ''))?.[1]?.split(/,\s|\s(?:and|und|et|y|e)\s/) ?? [];
  const found = named.map((one) => find(one, candidate));
  return found.every((targets) => targets.length === 1) ? found.flat() : [];
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
function readRemark(text: string, named: (text: string) => Candidate[], edges: Edges, find: Finder): void {
  const plain = fold(text);
  const verb = verbs.exec(plain) ?? reversed.exec(plain);
  if (!verb) return;
  const left = text.slice(0, verb.index);
  const right = text.slice(verb.index + verb[0].length);
  const turned = !verbs.test(plain);
  const subjects = named(left);
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
