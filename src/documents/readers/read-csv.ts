/** Reads a CSV or TSV table of requirements into a Markdown table. */
import { parse } from 'csv-parse/sync';
import { DocketError } from '../../domain/errors.ts';
import { type Read, sayColumns } from './reading.ts';
import { countKnown, titleFromName } from './table-headings.ts';
import { writeTable } from './write-table.ts';

const separators = [',', ';', '\t', '|'];

/**
 * The file's name is the title. Rows before the headings (a report's own title, say) are kept as text. Throws UNREADABLE for
 * text that is no table.
 */
export function readCsv(text: string, name: string): Read {
  const rows = parseRows(text, name);
  const head = headingRow(rows);
  const table = writeTable(rows[head] ?? [], rows.slice(head + 1));
  if (table.lines.length === 0) throw noTable(name);
  const before = rows.slice(0, head).map((row) => row.filter((cell) => cell.trim() !== '').join(' '));
  const isPlan = countKnown(rows[head]!) > 1;
  const lines = [
    `# ${titleFromName(name) || 'Table'}`,
    ...before.flatMap((line) => ['', line]),
    ...(isPlan ? ['', '## Requirements'] : []),
    '',
    ...table.lines,
  ];
  return { text: `${lines.join('\n')}\n`, warnings: sayColumns(table.leftOut) };
}

function parseRows(text: string, name: string): string[][] {
  try {
    return parse(text, {
      bom: true,
      delimiter: findSeparator(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: 256 * 1024,
    });
  } catch {
    throw noTable(name);
  }
}

/** The sign that stands most often in the first lines outside quotes. */
function findSeparator(text: string): string {
  const start = text.slice(0, 4000).replace(/"(?:[^"]|"")*"/g, '');
  const lines = start.split(/\r\n|\n|\r/).slice(0, 5);
  const counts = separators.map((sign) => lines.reduce((sum, line) => sum + line.split(sign).length - 1, 0));
  return separators[counts.indexOf(Math.max(...counts))]!;
}

/** The row among the first ten with the most headings that requirement tables have; the first row otherwise. */
function headingRow(rows: readonly string[][]): number {
  const known = rows.slice(0, 10).map(countKnown);
  const most = Math.max(0, ...known);
  return most > 1 ? known.indexOf(most) : 0;
}

function noTable(name: string): DocketError {
  return new DocketError('UNREADABLE', {
    message: `${name} is no table that can be read: it needs a row of headings and at least one row below it. Nothing was stored.`,
    remedy: 'Save it as CSV with headings such as ID, Title, Description, Priority, and send it again.',
  });
}
