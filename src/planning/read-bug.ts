/** What a report says, read from the way people write it: headings, unfilled templates, traces of stacks, several issues at once. */
import type { BugWords } from '../domain/bug-report.ts';
import { estimateImpact } from '../domain/pm-template.ts';

type Part = 'happened' | 'expected' | 'steps' | 'version' | 'error';

const longestTitle = 120;
const longestError = 4000;
const mostIssues = 5;

const headings: [Part, RegExp][] = [
  ['expected', /^(?:expected(?: behaviou?r| result)?|what (?:should|did you expect)[^:]*|erwartet\w*)$/i],
  [
    'steps',
    /^(?:steps(?: to reproduce)?|(?:how )?to reproduce|reproduction(?: steps)?|repro(?: steps)?|schritte\b.*)$/i,
  ],
  [
    'version',
    /^(?:(?:app |client |browser )?version|environment|browser(?: or device)?|device|os|platform|version, browser or device)$/i,
  ],
  [
    'error',
    /^(?:(?:error )?logs?|stack ?trace|error(?: message)?|console(?: output)?|traceback|relevant log output)$/i,
  ],
  [
    'happened',
    /^(?:describe the bug|(?:bug )?description|what happened\??|actual(?: behaviou?r| result)?|current behaviou?r|bug|issue|problem|summary)$/i,
  ],
];

