/** Draws tickets in columns by status, as wide as the terminal. */
import stringWidth from 'string-width';
import { priorities, statuses } from '../../repo-tickets/format.ts';
import { readMoment } from '../../repo-tickets/moments.ts';
import { comparePlanned } from '../../repo-tickets/plan.ts';
import { shortId } from '../../repo-tickets/repository.ts';
import type { Row } from '../../repo-tickets/snapshot.ts';

const mostPerColumn = 20;

/** Work only; groups and checkpoints have no place among columns. */
export function drawBoard(rows: readonly Row[], of: { now: Date; columns: number }): string {
  const work = rows.filter(({ nodeType }) => nodeType === 'work');
  const columns = statuses
    .map((status) => ({ status, rows: work.filter((row) => row.status === status).sort(comparePlanned) }))
    .filter((column) => column.rows.length > 0 || column.status !== 'canceled');
  const width = Math.max(14, Math.floor((Math.max(of.columns, 40) + 2) / columns.length) - 2);
  const drawn = columns.map((column) => [
    fit(`${column.status.toUpperCase()} ${column.rows.length}`, width),
    '─'.repeat(width),
    ...drawColumn(column.rows, width, of.now),
  ]);
  const height = Math.max(...drawn.map(({ length }) => length));
  const lines = Array.from({ length: height }, (_line, at) =>
    drawn
      .map((column) => column[at] ?? ' '.repeat(width))
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}

function drawColumn(rows: readonly Row[], width: number, now: Date): string[] {
  const shown = rows
    .slice(0, mostPerColumn)
    .flatMap((row) => [fit(`${markOf(row)}${row.title}`, width), fit(`  ${factsOf(row, now)}`, width)]);
  const more = rows.length - mostPerColumn;
  return more > 0 ? [...shown, fit(`  … and ${more} more`, width)] : shown;
}

function markOf(row: Row): string {
  const urgent = (priorities as readonly (string | null)[]).indexOf(row.priority) >= 2;
  return `${urgent ? '!' : ' '} `;
}

function factsOf(row: Row, now: Date): string {
  const facts = [shortId(row.id)];
  if (row.claim) facts.push(sayClaim(row.claim, now));
  else if (row.owner) facts.push(row.owner);
  const waits = row.blockedBy.dependencies.length + row.blockedBy.predecessors.length;
  if (waits > 0 && row.status !== 'done' && row.status !== 'canceled') facts.push(`waits for ${waits}`);
  return facts.join(' · ');
}

function sayClaim(claim: { holder_id: string; expires_at: string }, now: Date): string {
  const minutes = Math.ceil(((readMoment(claim.expires_at) ?? 0) - now.getTime()) / 60_000);
  return `${claim.holder_id} ${minutes}m`;
}

/** Exactly so wide; what is cut is marked. */
function fit(text: string, width: number): string {
  const clean = text.replace(/\p{Cc}/gu, ' ');
  if (stringWidth(clean) <= width) return clean + ' '.repeat(width - stringWidth(clean));
  let cut = '';
  for (const { segment } of new Intl.Segmenter().segment(clean)) {
    if (stringWidth(`${cut}${segment}…`) > width) break;
    cut += segment;
  }
  return `${cut}…${' '.repeat(width - stringWidth(`${cut}…`))}`;
}
