/** Refuses, before anything parses it, Markdown made to keep a parser busy: such text has what no person writes. */
import { DocketError } from '../../domain/errors.ts';

/** Far above what people write, and far below what takes a parser a second. */
const most = {
  lines: 60_000,
  rows: 5000,
  levels: 20,
  columns: 500,
  brackets: 3000,
  emphasis: 2000,
  tickLengths: 20,
};

type Counts = { brackets: number; emphasis: number; tickLengths: Set<number> };

/** What begins a line of its own in Markdown, so that the text before it is parsed apart from the text after it. */
const opensBlock = /^\s*(?:[-*+>#|]|\d{1,9}[.)]\s|$)/;
const row = /^\s{0,3}\|/;
const fence = /^ {0,3}(```|~~~)(?:(?<=~~~).*|[^`]*)$/;
const containers = /^(?:[ \t]{0,3}(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]?)+/;

/**
 * Looks at each sign once; code between fences may hold anything. Throws UNREADABLE for nesting, or for columns, brackets,
 * emphasis or backticks beyond all reason in one passage, and TOO_LARGE for more lines than a document or rows than a plan has.
 */
export function refuseBombs(text: string, name: string): void {
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.length > most.lines && lines.filter((line) => line.trim() !== '').length > most.lines) {
    throw tooManyLines(name);
  }
  let counts = noCounts();
  let open: string | null = null;
  let rows = 0;
  lines.forEach((line, at) => {
    const sign = fence.exec(line)?.[1] ?? null;
    if (sign !== null && (open === null || open === sign)) open = open === null ? sign : null;
    if (sign !== null || open !== null) return;
    rows = row.test(line) ? rows + 1 : 0;
    if (rows > most.rows) throw tooManyRows(name);
    if (opensBlock.test(line)) counts = noCounts();
    const fault = faultOf(line, counts);
    if (fault) throw unreasonable(name, at + 1, fault);
  });
}

function noCounts(): Counts {
  return { brackets: 0, emphasis: 0, tickLengths: new Set() };
}

function faultOf(line: string, counts: Counts): string | null {
  if (levelsOf(line) > most.levels) return 'is nested too deeply';
  if (countSigns(line, counts) > most.columns) return 'has too many columns';
  if (counts.brackets > most.brackets) return 'has too many brackets';
  if (counts.emphasis > most.emphasis) return 'has too many marks of emphasis';
  return counts.tickLengths.size > most.tickLengths ? 'has too many kinds of backticks' : null;
}

/** Quotes and items one inside the other on one line. Runs of quote marks alone are cut short when the text is read. */
function levelsOf(line: string): number {
  const markers = containers.exec(line)?.[0] ?? '';
  return /[-*+\d]/.test(markers) ? (markers.match(/>|[-*+]|\d{1,9}[.)]/g)?.length ?? 0) : 0;
}

/** Adds to the counts of the passage; gives the bars of the line. */
function countSigns(line: string, counts: Counts): number {
  let bars = 0;
  for (let at = 0; at < line.length; at++) {
    const sign = line.charCodeAt(at);
    if (sign === bracket) counts.brackets++;
    else if (sign === bar) bars++;
    else if (sign === star || sign === underscore || sign === tilde) {
      if (line.charCodeAt(at - 1) !== sign) counts.emphasis++;
    } else if (sign === tick) {
      const start = at;
      while (line.charCodeAt(at + 1) === tick) at++;
      counts.tickLengths.add(at - start + 1);
    }
  }
  return bars;
}

const [bracket, bar, star, underscore, tilde, tick] = [...'[|*_~`'].map((sign) => sign.charCodeAt(0));

function unreasonable(name: string, line: number, what: string): DocketError {
  return new DocketError('UNREADABLE', {
    message: `Line ${line} of ${name} ${what} to be read. Nothing was stored.`,
    remedy: 'Remove the runs of repeated signs in that line, and send it again.',
  });
}

/** Each row asks for something, and nobody reviews so many tickets at once. */
function tooManyRows(name: string): DocketError {
  return new DocketError('TOO_LARGE', {
    message: `${name} holds a table of more than ${most.rows.toLocaleString('en')} rows. Nothing was stored.`,
    remedy: 'Filter the table to what is planned next, or split it into several files, and send it again.',
  });
}

function tooManyLines(name: string): DocketError {
  return new DocketError('TOO_LARGE', {
    message: `${name} has more than ${most.lines.toLocaleString('en')} lines. Nothing was stored.`,
    remedy: 'Split it into several documents and send them one by one.',
  });
}
