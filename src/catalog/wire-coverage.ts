/** Coverage as other programs read it. */
import type { CoverageAnswer, CoverageLine, CoverageMap } from '../domain/coverage.ts';

export function wireCoverage({ document, counts, sections, lines, unsourced }: CoverageMap) {
  return {
    document: { id: document.id, title: document.title, version: document.version },
    required: counts.covered + counts.uncovered,
    ...counts,
    sections,
    lines: lines.map(wireLine),
    unsourced,
  };
}

export function wireAnswer({ document }: CoverageMap, { about, tickets, others }: CoverageAnswer) {
  return {
    document: { id: document.id, title: document.title, version: document.version },
    about,
    tickets: tickets.map(({ lines, ...ticket }) => ({ ...ticket, lines: lines.map(wireLine) })),
    others: others.map(wireLine),
  };
}

function wireLine({ line, text, state, asks, keys, reason }: CoverageLine) {
  return { line, text, state, asks, tickets: keys, reason };
}
