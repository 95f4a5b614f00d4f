/** Attaches risks, constraints, decisions and late acceptance criteria to the tickets they speak about. */
import type { Candidate, Remark } from './candidate.ts';
import { createIdIndex } from './id-index.ts';
import { containment, cosine, createVectors, createWordIndex, type Vector } from './similarity.ts';
import { wholeText } from './whole-text.ts';

/** Remarks that name a ticket's id go to it; the others to the one they resemble. Returns what fits nowhere. */
export function attachRemarks(candidates: readonly Candidate[], remarks: readonly Remark[]): Remark[] {
  const vectorOf = createVectors([...candidates.map(wholeText), ...remarks.map((remark) => remark.text)]);
  const vectors = candidates.map((candidate) => vectorOf(wholeText(candidate)));
  const namedIn = createIdIndex(candidates, (candidate) => [candidate.id, ...candidate.aliases]);
  const sharing = createWordIndex(vectors);
  return remarks.filter((remark) => {
    const wanted = vectorOf(remark.text);
    const best = () => mostAlike(sharing(wanted), vectors, wanted, remark.kind);
    const target = namedIn(remark.text)[0] ?? candidates[best() ?? -1];
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

function mostAlike(
  places: readonly number[],
  vectors: readonly Vector[],
  wanted: Vector,
  kind: Remark['kind'],
): number | null {
  const least = kind === 'acceptance' ? 0.12 : kind === 'decision' ? 0.14 : 0.22;
  let best: number | null = null;
  let most = least;
  for (const at of places) {
    const score = Math.max(cosine(wanted, vectors[at]!), containment(wanted, vectors[at]!) * 0.6);
    if (score > most) [best, most] = [at, score];
  }
  return best;
}
