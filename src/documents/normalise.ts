/** Cleans a text line by line before it is parsed: characters may go, lines never do, so line numbers stay true. */
import type { Hidden } from './outline.ts';
import { readForms } from './pasted-forms.ts';
import { rejoinPrint } from './printed-text.ts';
import { readMacros } from './wiki-macros.ts';

export type CleanText = {
  /** Exactly as received, split at line ends. */
  original: string[];
  lines: string[];
  hidden: Hidden[];
};

const zeroWidth = /[\u00AD\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/g;
const tagCharacters = /[\u{E0000}-\u{E007F}]+/gu;
const residue = /\s*:contentReference\[[^\]]*\]\{[^}]*\}|【[^】]{1,40}】/g;
const wrapperTag = /^\s*<\/?[A-Za-z][\w-]*>\s*$/;
const bullet = /^(\s*)[•◦▪▫‣●○∙·–—]\s+/u;
const signBullet =
  /^(\s*)(?=(?:✅|☑|✔|❌|🔲|⬜|☐|🔄|⏳|🚧|📋|👉|➡|→|✓|✗)\uFE0F?\s+\p{L}|(?:✅|☑|✔|❌|🔲|⬜|☐|🔄|⏳|🚧|📋)\uFE0F?\s+\*\*)/u;
