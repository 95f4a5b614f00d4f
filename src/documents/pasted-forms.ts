/** Writes what spreadsheets, note apps and mails leave behind, line for line, as the Markdown it stands for: cells, toggles, emphasised headings. */

const fence = /^\s*(?:```|~~~)/;

/** As many lines as before; text without such forms comes back as it was. */
export function readForms(original: readonly string[]): string[] {
  const lines = [...original];
  readTabs(lines);
  readToggles(lines);
  headEmphasised(lines);
  promoteLettered(lines);
  return lines;
}

const fewestCells = 3;

/** Rows whose cells are set off by tabs, the first of which names the columns, stand between bars. */
function readTabs(lines: string[]): void {
  for (let at = 0; at < lines.length; at++) {
    const count = cellsOf(lines[at]!).length;
    if (count < fewestCells) continue;
    let end = at + 1;
    while (end < lines.length && lines[end]!.includes('\t') && !/^\s*(?:[-*+]\s|$)/.test(lines[end]!)) end++;
    const rows = lines.slice(at, end).map(cellsOf);
    const isTable = end - at > 1 && rows.every((cells) => cells.length > 1 && cells.length <= count + 1);
    const named = rows[0]!.every((cell) => cell !== '' && cell.split(' ').length <= 4);
    if (isTable && named)
      rows.forEach((cells, row) => {
        const padded = Array.from({ length: count }, (_, column) =>
          (cells[column] ?? '').replaceAll('|', '/'),
        );
        lines[at + row] = `| ${padded.join(' | ')} |`;
      });
    at = end - 1;
  }
}

function cellsOf(line: string): string[] {
  const cells = line.split('\t').map((cell) => cell.trim());
  while (cells.length > 1 && cells.at(-1) === '') cells.pop();
  return cells;
}

const summary =
  /^\s*(?:<details[^>]*>\s*)?<summary[^>]*>\s*(?:<[^>]+>)*([^<]{1,90})(?:<\/[^>]+>)*\s*<\/summary>\s*$/i;
const triangle = /^[▸▶▾▼►]\uFE0F?\s+(\S.{1,70})$/u;

/** What a toggle is called heads what it hides. */
function readToggles(lines: string[]): void {
  let depth = 1;
  let indented = false;
  let fenced = false;
  lines.forEach((line, at) => {
    if (fence.test(line)) fenced = !fenced;
    if (fenced) return;
    const heading = /^(#{1,6})\s/.exec(line)?.[1];
    if (heading) depth = heading.length;
    const folded = triangle.exec(line)?.[1];
    const title = folded ?? summary.exec(line)?.[1];
    if (title) lines[at] = `${'#'.repeat(Math.min(6, depth + 1))} ${title.trim()}`;
    else if (/^\s*<\/?details[^>]*>\s*$/i.test(line)) lines[at] = '';
    else if (indented && /^(?: {2,4}|\t)/.test(line)) lines[at] = line.replace(/^(?: {2,4}|\t)/, '');
    if (folded) indented = true;
    else if (/^\S/.test(line)) indented = false;
  });
}

const emphasised = /^ {0,3}(\*{1,2}|_{1,2})(?![\s*_])([^*_]{2,70}?)\1\s*:?\s*$/;
const mostWords = 9;

/** A line all in italics or bold right above text is a heading where the document has the habit. */
function headEmphasised(lines: string[]): void {
  const heads = lines.flatMap((line, at) => {
    const text = emphasised.exec(line)?.[2];
    const next = (lines[at + 1] ?? '').trim();
    const stands = (lines[at - 1] ?? '').trim() === '' && next !== '' && !emphasised.test(next);
    const isName = text && text.split(/\s+/).length <= mostWords && !/[.!?,;]$/.test(text);
    return stands && isName ? [{ at, text }] : [];
  });
  if (heads.length < 2) return;
  let depth = 1;
  let next = 0;
  lines.forEach((line, at) => {
    const heading = /^(#{1,6})\s/.exec(line)?.[1];
    if (heading) depth = heading.length;
    if (heads[next]?.at !== at) return;
    lines[at] = `${'#'.repeat(Math.min(6, depth + 1))} ${heads[next]!.text}`;
    next++;
  });
}

const lettered = /^([A-H])\.\s+\p{Lu}[^.!?:;]{2,60}$/u;

/** "A. About the museum", "B. Mandatory requirements" on lines of their own are headings, counted from A. */
function promoteLettered(lines: string[]): void {
  if (lines.some((line) => /^#{1,6}\s/.test(line))) return;
  const isBlank = (at: number) => (lines[at] ?? '').trim() === '';
  const found = lines.flatMap((line, at) =>
    lettered.test(line) && isBlank(at - 1) && isBlank(at + 1) ? [at] : [],
  );
  const letters = found.map((at) => lines[at]![0]).join('');
  if (found.length < 3 || !'ABCDEFGH'.startsWith(letters)) return;
  for (const at of found) lines[at] = `## ${lines[at]!.slice(2).trim()}`;
}
