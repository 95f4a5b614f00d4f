/** Joins candidates that say the same thing twice: a feature list and its repetition, requirements and their task list. */
import { fold } from '../documents/language.ts';
import { pairViews } from './align-views.ts';
import type { Candidate } from './candidate.ts';
import { mentionsId } from './id-index.ts';
import { containment, cosine, createVectors, type Vector } from './similarity.ts';
import { headText, wholeText } from './whole-text.ts';

/** The candidates left, in order. What was merged keeps its lines, criteria, needs and names at the one that stayed. */
export function mergeViews(candidates: readonly Candidate[]): Candidate[] {
  const twins = new Set<Candidate>();
  for (const [kept, twin] of pairViews(candidates)) {
    if (isSeries(kept.id, twin.id)) continue;
    absorb(kept, twin);
    twins.add(twin);
  }
  return mergeTwins(candidates.filter((one) => !twins.has(one)));
}

function mergeTwins(candidates: readonly Candidate[]): Candidate[] {
  const vectorOf = createVectors(candidates.map(wholeText));
  const views = candidates.map(
    (candidate): View => ({
      candidate,
      head: vectorOf(headText(candidate)),
      name: candidate.name ? vectorOf(candidate.name) : null,
    }),
  );
  const byWord = new Map<string, View[]>();
  return views.flatMap((view) => {
    const words = tellingWords(view);
    const twin = nearby(byWord, words).find((kept) => isSame(kept, view));
    if (twin) {
      absorb(twin.candidate, view.candidate);
      return [];
    }
    for (const word of words) byWord.set(word, [...(byWord.get(word) ?? []), view]);
    return [view.candidate];
  });
}

type View = { candidate: Candidate; head: Vector; name: Vector | null };

/** Two texts that say the same share at least one of their rarest words, so only those are compared. */
function tellingWords({ candidate, head }: View): string[] {
  const rare = [...head]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 8)
    .map(([word]) => word);
  const ids = [
    ...idsOf(candidate),
    ...[...headText(candidate).matchAll(/[([]([^)\]]{2,40})[)\]]/g)].map((match) => match[1]!),
  ];
  return [...rare, ...ids.map((id) => `#${fold(id)}`)];
}

/** Kept views that share a word, in document order; at most the fifty that share most. */
function nearby(byWord: ReadonlyMap<string, View[]>, words: readonly string[]): View[] {
  const shared = new Map<View, number>();
  for (const word of words) {
    for (const view of (byWord.get(word) ?? []).slice(0, 200)) shared.set(view, (shared.get(view) ?? 0) + 1);
  }
  return [...shared]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 50)
    .map(([view]) => view);
}

function isSame(kept: View, view: View): boolean {
  const [first, second] = [kept.candidate, view.candidate];
  if (refersTo(second, first)) return true;
  if (first.id && second.id && fold(first.id) === fold(second.id)) return true;
  if (isSeries(first.id, second.id)) return false;
  const sameSection = first.place === second.place;
  const identified = first.id !== null || second.id !== null;
  if (cosine(kept.head, view.head) >= (sameSection ? 0.9 : identified ? 0.75 : 0.58)) return true;
  if (sameSection) return false;
  if (kept.name && view.name && cosine(kept.name, view.name) >= 0.75) return true;
  if (identified) return false;
  if (isNamedIn(kept.name, view.name, view.head) || isNamedIn(view.name, kept.name, kept.head)) return true;
  const [short, long] = kept.head.size <= view.head.size ? [kept.head, view.head] : [view.head, kept.head];
  return short.size >= 2 && short.size <= 6 && containment(short, long) >= 0.9;
}

/** A feature by name, and the line elsewhere that says little more than that name. */
function isNamedIn(name: Vector | null, otherName: Vector | null, head: Vector): boolean {
  return (
    name !== null &&
    otherName === null &&
    name.size >= 2 &&
    head.size <= name.size + 4 &&
    containment(name, head) >= 0.9
  );
}

/** `FR-1` and `FR-7` are two requirements however alike they sound. */
function isSeries(one: string | null, other: string | null): boolean {
  if (one === null || other === null || one === other) return false;
  return one.replace(/\d[\d.-]*$/, '') === other.replace(/\d[\d.-]*$/, '');
}

/** Its own and those of what was merged into it. */
function idsOf({ id, aliases }: Candidate): string[] {
  return [id, ...aliases].filter((one) => one !== null && /\d/.test(one)) as string[];
}

/** A task such as "Pairing by code (Requirement 4)" is that requirement seen as work. */
function refersTo(task: Candidate, requirement: Candidate): boolean {
  const ids = idsOf(requirement);
  if (ids.length === 0 || task.id !== null) return false;
  const inBrackets = [...`${task.name ?? ''} ${task.text}`.matchAll(/[([]([^)\]]{2,60})[)\]]/g)].map(
    (match) => match[1]!,
  );
  const named = inBrackets.filter((text) => ids.some((id) => mentionsId(text, id)));
  return named.length > 0 && !named.some((text) => /[,&+]|\b(?:and|und|et|y|e)\b/.test(text));
}

function absorb(kept: Candidate, twin: Candidate): void {
  kept.notes.push({ text: '', lines: twin.own }, ...twin.notes);
  kept.criteria.push(
    ...twin.criteria.filter((one) => !kept.criteria.some((other) => other.text === one.text)),
  );
  const detail =
    twin.text.length > 0 && containsNew(kept, twin.text) ? [{ text: twin.text, lines: twin.own }] : [];
  if (twin.kind !== 'action') kept.criteria.push(...detail);
  kept.needs.push(...twin.needs);
  kept.neededBy.push(...twin.neededBy);
  kept.priority ||= twin.priority;
  kept.owner ??= twin.owner;
  if (!kept.effort.word) kept.effort = twin.effort;
  kept.aliases.push(...[twin.id, twin.name].filter((one) => one !== null));
  if (twin.ordinal) kept.mergedOrdinals.push(twin.ordinal);
  if (twin.ordinal && kept.ordinal === null) kept.ordinal = twin.ordinal;
}

function containsNew(kept: Candidate, text: string): boolean {
  const have = fold(wholeText(kept));
  const words = fold(text).match(/[\p{L}\d]{3,}/gu) ?? [];
  return words.filter((word) => !have.includes(word)).length * 3 > words.length && words.length > 3;
}
