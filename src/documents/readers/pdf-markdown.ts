/** Writes the lines of PDF pages as Markdown: headings by their size, items by their signs, tables by their columns. */
import type { PageLine } from './pdf-lines.ts';
import { takePdfTable } from './pdf-table.ts';
import { writeTable } from './write-table.ts';

const bullet = /^[•◦▪▫‣●○∙·–➢✓]\s*(?=\S)|^[-*]\s+/u;
const numbered = /^(?:\(?\d{1,3}[.)]|[a-z][.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?)\s+\S/i;
const identified = /^(?:[A-Z]{1,8}-?\d{1,5}|\[[A-Z]{1,8}-?\d{1,5}\])\b/;

type Setting = { body: number; levels: number[]; indents: number[] };

export function writePdfMarkdown(pages: readonly PageLine[][]): string {
  const lines = dropRunningLines(pages).flat();
  const setting = measure(lines);
  const out: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const table = takePdfTable(lines, at);
    if (table) {
      out.push('', ...writeTable(table.header, table.rows).lines, '');
      at += table.taken;
      continue;
    }
    writeLine(out, lines[at]!, lines[at - 1], setting);
    at++;
  }
  return `${out
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

/** Headers, footers and page numbers stand at the edge of most pages with the same words. */
function dropRunningLines(pages: readonly PageLine[][]): PageLine[][] {
  const key = (line: PageLine) => line.text.replace(/\d+/g, '#');
  const edge = (page: readonly PageLine[]) => {
    const byHeight = [...page].sort((a, b) => b.y - a.y);
    return new Set([...byHeight.slice(0, 2), ...byHeight.slice(-2)]);
  };
  const counts = new Map<string, number>();
  for (const page of pages) {
    for (const one of new Set([...edge(page)].map(key))) counts.set(one, (counts.get(one) ?? 0) + 1);
  }
  const runs = (line: PageLine) => pages.length > 1 && (counts.get(key(line)) ?? 0) * 2 > pages.length;
  return pages.map((page) => {
    const edges = edge(page);
    return page.filter(
      (line) => !(edges.has(line) && (runs(line) || /^(?:page |seite )?\d{1,4}$/i.test(line.text))),
    );
  });
}

function measure(lines: readonly PageLine[]): Setting {
  const weight = new Map<number, number>();
  for (const line of lines) weight.set(line.size, (weight.get(line.size) ?? 0) + line.text.length);
  const body = [...weight].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 10;
  const larger = lines.filter((line) => line.size >= body * 1.12 && line.text.length <= 120);
  const levels = [...new Set(larger.map((line) => line.size))].sort((a, b) => b - a);
  const items = lines.filter((line) => bullet.test(line.text)).map(indentOf);
  return { body, levels, indents: [...new Set(items)].sort((a, b) => a - b) };
}

function indentOf(line: PageLine): number {
  return Math.round((line.x - line.column.left) / 6) * 6;
}

function writeLine(out: string[], line: PageLine, before: PageLine | undefined, setting: Setting): void {
  const text = line.text.replace(/<(?=[a-z/!])/gi, '\\<');
  const level = setting.levels.indexOf(line.size);
  if (level >= 0 && line.text.length <= 120) {
    const carriesOn =
      before?.size === line.size && out.at(-1)?.startsWith('#') && before.y - line.y < line.size * 1.7;
    if (carriesOn) out[out.length - 1] += ` ${text}`;
    else out.push('', `${'#'.repeat(Math.min(5, level + 1))} ${text}`);
    return;
  }
  if (bullet.test(text)) {
    if (!isItem(out.at(-1))) out.push('');
    const depth = Math.max(0, setting.indents.indexOf(indentOf(line)));
    out.push(`${'  '.repeat(Math.min(4, depth))}- ${text.replace(bullet, '')}`);
    return;
  }
  if (before && carriesOn(out, line, before)) out.push(join(out.pop()!, text));
  else {
    if (!(numbered.test(text) && isItem(out.at(-1)))) out.push('');
    out.push(text);
  }
}

function isItem(line: string | undefined): boolean {
  return line !== undefined && /^\s*(?:-|\d{1,3}[.)])\s/.test(line);
}

/** A line goes on with the paragraph before it unless that ended early, a gap lies between, or it opens something. */
function carriesOn(out: readonly string[], line: PageLine, before: PageLine): boolean {
  const last = out.at(-1) ?? '';
  if (last === '' || last.startsWith('#') || last.startsWith('|')) return false;
  if (numbered.test(line.text) || identified.test(line.text)) return false;
  const gap = before.y - line.y;
  if (gap > line.size * 1.75) return false;
  const newPage = gap < 0;
  const { left, right } = before.column;
  const full = before.right - left > (right - left) * 0.75;
  return full && !(newPage && /[.!?:]$/.test(last));
}

function join(first: string, second: string): string {
  const broken = /(?<![-\p{L}]*-\p{L}*)\p{Ll}-$/u.test(first) && /^\p{Ll}/u.test(second);
  return broken ? first.slice(0, -1) + second : `${first} ${second}`;
}
