/** Draws a report of the generator as tables for a terminal: documents, figures beside their gates, edits, time. */
import type { FileReport, GeneratorReport } from './evaluate-generator.ts';
import { type Gates, gates as ourGates, passes, sayGate, stabilityGate } from './gates.ts';
import { type ScoreName, scoreNames } from './score.ts';

const columns: [string, ScoreName][] = [
  ['traced', 'coverageTraced'],
  ['both', 'coverageBoth'],
  ['precision', 'precision'],
  ['titles', 'titles'],
  ['priority', 'priority'],
];

export function drawReport(report: GeneratorReport, gates = ourGates, edited = stabilityGate): string {
  return [drawFiles(report), drawFigures(report, gates), drawEdits(report, edited), drawTime(report)].join(
    '\n\n',
  );
}

function drawFiles({ files }: GeneratorReport): string {
  const rows = Object.entries(files).map(([name, file]) =>
    'error' in file ? [name, file.error] : [name, ...fileCells(file)],
  );
  return drawTable([['document', 'tickets', ...columns.map(([title]) => title), 'edits', 'ms'], ...rows]);
}

function fileCells(file: FileReport): string[] {
  const edits = Object.values(file.stability);
  const count = edits.reduce((sum, one) => sum + one.edits, 0);
  const right = count - edits.reduce((sum, one) => sum + one.misses.length, 0);
  return [
    String(file.total),
    ...columns.map(([, name]) => drawRate(file.metrics[name])),
    `${right}/${count}`,
    String(file.milliseconds),
  ];
}

function drawFigures({ totals }: GeneratorReport, gates: Gates): string {
  const rows = scoreNames.map((name) => {
    const gate = gates[name];
    return [
      name,
      drawRate(totals[name]),
      gate ? sayGate(gate) : '',
      passes(totals[name], gate) ? '' : 'MISSED',
    ];
  });
  return drawTable([['figure', 'all', 'gate', ''], ...rows]);
}

function drawEdits({ stability }: GeneratorReport, edited: number): string {
  const rows = Object.entries(stability).map(([kind, { rate, edits, misses }]) => [
    kind,
    drawRate(rate),
    `at least ${edited}`,
    passes(rate, { least: edited }) ? '' : 'MISSED',
    `${edits - misses.length} of ${edits}`,
  ]);
  const misses = Object.values(stability).flatMap((one) => one.misses.map(clip));
  const shown = misses.length > 8 ? [...misses.slice(0, 8), `  … and ${misses.length - 8} more`] : misses;
  return [drawTable([['edit', 'as expected', 'gate', '', 'edits'], ...rows]), ...shown].join('\n');
}

function clip(miss: string): string {
  return miss.length > 160 ? `  ${miss.slice(0, 159)}…` : `  ${miss}`;
}

function drawTime({ time }: GeneratorReport): string {
  const { documents, p50Ms, p95Ms, maxMs } = time;
  return `Time per document, ${documents} read: p50 ${p50Ms} ms, p95 ${p95Ms} ms, longest ${maxMs} ms.`;
}

function drawRate(rate: number | null): string {
  return rate === null ? '–' : rate.toFixed(3);
}

function drawTable(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_cell, at) =>
    Math.max(...rows.map((row) => (row.length > 2 ? (row[at] ?? '').length : 0))),
  );
  return rows
    .map((row) =>
      row
        .map((cell, at) => (at === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[at]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
