/** A table as Discord shows it: aligned where it is narrow enough for a phone, otherwise a line for each row. */
import type { CardBlock, Text } from '../../cards/card.ts';
import { cutPlain } from '../../cards/cut-text.ts';
import { makeSafeLine } from '../../messenger/safe-text.ts';
import { escapeLine, mute, toCodeBlock, toMarkdown, type UserOf } from './markdown.ts';

type Table = Extract<CardBlock, { kind: 'table' }>;

/** Wider, and a phone wraps the lines. */
const widest = 46;
const mostAligned = 11;
const longestCell = 120;
const nothing = '–';

/** Empty for a table without rows. */
export function drawTable({ columns, rows, caption }: Table, userOf: UserOf): string {
  if (rows.length === 0) return '';
  const note = caption ? `\n${mute(escapeLine(caption))}` : '';
  const aligned = align(columns, rows);
  if (aligned) return `${toCodeBlock(aligned)}${note}`;
  const head = mute(columns.map(escapeLine).join(' · '));
  const lines = rows.map((row) => columns.map((_, at) => drawCell(row[at] ?? '', userOf)).join(' · '));
  return `${head}\n${lines.map((line) => `- ${line}`).join('\n')}${note}`;
}

function drawCell(cell: Text, userOf: UserOf): string {
  if (typeof cell !== 'string') return toMarkdown(cell, userOf).trim() || nothing;
  return escapeLine(cutPlain(cell, longestCell)) || nothing;
}

/** Null where it is too large, or where a cell is more than words. */
function align(columns: readonly string[], rows: readonly Text[][]): string | null {
  if (rows.length > mostAligned || rows.flat().some((cell) => typeof cell !== 'string')) return null;
  const table = [columns, ...(rows as string[][])].map((row) =>
    columns.map((_, at) => makeSafeLine(row[at] ?? '').trim() || nothing),
  );
  const widths = columns.map((_, at) => Math.max(...table.map((row) => row[at]!.length)));
  if (widths.reduce((sum, width) => sum + width + 2, -2) > widest) return null;
  return table
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
