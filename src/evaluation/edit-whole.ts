/** Edits that touch all of a document and none of its requirements: its format, its title, what stands before it. */
import type { Edit, EditSetting } from './edit.ts';
import { findFenced, headingPattern } from './passages.ts';

export function editWhole({ lines }: EditSetting): Edit[] {
  const whole = (kind: Edit['kind'], what: string, edited: readonly string[]): Edit => {
    return { kind, what, content: edited.join('\n'), added: 0, ticket: null };
  };
  const edits = [whole('reformat', 'other list signs, padded cells, more space', reformat(lines))];
  const title = lines.findIndex((line) => /^#\s+\S/.test(line));
  if (title >= 0) {
    edits.push(whole('renameTitle', 'another title', lines.with(title, '# Project Kestrel')));
    const noted = lines.toSpliced(title, 0, ...noteAbove);
    edits.push(whole('prepend', 'a note with a title of its own above the title', noted));
  }
  const section = lines.findIndex((line) => /^##\s+\S/.test(line));
  if (section >= 0) {
    const introduced = lines.toSpliced(section, 0, ...background);
    edits.push(whole('prepend', 'a background section before the first one', introduced));
  }
  return edits;
}

const noteAbove = ['# Read this first', '', 'This version went to the steering group on Monday.', ''];
const background = ['## Background', '', 'This version went to the steering group on Monday.', ''];

/** What a formatter does: other signs for lists and bold, padded table cells, a blank line more below headings. */
function reformat(lines: readonly string[]): string[] {
  const fenced = findFenced(lines);
  return lines.flatMap((line, at) => {
    if (fenced.has(at + 1)) return [line];
    if (/^\s*\|/.test(line)) return [line.replace(/(?<=[^\\])\s*\|/g, '   |').replace(/^\s+/, '')];
    const turned = line
      .replace(
        /^(\s*)([-*])(?=\s+\S)/,
        (_, indent: string, sign: string) => indent + (sign === '-' ? '*' : '-'),
      )
      .replace(/\*\*([^*_]+)\*\*/g, (all, bold: string, from: number) =>
        /\w/.test(line[from - 1] ?? ' ') || /\w/.test(line[from + all.length] ?? ' ') ? all : `__${bold}__`,
      );
    return headingPattern.test(line) ? [turned, ''] : [turned];
  });
}
