/** Writes rows of cells as a Markdown table in the headings that the structurer reads. */
import { nameColumns } from './table-headings.ts';

/** A table with more columns than this is an export of a tracker's whole record; only known columns are kept then. */
const widest = 14;

export type WrittenTable = { lines: string[]; leftOut: string[] };

/**
 * The first row holds the headings. Empty columns and rows go; line breaks in a cell become `<br>`, so that a row stays
 * one line and a cell's list stays a list.
 */
export function writeTable(header: readonly string[], rows: readonly (readonly string[])[]): WrittenTable {
  const filled = rows.filter((row) => row.some((cell) => cell.trim() !== ''));
  const named = nameColumns(header);
  const used = header.map((_, at) => at).filter((at) => filled.some((row) => (row[at] ?? '').trim() !== ''));
  const kept = used.length > widest ? used.filter((at) => named[at]!.known) : used;
  if (filled.length === 0 || kept.length === 0) return { lines: [], leftOut: [] };
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return {
    lines: [
      line(kept.map((at) => writeCell(named[at]!.title) || `Column ${at + 1}`)),
      line(kept.map(() => '---')),
      ...filled.map((row) => line(kept.map((at) => writeCell(row[at] ?? '')))),
    ],
    leftOut: used.filter((at) => !kept.includes(at)).map((at) => header[at]!),
  };
}

/** One line of a table cell; bars and line breaks would end it early. */
export function writeCell(text: string): string {
  return text
    .split(/\r\n|\n|\r/)
    .map((line) =>
      line
        .trim()
        .replace(/^[-*•]\s+/, '')
        .replace(/\s+/g, ' '),
    )
    .filter((line) => line !== '')
    .join('<br>')
    .replaceAll('\\', '\\\\')
    .replaceAll('|', '\\|');
}
