/** Renews the parts of Markdown files that belong to the tool, and keeps everything else. */

const tickets = 'tickets';
const markOf = (part: string, edge: 'start' | 'end') => `<!-- @picoai/tickets:${part}:${edge} -->`;

type Range = { start: number; end: number };

function findMarked(text: string, part: string): Range | null {
  const start = text.indexOf(markOf(part, 'start'));
  const end = text.indexOf(markOf(part, 'end'));
  return start >= 0 && end > start ? { start, end: end + markOf(part, 'end').length } : null;
}

/** Two blank-line-separated neighbours and what comes between them. */
function joinParts(...parts: string[]): string {
  const filled = parts.map((part) => part.replace(/^\n+|\s+$/g, '')).filter(Boolean);
  return `${filled.join('\n\n')}\n`;
}

function takeOut(text: string, part: string): string {
  const range = findMarked(text, part);
  return range ? joinParts(text.slice(0, range.start), text.slice(range.end)) : text;
}

function normalize(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

/** `existing` with the managed block of `template` in it, once; `facts` stand below the block's first heading. */
export function renewTicketsDocument(existing: string, template: string, facts: readonly string[]): string {
  const range = findMarked(template, 'managed')!;
  const block = addFacts(template.slice(range.start, range.end), facts);
  const text = takeOut(normalize(existing), `${tickets}-md`);
  const at = findMarked(text, 'managed');
  if (!at) return joinParts(text, block);
  return joinParts(text.slice(0, at.start), block, text.slice(at.end));
}

function addFacts(block: string, facts: readonly string[]): string {
  const lines = block.split('\n');
  const heading = lines.findIndex((line) => line.startsWith('## '));
  return [...lines.slice(0, heading + 1), '', ...facts, ...lines.slice(heading + 1)].join('\n');
}

const workflow = 'ticketing workflow';

/** `existing` with exactly one `## Ticketing Workflow` block, whatever older form it had, and all else kept. */
export function renewAgentsDocument(existing: string, template: string): string {
  const lines = template.split('\n');
  const range = findBlock(lines, workflow, 2)!;
  const block = lines.slice(range.start, range.end).join('\n');
  return putBlock(takeOut(normalize(existing), 'agents'), block);
}

function putBlock(text: string, block: string): string {
  let lines = text.split('\n');
  const first = findBlock(lines, workflow, 2) ?? findLegacyBlock(lines);
  if (!first) return joinParts(text, block);
  const before = lines.slice(0, first.start).join('\n');
  lines = lines.slice(first.end);
  for (let again = findBlock(lines, workflow, 2); again; again = findBlock(lines, workflow, 2))
    lines.splice(again.start, again.end - again.start);
  return joinParts(before, block, lines.join('\n'));
}

/** The old form: a heading of the first level, up to and with its bootstrapping section. */
function findLegacyBlock(lines: readonly string[]): Range | null {
  const range = findBlock(lines, workflow, 1);
  const last = findBlock(lines, 'bootstrapping tickets.md', 2);
  if (!range || !last || last.start < range.start) return range;
  return { start: range.start, end: last.end };
}

/** From a heading to the next of the same or a higher level, outside fenced code. */
function findBlock(lines: readonly string[], heading: string, level: number): Range | null {
  let start = -1;
  let fenced = false;
  for (const [at, line] of lines.entries()) {
    if (/^ {0,3}(?:```|~~~)/.test(line)) fenced = !fenced;
    const match = fenced ? null : /^(#{1,6})\s+(.+?)\s*#*\s*$/.exec(line);
    if (!match) continue;
    const depth = match[1]!.length;
    if (start >= 0 && depth <= level) return { start, end: at };
    if (start < 0 && depth === level && match[2]!.toLowerCase() === heading) start = at;
  }
  return start >= 0 ? { start, end: lines.length } : null;
}
