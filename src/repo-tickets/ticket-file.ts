/** A `ticket.md` as text: taken apart, put together, and changed in the fields that are meant and in nothing else. */
import { UnreadableFile } from './fault.ts';
import { limits, type Mapping } from './format.ts';
import { readYaml, readYamlMapping, writeYaml, yamlLibrary } from './yaml.ts';

export type TicketFile = { frontMatter: Mapping; yaml: string; body: string };

/** Throws UnreadableFile. `body` is the text behind the closing fence, unchanged. */
export function readTicketText(text: string): TicketFile {
  if (text.length > limits.fileBytes) throw new UnreadableFile('A ticket of more than 1 MB is refused');
  if (!text.startsWith('---')) throw new UnreadableFile("Missing front matter start '---'", 1);
  const end = text.startsWith('---\n') ? text.indexOf('\n---', 4) : -1;
  if (end < 0) throw new UnreadableFile(sayMalformed(text), 1);
  const yaml = text.slice(4, end);
  const body = text.slice(text[end + 4] === '\n' ? end + 5 : end + 4);
  return { frontMatter: readYamlMapping(yaml, 2, 'Front matter must be a mapping'), yaml, body };
}

function sayMalformed(text: string): string {
  if (text.startsWith('---\r'))
    return 'Malformed front matter: the file has Windows line ends; save it with LF';
  return 'Malformed front matter';
}

/** Fields in their order, nothing folded, the body without trailing space. */
export function writeTicketText(frontMatter: Mapping, body: string): string {
  return joinTicket(writeYaml(frontMatter), body);
}

function joinTicket(yaml: string, body: string): string {
  return `---\n${yaml}\n---\n${body.trimEnd()}\n`;
}

/** `undefined` takes a field away. */
export type FieldChanges = Record<string, unknown>;

/** The file with these fields changed; every other line, comments included, stays as it stands wherever YAML lets it. */
export function changeFields(file: TicketFile, changes: FieldChanges, body = file.body): string {
  const wanted = { ...file.frontMatter, ...changes };
  for (const key of Object.keys(wanted)) if (wanted[key] === undefined) delete wanted[key];
  const yaml = replaceLines(file.yaml, changes);
  const { isDeepStrictEqual } = process.getBuiltinModule('node:util');
  if (isDeepStrictEqual(readOrNull(yaml), wanted)) return joinTicket(yaml, body);
  return joinTicket(changeDocument(file.yaml, changes), body);
}

function readOrNull(yaml: string): unknown {
  try {
    return readYaml(yaml) ?? {};
  } catch {
    return null;
  }
}

/** Swaps the lines of each field for new ones. Whether that was right shows when the result is read. */
function replaceLines(yaml: string, changes: FieldChanges): string {
  let lines = yaml === '' ? [] : yaml.split('\n');
  for (const [key, value] of Object.entries(changes)) {
    const start = lines.findIndex((line) => line.startsWith(`${key}:`));
    let end = start + 1;
    while (start >= 0 && end < lines.length && /^(?: +[^\s#]| *- )/.test(lines[end]!)) end += 1;
    const written = value === undefined ? [] : writeYaml({ [key]: value }).split('\n');
    lines = start < 0 ? [...lines, ...written] : [...lines.slice(0, start), ...written, ...lines.slice(end)];
  }
  return lines.join('\n');
}

function changeDocument(yaml: string, changes: FieldChanges): string {
  const document = yamlLibrary().parseDocument(yaml, { logLevel: 'silent' });
  for (const [key, value] of Object.entries(changes)) {
    if (value === undefined) document.delete(key);
    else document.set(key, document.createNode(value));
  }
  return document.toString({ lineWidth: 0 }).trimEnd();
}

/** The line in the whole file where a field of the front matter stands, `planning.rank` for an inner one; null if nowhere. */
export function lineOfField(yaml: string, field: string): number | null {
  const [outer, inner] = field.split('.');
  const lines = yaml.split('\n');
  const at = lines.findIndex((line) => line.startsWith(`${outer}:`));
  if (at < 0) return null;
  if (inner === undefined) return at + 2;
  for (let below = at + 1; below < lines.length && /^(?:\s|$)/.test(lines[below]!); below += 1)
    if (lines[below]!.trimStart().startsWith(`${inner}:`)) return below + 2;
  return at + 2;
}
