/** An issue's text read back into what a ticket keeps apart: its description, its criteria and its effort. */
import { splitContext } from '../../domain/context-block.ts';

export type IssueText = {
  description: string;
  criteria: { text: string; met: boolean }[];
  /** Null where the text does not say. */
  effort: string | null;
};

const heading = /^#{1,6}\s+acceptance criteria\s*$/i;
const item = /^\s{0,3}[-*+]\s+\[([ xX])\]\s+(.*)$/;
const fact = /^\*\*(Effort|Depends on|Labels|Priority):\*\*\s*(.*)$/i;
const rule = /^(?:-\s*){3,}$|^(?:\*\s*){3,}$|^(?:_\s*){3,}$/;
const footer = /^(?:Source: |Approved by )/;

/** Understands what Docket wrote there itself, also after people worked on it and after a tracker set it anew. */
export function readIssueText(text: string): IssueText {
  const lines = splitContext(text).rest.replace(/\r\n?/g, '\n').split('\n').map(trimEnd);
  dropFooter(lines);
  const effort = takeFacts(lines);
  const criteria = takeCriteria(lines);
  return { description: squeeze(lines), criteria, effort };
}

/** The one form in which both sides are compared; reading it back gives the same. */
export function writeIssueText({ description, criteria, effort }: IssueText): string {
  const items = criteria.map(({ text, met }) => `- [${met ? 'x' : ' '}] ${text}`);
  const section = items.length > 0 ? ['## Acceptance Criteria', ...items].join('\n') : '';
  const parts = [description, section, effort === null ? '' : `**Effort:** ${effort}`];
  return parts.filter((part) => part !== '').join('\n\n');
}

function trimEnd(line: string): string {
  return line.trimEnd();
}

/** Where it came from and who approved it: below the last rule, and nobody else's words with it. */
function dropFooter(lines: string[]): void {
  const at = lines.findLastIndex((line) => rule.test(line));
  if (at < 0) return;
  const below = lines.slice(at + 1).filter((line) => line !== '');
  if (below.length > 0 && below.every((line) => footer.test(line))) lines.length = at;
}

/** Takes the facts off the end, and answers the effort. */
function takeFacts(lines: string[]): string | null {
  let effort: string | null = null;
  for (;;) {
    while (lines.at(-1) === '') lines.pop();
    const found = fact.exec(lines.at(-1) ?? '');
    if (!found) return effort;
    if (found[1]!.toLowerCase() === 'effort') effort = found[2]!.trim() || null;
    lines.pop();
  }
}

/** Takes the tasks below the heading out; whatever else people wrote there stays in the description. */
function takeCriteria(lines: string[]): IssueText['criteria'] {
  const start = lines.findIndex((line) => heading.test(line));
  if (start < 0) return [];
  const after = lines.slice(start + 1);
  const end = after.findIndex((line) => /^#{1,6}\s/.test(line));
  const section = end < 0 ? after : after.slice(0, end);
  const criteria: IssueText['criteria'] = [];
  const others: string[] = [];
  for (const line of section) {
    const found = item.exec(line);
    const last = criteria.at(-1);
    if (found) criteria.push({ text: found[2]!.trim(), met: found[1] !== ' ' });
    else if (last && others.length === 0 && /^\s{2,}\S/.test(line)) last.text += ` ${line.trim()}`;
    else if (line !== '') others.push(line);
  }
  if (criteria.length === 0) return [];
  const title = others.length > 0 ? [lines[start]!] : [];
  lines.splice(start, 1 + section.length, ...title, ...others, '');
  return criteria.filter(({ text }) => text !== '');
}

function squeeze(lines: readonly string[]): string {
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
