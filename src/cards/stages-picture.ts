/** Where every capability stands, as a picture: one column for each stage, one box for each capability. */
import type { Dashboard, DashboardRow } from '../domain/capability-view.ts';
import { sayDuration } from '../domain/duration.ts';
import { nameStage } from '../domain/stage.ts';

const box = { width: 168, height: 46, gap: 8, column: 188, top: 64, margin: 16 };
const mostRows = 12;

/** Drawn here, with no browser and no font but the viewer's own. */
export function drawStagesSvg(dashboard: Dashboard): string {
  const lanes = [
    ...dashboard.funnel.map(({ stage }) => stage),
    ...(dashboard.hotfixes.length > 0 ? ['hotfixes' as const] : []),
  ];
  const columns = lanes.map((stage) => ({
    stage,
    rows: stage === 'hotfixes' ? dashboard.hotfixes : dashboard.rows.filter((row) => row.stage === stage),
  }));
  const most = Math.min(mostRows, Math.max(1, ...columns.map(({ rows }) => rows.length)));
  const width = box.margin * 2 + columns.length * box.column - (box.column - box.width);
  const height = box.top + most * (box.height + box.gap) + box.margin + 14;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="Capabilities by stage" font-family="system-ui, sans-serif">`,
    '<rect width="100%" height="100%" fill="#ffffff"/>',
    `<text x="${box.margin}" y="24" font-size="15" font-weight="600" fill="#1f2733">Capabilities by stage</text>`,
    ...columns.map(({ stage, rows }, at) =>
      drawColumn(stage === 'hotfixes' ? 'Hotfixes' : nameStage(stage), rows, at, height),
    ),
    '</svg>',
  ].join('\n');
}

function drawColumn(name: string, rows: readonly DashboardRow[], at: number, height: number): string {
  const x = box.margin + at * box.column;
  const shown = rows.slice(0, mostRows);
  const more = rows.length - shown.length;
  return [
    `<rect x="${x - 4}" y="36" width="${box.width + 8}" height="${height - 44}" rx="8" fill="#f5f6f8"/>`,
    `<text x="${x + 4}" y="54" font-size="12" font-weight="600" fill="#1f2733">${escapeXml(name)} (${rows.length})</text>`,
    ...shown.map((row, index) => drawBox(row, x, box.top + index * (box.height + box.gap))),
    more > 0
      ? `<text x="${x + 4}" y="${height - 18}" font-size="11" fill="#5b6472">and ${more} more</text>`
      : '',
  ].join('');
}

function drawBox(row: DashboardRow, x: number, y: number): string {
  const { fill, line } = coloursOf(row);
  const facts = [
    sayDuration(Math.max(1, row.inStageMs)),
    row.open > 0 ? `${row.open} open` : '',
    row.blocker ? 'blocked' : '',
  ]
    .filter(Boolean)
    .join(' · ');
  return [
    `<g><title>${escapeXml(`${row.key}: ${row.title}${row.blocker ? ` (${row.blocker})` : ''}`)}</title>`,
    `<rect x="${x}" y="${y}" width="${box.width}" height="${box.height}" rx="6" fill="${fill}" stroke="${line}" stroke-width="1.5"/>`,
    `<text x="${x + 8}" y="${y + 19}" font-size="12" font-weight="600" fill="#1f2733">${escapeXml(cut(`${row.key} ${row.title}`, 24))}</text>`,
    `<text x="${x + 8}" y="${y + 36}" font-size="11" fill="#5b6472">${escapeXml(facts)}</text></g>`,
  ].join('');
}

function coloursOf({ blocker, overdue, status }: DashboardRow): { fill: string; line: string } {
  if (blocker) return { fill: '#fde4e2', line: '#d0372d' };
  if (overdue) return { fill: '#fff4d6', line: '#c98a00' };
  return status === 'rework' ? { fill: '#fff4d6', line: '#aab2bd' } : { fill: '#e0efff', line: '#1a73e8' };
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

function escapeXml(text: string): string {
  // Signs that XML cannot hold at all are left out.
  const held = text.toWellFormed().replace(/[^\P{Cc}\t\n]/gu, '');
  return held.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);
}
