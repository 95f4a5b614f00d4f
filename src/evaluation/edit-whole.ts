/** Edits that touch all of a document and none of its requirements: its format, its title, what stands before it. */
import type { Edit, EditSetting } from './edit.ts';
import { findFenced, headingPattern } from './passages.ts';

export function editWhole(setting: EditSetting): Edit[] {
  const whole = (kind: Edit['kind'], what: string, lines: readonly string[]): Edit => {
    return { kind, what, content: lines.join('\n'), added: 0, ticket: null };
  };
  const { lines } = setting;
  const title = lines.findIndex((line) => /^#\s+\S/.test(line));
  const second = lines.findIndex((line) => /^##\s+\S/.test(line));
  return [
    whole('reformat', 'other list signs, padded cells, more space', reformat(lines)),
    ...(title < 0 ? [] : [whole('renameTitle', 'another title', lines.with(title, '# Project Kestrel'))]),
    whole('prepend', 'a note with a title of its own at the top', [...noteAbove, ...lines]),
    ...(second < 0
      ? []
      : [
          whole(
            'prepend',
            'a background section before the first one',
            lines.toSpliced(second, 0, ...background),
          ),
        ]),
  ];
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