const wikiHeading = /^h([1-6])\.\s+/;
const fence = /^ {0,3}(`{3,}|~{3,})(.*)$/;

export function normalise(text: string): CleanText {
  const original = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const hidden: Hidden[] = [];
  const lines = readForms(original.map((line, at) => cleanLine(line, at + 1, hidden)));
  rejoinPrint(lines);
  readMacros(lines);
  listSigns(lines);
  readBoxes(lines);
  listLetters(lines);
  promoteParagraphs(lines);
  readWikiLists(lines);
  listNumbered(lines);
  listMarked(lines);
  promoteNumbered(lines);
  blankFrontMatter(lines);
  const fenced = closeFences(lines);
  blankComments(lines, fenced, hidden);
  lines.forEach((line, at) => {
    if (!fenced[at]) lines[at] = tidyMarkers(line);
  });
  return { original, lines, hidden };
}

/** "☐ Sign up" and "☑ Done" are check boxes. */
function readBoxes(lines: string[]): void {
  lines.forEach((line, at) => {
    const box = /^(\s*)(?:[-*+]\s+)?([☐☑☒🗹])\uFE0F?\s+(?=\S)/u.exec(line);
    if (box) lines[at] = `${box[1]}- [${box[2] === '☐' ? ' ' : 'x'}] ${line.slice(box[0].length)}`;
  });
}

function cleanLine(line: string, number: number, hidden: Hidden[]): string {
  const smuggled = [...(line.match(tagCharacters) ?? [])].map(readTagCharacters).join(' ');
  if (smuggled.trim() !== '') {
    hidden.push({ kind: 'hidden', why: 'unicode', passage: { text: smuggled, first: number, last: number } });
  }
  return line
    .replace(tagCharacters, '')
    .replace(zeroWidth, '')
    .replace(/[\u00A0\u2007\u202F]/g, ' ')
    .replace(/：\s*/g, ': ')
    .replace(/[ \t]{41,}/g, ' '.repeat(40))
    .replace(residue, '');
}

/** Tag characters are an invisible copy of ASCII, used to smuggle sentences past a reader's eyes. */
function readTagCharacters(run: string): string {
  return [...run].map((sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) & 0x7f)).join('');
}

/** In Jira's and Confluence's markup `#` is a numbered item and `h2.` the heading. */
function readWikiLists(lines: string[]): void {
  if (!lines.some((line) => wikiHeading.test(line))) return;
  lines.forEach((line, at) => {
    lines[at] = line.replace(/^#{1,3}\s+/, '1. ');
  });
}

const paragraphSign = /^§ ?\d+[a-z]?\.? \p{Lu}[^.!?;]{2,60}$/u;

/** In contracts "§ 2 Services" on a line of its own is a heading. */
function promoteParagraphs(lines: string[]): void {
  const found = lines.flatMap((line, at) => (paragraphSign.test(line) ? [at] : []));
  if (found.length > 1) for (const at of found) lines[at] = `## ${lines[at]}`;
}

const letter = /^(\s{0,8})\(?([a-h])\)\s+(?=\S)/;

/** "(a)" and "(b)" in front of lines number a list, one below the item that they are indented under. */
function listLetters(lines: string[]): void {
  const found = new Set(lines.map((line) => letter.exec(line)?.[2]));
  if (found.has('a') && found.has('b'))
    lines.forEach((line, at) => {
      lines[at] = line.replace(letter, (_all, indent: string) => `${indent.slice(0, 4)}- `);
    });
}

const signLine = /^\s*(?:\p{Extended_Pictographic}|[✓✗✔✘])\uFE0F?\s+(?=[\p{L}\d*"'(])/u;
const boxLine = /^\s*\[[ xX~?/-]\]\s+(?=[\p{L}\d*"'(])/u;

/** Lines one below the other that each open with a sign are a list; so are those that open with a box. */
function listSigns(lines: string[]): void {
  const signed = lines.map((line) => signLine.test(line));
  lines.forEach((line, at) => {
    if (boxLine.test(line) || (signed[at] && (signed[at - 1] || signed[at + 1])))
      lines[at] = `- ${line.trimStart()}`;
  });
}

const numbered = /^ {0,3}\d{1,2}(?:\.\d{1,3}){1,3}\.?\s+(?=\p{L}\S*(?:\s+\S+){3,})/u;

/** Sentences numbered 2.1, 2.2 … in plain text are a list, also where each goes on over several lines. */
function listNumbered(lines: string[]): void {
  if (lines.filter((line) => numbered.test(line)).length < 3) return;
  lines.forEach((line, at) => {
    if (numbered.test(line)) lines[at] = `- ${line.trimStart()}`;
  });
}

const marked = /^\s*\/([A-Z]{1,4}-?\d{1,4}[A-Z]?)\/:?\s+(?=\S)/;

/** `GH-6: …` or `RF1 (Alta). …` at the start of a line. */
const identified = /^(?:\[[A-Z]{1,2}\]\s)?[A-Z]{1,5}-?\d{1,3}\s?(?:\([^()]{1,20}\)\s?)?[.:]\s+[\p{L}(]/u;

/** Requirements that a German Pflichtenheft marks `/F10/` are a list, and so are lines with ids close to each other. */
function listMarked(lines: string[]): void {
  lines.forEach((line, at) => {
    if (marked.test(line)) lines[at] = line.replace(marked, '- $1 ');
  });
  const close = (at: number) => /^(?:\s+[-*•]\s)/.test(lines[at] ?? '') || identified.test(lines[at] ?? '');
  const listed = lines.flatMap((line, at) =>
    identified.test(line) && (close(at - 1) || close(at + 1)) ? [at] : [],
  );
  if (listed.length > 2) for (const at of listed) lines[at] = `- ${lines[at]}`;
}

const subchapter = /^\d{1,2}(?:\.\d{1,2}){1,2}\.?\s+\p{Lu}[^.!?:;,]{2,50}$/u;
const chapter = /^\d{1,2}\.?\s+\p{Lu}[^.!?:;,]{2,50}$/u;

/** What stands above numbered chapters: "CORE FEATURES", "Requirements:". */
const part = /^(?:\p{Lu}[\p{Lu}\d /&'()-]{3,60}|\p{Lu}\p{L}*(?: \p{L}+){0,3}:)$/u;

/** In plain text "3. Requirements" with a blank line above or below is a heading; so is a title above all. */
function promoteNumbered(lines: string[]): void {
  if (lines.some((line) => /^#{1,6}\s/.test(line))) return;
  const isBlank = (at: number) => (lines[at] ?? '').trim() === '';
  const chapters = lines.flatMap((line, at) => {
    const below = lines.slice(at + 1, at + 4).find((one) => one.trim() !== '') ?? '';
    const inList = /^\s*(?:[-*+•]|\d{1,2}[.)])\s/.test(lines[at - 1] ?? '');
    const words = line.split(/\s+/).length;
    const [above, under] = [isBlank(at - 1), isBlank(at + 1)];
    const stands = chapter.test(line) && !inList && (above !== under || (above && words < 5));
    return stands && words <= 8 && !/^\d{1,2}\.?\s/.test(below) ? [at] : [];
  });
  if (chapters.length < 3) return;
  lines.forEach((line, at) => {
    const alone = isBlank(at - 1) && isBlank(at + 1) && !/^\s*$/.test(lines[at + 2] ?? '');
    if (chapter.test(line) && alone && !chapters.includes(at) && followsChapter(lines, chapters, at))
      chapters.push(at);
  });
  lines.forEach((line, at) => {
    if (part.test(line) && isBlank(at - 1)) lines[at] = `# ${line}`;
  });
  for (const at of chapters) lines[at] = `## ${lines[at]}`;
  lines.forEach((line, at) => {
    if (subchapter.test(line) && line.split(/\s+/).length <= 7) lines[at] = `### ${line}`;
  });
  const title = lines.findIndex((line) => line.trim() !== '');
  const bare = !lines[title]!.startsWith('#');
  if (bare && title < chapters[0]! && isBlank(title + 1) && lines[title]!.split(/\s+/).length <= 9)
    lines[title] = `# ${lines[title]!.trim()}`;
}

/** A longer name is a chapter's too where its number goes on from the chapter above it. */
function followsChapter(lines: readonly string[], chapters: readonly number[], at: number): boolean {
  const above = chapters.filter((one) => one < at).at(-1);
  return above !== undefined && Number.parseInt(lines[at]!, 10) === Number.parseInt(lines[above]!, 10) + 1;
}

function blankFrontMatter(lines: string[]): void {
  if (lines[0]?.trim() !== '---') return;
  const end = lines.findIndex((line, at) => at > 0 && /^(---|\.\.\.)\s*$/.test(line));
  if (end < 1 || end > 60 || !lines.slice(1, end).some((line) => /^[\w-]+\s*:/.test(line))) return;
  lines.fill('', 0, end + 1);
}

/** Which lines stand inside a code fence. One that is never closed ends before the next heading after a blank line. */
function closeFences(lines: string[]): boolean[] {
  const inside = lines.map(() => false);
  for (let at = 0; at < lines.length; at++) {
    const mark = fence.exec(lines[at]!)?.[1];
    if (!mark) continue;
    const end = closingFence(lines, at, mark);
    inside.fill(true, at, end + 1);
    at = end;
  }
  return inside;
}

function closingFence(lines: string[], start: number, mark: string): number {
  const closing = new RegExp(`^ {0,3}${mark[0]}{${mark.length},}\\s*$`);
  for (let at = start + 1; at < lines.length; at++) if (closing.test(lines[at]!)) return at;
  for (let at = start + 2; at < lines.length; at++) {
    if (/^#{1,6}\s/.test(lines[at]!) && lines[at - 1]!.trim() === '') {
      lines[at - 1] = mark;
      return at - 1;
    }
  }
  return lines.length - 1;
}

function blankComments(lines: string[], fenced: readonly boolean[], hidden: Hidden[]): void {
  let open = lines.some((line) => line.includes('-->'));
  for (let at = 0; at < lines.length; at++) {
    const start = fenced[at] ? -1 : lines[at]!.indexOf('<!--');
    if (start < 0) continue;
    const end = open ? commentEnd(lines, at, start) : null;
    open &&= end !== null;
    const passage = cutComment(lines, at, start, end ?? { line: at, column: lines[at]!.length });
    hidden.push({ kind: 'hidden', why: 'comment', passage });
    at--;
  }
}

/** Where a comment ends; null when it is never closed, and then no later one is either. */
function commentEnd(
  lines: readonly string[],
  at: number,
  start: number,
): { line: number; column: number } | null {
  for (let line = at; line < lines.length; line++) {
    const column = lines[line]!.indexOf('-->', line === at ? start + 4 : 0);
    if (column >= 0) return { line, column: column + 3 };
  }
  return null;
}

function cutComment(lines: string[], at: number, start: number, end: { line: number; column: number }) {
  const parts: string[] = [];
  for (let line = at; line <= end.line; line++) {
    const from = line === at ? start : 0;
    const to = line === end.line ? end.column : lines[line]!.length;
    parts.push(lines[line]!.slice(from, to));
    lines[line] = lines[line]!.slice(0, from) + lines[line]!.slice(to);
  }
  const text = parts.join('\n').replace('<!--', '').replace('-->', '').trim();
  return { text, first: at + 1, last: end.line + 1 };
}

/** Markers of other editors become Markdown's; runaway nesting is cut to what people write. */
function tidyMarkers(line: string): string {
  if (wrapperTag.test(line)) return '';
  return line
    .replace(/^(\s{0,3}>){9,}/, '>'.repeat(8))
    .replace(bullet, '$1- ')
    .replace(signBullet, '$1- ')
    .replace(/^(\s*)\((\d{1,3})\)\s+/, '$1$2) ')
    .replace(/^(\s*)(\d{1,3})[、．]\s*/, '$1$2. ')
    .replace(wikiHeading, (_whole, depth: string) => `${'#'.repeat(Number(depth))} `);
}
