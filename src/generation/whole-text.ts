/** Everything a candidate says, as one text to compare by. */
import type { Candidate } from './candidate.ts';

export function wholeText(candidate: Candidate): string {
  return [headText(candidate), ...candidate.criteria.map((criterion) => criterion.text)].join(' ');
}

/** Its name and its statement, without details. */
export function headText(candidate: Candidate): string {
  return [candidate.name ?? '', candidate.text].join(' ').trim();
}

/** All lines it comes from, ascending, each once. */
export function linesOfCandidate(candidate: Candidate): number[] {
  const lines = [
    candidate.own,
    ...candidate.criteria.map((one) => one.lines),
    ...candidate.notes.map((one) => one.lines),
  ];
  return [...new Set(lines.flat())].sort((a, b) => a - b);
}
