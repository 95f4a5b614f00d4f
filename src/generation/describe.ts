/** Writes a ticket's description: where it comes from, the document's own words, notes, what it waits for. */
import type { Candidate } from './candidate.ts';
import { linesOfCandidate } from './whole-text.ts';

export type Setting = { title: string; lines: readonly string[] };

/** Markdown. The acceptance criteria are a field of their own and are not repeated here. */
export function describe(candidate: Candidate, setting: Setting, needs: readonly string[]): string {
  const parts = [`## Context\n\n${quoteLines(candidate.own, setting.lines)}`];
  const notes = candidate.notes.filter((note) => note.text !== '');
  if (notes.length > 0) parts.push(`## Notes\n\n${notes.map((note) => `- ${note.text}`).join('\n')}`);
  if (needs.length > 0) parts.push(`## Depends on\n\n${needs.map((need) => `- ${need}`).join('\n')}`);
  parts.push(sourceLine(candidate, setting.title));
  return parts.join('\n\n');
}

function quoteLines(numbers: readonly number[], lines: readonly string[]): string {
  return [...new Set(numbers)]
    .sort((a, b) => a - b)
    .map((number) => `> ${(lines[number - 1] ?? '').trim()}`.trimEnd())
    .join('\n');
}

/** `Source: Onboarding PRD › User stories, lines 41-45`. */
function sourceLine(candidate: Candidate, title: string): string {
  const where = [title, ...candidate.path].join(' › ');
  const ranges = toRanges(linesOfCandidate(candidate));
  const word = ranges.length === 1 && !ranges[0]!.includes('-') ? 'line' : 'lines';
  return `Source: ${where}, ${word} ${ranges.join(', ')}`;
}

/** `41-45, 47`: runs of lines, at most a line apart. */
export function toRanges(lines: readonly number[]): string[] {
  const runs: [number, number][] = [];
  for (const line of lines) {
    const run = runs.at(-1);
    if (run && line - run[1] <= 2) run[1] = line;
    else runs.push([line, line]);
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`));
}