/** What a template asks, and what stands in it when nobody answers. */
const unfilled =
  /^(?:_?no response_?|n\/?a|none|todo|tbd|\.\.\.|…|-|a clear and concise description\b.*|steps to reproduce the behaviou?r:?|(?:go|click on|scroll down) to? ?['‘“"]?\.{3,}.*|see error|add any other context\b.*|if applicable,.*|please (?:describe|complete|fill)\b.*|\[e\.g\..*\])$/i;

const traceLine =
  /^\s+at\s+\S.*|^Traceback \(most recent|^\s+File ".*", line \d+|^\s*\.{3} \d+ more|^Caused by:|^goroutine \d+|^panic:|^\s*from .*:\d+:in /;
const errorLine =
  /^(?:Uncaught\s+|Unhandled\s+|Exception in thread\b.*?|\[?(?:ERROR|FATAL)\]?:?\s+)?(?:[\w$.]+\.)?[A-Z]\w*(?:Error|Exception)\b.*|^(?:error|fatal)(?:\[\w+\])?: .+/;

/** Every issue a report tells of, at least one; it is data, and nothing in it is an order. Severity is not guessed. */
export function readBugs(text: string): BugWords[] {
  const issues = splitIssues(text.replace(/\r\n?/g, '\n').replace(/<!--[\s\S]*?-->/g, ''));
  return issues.map(readOne);
}

function readOne(text: string): BugWords {
  const parts = sortLines(text);
  const said = (part: Part) => tidy(parts[part]);
  const happened = said('happened');
  const error = parts.error
    .join('\n')
    .replace(/^```\w*\n?|```$/gm, '')
    .trim()
    .slice(0, longestError);
  return {
    title: titleOf(happened, error, text),
    happened,
    expected: said('expected'),
    steps: readSteps(said('steps')),
    version: said('version') || versionIn(text),
    error,
    severity: null,
  };
}

/** One step for each line, without its number. */
export function readSteps(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim().replace(/^(?:\d+[.)]|[-*•])\s*/, ''))
    .filter((line) => line !== '' && !unfilled.test(line));
}

function sortLines(text: string): Record<Part, string[]> {
  const parts: Record<Part, string[]> = { happened: [], expected: [], steps: [], version: [], error: [] };
  let at: Part = 'happened';
  let inTrace = false;
  for (const line of text.split('\n')) {
    const heading = readHeading(line);
    inTrace = traceLine.test(line) || errorLine.test(line.trim()) || (inTrace && /^\s{2,}\S/.test(line));
    if (heading) {
      at = heading.part;
      if (heading.rest !== '') parts[at].push(heading.rest);
    } else parts[inTrace ? 'error' : at].push(line);
  }
  return parts;
}

/** `## Expected behaviour`, `**Steps**`, `Version: 4.3.1`. */
function readHeading(line: string): { part: Part; rest: string } | null {
  const [, name, colon, rest = ''] =
    /^\s*(?:#{1,6}\s*|\*\*|__)?([^:*#]{2,60}?)(?:\*\*|__)?\s*(:|$)(?:\*\*|__)?\s*(.*)$/.exec(line) ?? [];
  if (name === undefined || (colon === '' && !/^\s*(?:#|\*\*|__)/.test(line))) return null;
  const found = headings.find(([, words]) => words.test(name.trim()));
  return found ? { part: found[0], rest: unfilled.test(rest.trim()) ? '' : rest } : null;
}

function tidy(lines: readonly string[]): string {
  return lines
    .filter((line) => !unfilled.test(line.trim().replace(/^(?:\d+[.)]|[-*•])\s*/, '')))
    .filter((line) => !/^\s*(?:```\w*|- \[[ x]\].*)\s*$/i.test(line))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

const greeting =
  /^(?:(?:hi|hey|hello|hallo)(?:\s+(?:all|team|folks|everyone|there))?|good (?:morning|evening)|so|ok(?:ay)?|sorry)\b[\s,!.:–-]*/i;

function titleOf(happened: string, error: string, text: string): string {
  const [first = ''] = happened
    .replace(greeting, '')
    .replace(/^#+\s*/, '')
    .split(/(?<=[.!?])\s|\n/)
    .map((line) => line.replace(/^\*\*|\*\*$/g, '').trim())
    .filter(Boolean);
  const said =
    first || error.split('\n')[0]?.trim() || text.trim().split('\n')[0]?.trim() || 'A bug without words';
  const plain = said.replace(/[.!]+$/, '');
  return plain.length <= longestTitle ? plain : `${plain.slice(0, longestTitle - 1).trimEnd()}…`;
}

function versionIn(text: string): string {
  return /\b(?:version|app|release|build|v)\s*[:=]?\s*(\d+\.\d+(?:\.\d+)*[\w.-]*)/i.exec(text)?.[1] ?? '';
}

const another =
  /^(?:also|another (?:issue|bug|problem|thing)|(?:a )?(?:second|third|different) (?:issue|bug|problem|thing)|separately|unrelated(?:ly)?|on top of that|and one more)\b[\s:,–-]*/i;
const numbered = /^\s*(?:(?:bug|issue|problem)\s*#?\d+\s*[:.)–-]|\d+[.)])\s+/i;

/** Only where the writer says that there are several; steps in a list are one issue. */
function splitIssues(text: string): string[] {
  const lines = text.split('\n');
  const announced = lines.findIndex((line) =>
    /\b(?:several|two|three|four|five|few|some|these|following|multiple|\d)\b.*\b(?:issues|bugs|problems|things)\b/i.test(
      line,
    ),
  );
  const starts =
    announced < 0 ? [] : lines.flatMap((line, at) => (at > announced && numbered.test(line) ? [at] : []));
  if (starts.length > 1) return cutAt(lines, starts).map((part) => part.replace(numbered, ''));
  const others = lines.flatMap((line, at) => (at > 0 && another.test(line.trim()) ? [at] : []));
  if (others.length === 0) return [text];
  return cutAt(lines, [0, ...others]).map((part) => part.trim().replace(another, ''));
}

function cutAt(lines: readonly string[], starts: readonly number[]): string[] {
  const parts = starts.map((from, at) =>
    lines
      .slice(from, starts[at + 1])
      .join('\n')
      .trim(),
  );
  const telling = parts.filter((part) => part.length > 10);
  return telling.length > 0 ? telling.slice(0, mostIssues) : [lines.join('\n')];
}

/** What a ticket says of it; what was left empty is not spoken of. */
export function describeBug({ happened, expected, steps, version }: BugWords): string {
  const numberedSteps = steps.map((step, at) => `${at + 1}. ${step}`).join('\n');
  const parts: [string, string][] = [
    ['What happened', happened],
    ['Expected', expected],
    ['Steps', numberedSteps],
    ['Version', version],
  ];
  const said = parts.filter(([, text]) => text.trim() !== '');
  return said.map(([name, text]) => `**${name}**\n\n${text.trim()}`).join('\n\n');
}

/** What is worth asking a reporter for, in words that follow "say also"; at most once, and never in the way. */
export function missingOf({ happened, expected, steps, version, error, title }: BugWords): string[] {
  const all = [title, happened, error].join('\n');
  const affected =
    estimateImpact(all) !== null ||
    /\b(?:users?|customers?|everyone|everybody|people|team|i|me|us|we)\b/i.test(all);
  return [
    ...(steps.length === 0 ? ['how to see it again'] : []),
    ...(expected.trim() === '' ? ['what you expected'] : []),
    ...(version.trim() === '' ? ['the version'] : []),
    ...(affected ? [] : ['who is affected']),
  ];
}

const down =
  /\b(?:production|prod|site|service|api|app|everything|checkout|login)\b[^.!?\n]{0,30}\b(?:is|are|seems?|went|goes)\b[^.!?\n]{0,20}\b(?:down|offline|unreachable|dead)\b|\boutage\b/i;

/** True where it says that production does not work at all (S2-48). */
export function isIncident({ title, happened }: BugWords): boolean {
  const text = `${title}\n${happened}`;
  return down.test(text) && /\bprod(?:uction)?\b|\boutage\b/i.test(text);
}
