/** Attaches risks, constraints, decisions and late acceptance criteria to the tickets they speak about. */
import { fold } from '../documents/language.ts';
import type { Candidate, Remark } from './candidate.ts';
import { containment, cosine, createVectors, type Vector } from './similarity.ts';
import { wholeText } from './whole-text.ts';

/** Remarks that name a ticket's id go to it; the others to the one they resemble. Returns what fits nowhere. */
export function attachRemarks(candidates: readonly Candidate[], remarks: readonly Remark[]): Remark[] {
  const vectorOf = createVectors([...candidates.map(wholeText), ...remarks.map((remark) => remark.text)]);
  const vectors = candidates.map((candidate) => vectorOf(wholeText(candidate)));
  return remarks.filter((remark) => {
    const named = candidates.filter((candidate) => names(candidate, remark.text));
    const target = named[0] ?? mostAlike(candidates, vectors, vectorOf(remark.text), remark.kind);
    if (!target) return true;
    if (remark.kind === 'acceptance') target.criteria.push({ text: remark.text, lines: remark.lines });
    else target.notes.push({ text: `${label[remark.kind]}: ${remark.text}`, lines: remark.lines });
    return false;
  });
}

const label: Record<Remark['kind'], string> = {
  risk: 'Risk',
  assumption: 'Assumption',
  constraint: 'Constraint',
  dependency: 'Dependency',
  decision: 'Decision',
  acceptance: 'Criterion',
};

function names(candidate: Candidate, text: string): boolean {
  return [candidate.id, ...candidate.aliases].some((id) => id !== null && mentionsId(text, id));
}

/** True when a text holds an id as a word of its own: `FR-2.1` is not in "FR-2.11". */
export function mentionsId(text: string, id: string): boolean {
  const plain = fold(text);
  const wanted = fold(id);
  for (let at = plain.indexOf(wanted); at >= 0; at = plain.indexOf(wanted, at + 1)) {
    const before = plain[at - 1] ?? ' ';
    const after = plain.slice(at + wanted.length);
    if (!/[\p{L}\d.-]/u.test(before) && !/^(?:\d|\.\d|[\p{L}])/u.test(after)) return true;
  }
  return false;
}

function mostAlike(
  candidates: readonly Candidate[],
  vectors: readonly Vector[],
  wanted: Vector,
  kind: Remark['kind'],
): Candidate | null {
  const least = kind === 'acceptance' ? 0.12 : kind === 'decision' ? 0.08 : 0.22;
  let best: Candidate | null = null;
  let most = least;
  candidates.forEach((candidate, at) => {
    const score = Math.max(cosine(wanted, vectors[at]!), containment(wanted, vectors[at]!) * 0.6);
    if (score > most) [best, most] = [candidate, score];
  });
  return best;
}
