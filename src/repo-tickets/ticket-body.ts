/** The body of a ticket by its sections: description and criteria there and back, everything else as it stands (U-3). */

export type BodyCriterion = { text: string; met: boolean };
export type BodyContent = { description: string; criteria: BodyCriterion[] };

const fillIn = '(fill in)';
const placeholder = '- [ ] Define clear, checkable outcomes.';

/** A whole new body. */
export function writeBody(content: BodyContent): string {
  return [
    '# Ticket',
    '',
    '## Description',
    writeDescription(content.description),
    '',
    '## Acceptance Criteria',
    writeCriteria(content.criteria),
    '',
    '## Verification',
    '- (add commands or steps)',
    '',
  ].join('\n');
}

export function readBody(body: string): BodyContent {
  return {
    description: readDescription(findSection(body, '## Description')?.text ?? ''),
    criteria: readCriteria(findSection(body, '## Acceptance Criteria')?.text ?? ''),
  };
}

/** The body with what differs replaced in its section, to the byte the same where nothing does. */
export function changeBody(body: string, wanted: BodyContent): string {
  const now = readBody(body);
  let changed = body;
  if (now.description !== normalize(wanted.description))
    changed = replaceSection(changed, '## Description', writeDescription(wanted.description));
  if (JSON.stringify(now.criteria) !== JSON.stringify(readCriteria(writeCriteria(wanted.criteria))))
    changed = replaceSection(changed, '## Acceptance Criteria', writeCriteria(wanted.criteria));
  return changed;
}

type Section = { start: number; end: number; text: string };

/** From the line behind the heading to the next heading of the first or second level, outside of fenced code. */
function findSection(body: string, heading: string): Section | null {
  const lines = body.split('\n');
  let [start, offset, fence] = [-1, 0, ''];
  for (const line of lines) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? '';
    if (fence === '' && mark !== '') fence = mark;
    else if (fence !== '' && line.trim().startsWith(fence) && /^[`~\s]*$/.test(line)) fence = '';
    else if (fence === '' && start >= 0 && /^#{1,2}\s/.test(line))
      return { start, end: offset, text: body.slice(start, offset) };
    else if (fence === '' && start < 0 && line.trimEnd() === heading) start = offset + line.length + 1;
    offset += line.length + 1;
  }
  return start < 0 ? null : { start, end: body.length, text: body.slice(start) };
}

function replaceSection(body: string, heading: string, text: string): string {
  const section = findSection(body, heading);
  if (!section) return `${body.trimEnd()}\n\n${heading}\n${text}\n`;
  const behind = body.slice(section.end);
  return `${body.slice(0, section.start)}${text}\n${behind === '' ? '' : '\n'}${behind}`;
}

/** Without space around it, as a section holds it. */
export function normalize(text: string): string {
  return text.replaceAll('\r\n', '\n').trim();
}

/** A line that would end the section, or open a fence that hides its end, is escaped as Markdown allows. */
function writeDescription(text: string): string {
  const lines = normalize(text).split('\n');
  const escaped = lines.map((line) =>
    line.replace(/^(\\*)(#{1,2}\s| {0,3}(?:`{3,}|~{3,}))/, escapeOne(lines)),
  );
  const written = escaped.join('\n');
  return written === '' || written === fillIn ? (written === '' ? fillIn : `\\${fillIn}`) : written;
}

/** Fences that open and close stay as they are; when one is left open, all are escaped. */
function escapeOne(lines: readonly string[]): (all: string, slashes: string, sign: string) => string {
  const fenced = hasFence(lines);
  return (all, slashes, sign) => (/^#/.test(sign) || fenced ? `\\${slashes}${sign}` : all);
}

function hasFence(lines: readonly string[]): boolean {
  return lines.some((line) => /^\\* {0,3}(?:`{3,}|~{3,})/.test(line));
}

function readDescription(text: string): string {
  const trimmed = normalize(text);
  if (trimmed === fillIn) return '';
  if (trimmed === `\\${fillIn}`) return fillIn;
  return trimmed.replace(/^\\(\\*(?:#{1,2}\s| {0,3}(?:`{3,}|~{3,})))/gm, '$1');
}

function writeCriteria(criteria: readonly BodyCriterion[]): string {
  if (criteria.length === 0) return placeholder;
  return criteria.map(({ text, met }) => `- [${met ? 'x' : ' '}] ${oneLine(text)}`).join('\n');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function readCriteria(text: string): BodyCriterion[] {
  if (text.trim() === placeholder) return [];
  const items: BodyCriterion[] = [];
  for (const line of text.split('\n')) {
    const item = /^\s{0,3}[-*+] (?:\[([ xX])\] ?)?(.*)$/.exec(line);
    const last = items.at(-1);
    if (item) items.push({ text: oneLine(item[2]!), met: (item[1] ?? ' ') !== ' ' });
    else if (last && /^\s+\S/.test(line)) last.text = oneLine(`${last.text} ${line}`);
  }
  return items.filter((one) => one.text !== '');
}
