/** Joins candidates that say the same thing twice: a feature list and its repetition, requirements and their task list. */
import { fold } from '../documents/language.ts';
import { mentionsId } from './attach-remarks.ts';
import type { Candidate } from './candidate.ts';
import { containment, cosine, createVectors, type Vector } from './similarity.ts';
import { headText, wholeText } from './whole-text.ts';

/** The candidates left, in order. What was merged keeps its lines, criteria, needs and names at the one that stayed. */
export function mergeViews(candidates: readonly Candidate[]): Candidate[] {
  const vectorOf = createVectors(candidates.map(wholeText));
  const heads = candidates.map((candidate) => vectorOf(headText(candidate)));
  const names = candidates.map((candidate) => (candidate.name ? vectorOf(candidate.name) : null));
  const kept: number[] = [];
  candidates.forEach((candidate, at) => {
    const twin = kept.find((other) =>
      isSame(candidates[other]!, candidate, [heads[other]!, heads[at]!], [names[other]!, names[at]!]),
    );
    if (twin === undefined) kept.push(at);
    else absorb(candidates[twin]!, candidate);
  });
  return kept.map((at) => candidates[at]!);
}

function isSame(
  first: Candidate,
  second: Candidate,
  heads: [Vector, Vector],
  names: [Vector | null, Vector | null],
): boolean {
  if (refersTo(second, first)) return true;
  if (first.id && second.id && fold(first.id) === fold(second.id)) return true;
  if (isSeries(first.id, second.id)) return false;
  const sameSection =
    first.path.join('/') === second.path.join('/') && Math.abs(first.own[0]! - second.own[0]!) < 40;
  const alike = cosine(heads[0], heads[1]);
  const identified = first.id !== null || second.id !== null;
  if (alike >= (sameSection ? 0.9 : identified ? 0.75 : 0.58)) return true;
  if (sameSection) return false;
  const [one, other] = names;
  if (one && other && cosine(one, other) >= 0.75) return true;
  if (identified) return false;
  if (isNamedIn(one, other, heads[1]) || isNamedIn(other, one, heads[0])) return true;
  const short = heads[0].size <= heads[1].size ? 0 : 1;
  return (
    heads[short]!.size >= 2 && heads[short]!.size <= 6 && containment(heads[short]!, heads[1 - short]!) >= 0.9
  );
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

/** A task such as "Pairing by code (Requirement 4)" is that requirement seen as work. */
function refersTo(task: Candidate, requirement: Candidate): boolean {
  if (requirement.id === null || task.id !== null) return false;
  const inBrackets = [...`${task.name ?? ''} ${task.text}`.matchAll(/[([]([^)\]]{2,60})[)\]]/g)].map(
    (match) => match[1]!,
  );
  const named = inBrackets.filter((text) => mentionsId(text, requirement.id!));
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
