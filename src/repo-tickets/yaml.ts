/** Reads and writes YAML: the plain part by itself, everything else with the whole parser, and bombs not at all. */
import { createRequire } from 'node:module';
import { UnreadableFile } from './fault.ts';
import { isMapping, limits, type Mapping } from './format.ts';
import { readPlainYaml } from './plain-yaml.ts';

/** The parser is loaded when something needs it: most commands start and end without. */
export function yamlLibrary(): typeof import('yaml') {
  loaded ??= createRequire(import.meta.url)('yaml') as typeof import('yaml');
  return loaded;
}
let loaded: typeof import('yaml') | undefined;

/** The value of a document without its tags: nothing in it is ever run. Throws UnreadableFile; lines count from `firstLine`. */
export function readYaml(text: string, firstLine = 1): unknown {
  return readPlainYaml(text) ?? readAnyYaml(text, firstLine);
}

function readAnyYaml(text: string, firstLine: number): unknown {
  refuseBomb(text);
  const document = yamlLibrary().parseDocument(text, { logLevel: 'silent', prettyErrors: false });
  const [error] = document.errors;
  if (error) {
    const line = text.slice(0, error.pos[0]).split('\n').length - 1 + firstLine;
    throw new UnreadableFile(error.message.split('\n')[0]!, line);
  }
  try {
    return document.toJS({ maxAliasCount: 0 }) as unknown;
  } catch {
    throw new UnreadableFile('Aliases (*name) are refused; write the value out');
  }
}

/** A mapping, `{}` for an empty document. Throws UnreadableFile with `message` for anything else. */
export function readYamlMapping(text: string, firstLine: number, message: string): Mapping {
  const value = readYaml(text, firstLine) ?? {};
  if (!isMapping(value)) throw new UnreadableFile(message);
  return value;
}

function refuseBomb(text: string): void {
  if (text.length > limits.fileBytes) throw new UnreadableFile('YAML of more than 1 MB is refused');
  let depth = 0;
  for (const [sign] of text.matchAll(/[[\]{}]/g)) {
    depth = Math.max(0, depth + (sign === '[' || sign === '{' ? 1 : -1));
    if (depth > limits.depth) break;
  }
  if (depth > limits.depth || /^ {200}|^(?: *[-?] ){20}/m.test(text))
    throw new UnreadableFile(`YAML nested deeper than ${limits.depth} levels is refused`);
}

/** The mapping as lines of YAML, keys in their order, strings never folded; no newline at the end. */
export function writeYaml(value: Mapping): string {
  return writeMapping(value).join('\n');
}

function writeMapping(value: Mapping): string[] {
  return Object.entries(value).flatMap(([key, inner]) => {
    if (inner === undefined) return [];
    const name = /^[A-Za-z_][\w.-]*$/.test(key) && isPlain(key) ? key : quote(key);
    if (isFilled(inner)) return [`${name}:`, ...writeInner(inner).map((line) => `  ${line}`)];
    return [`${name}: ${writeScalar(inner)}`];
  });
}

function writeInner(value: Mapping | unknown[]): string[] {
  if (!Array.isArray(value)) return writeMapping(value);
  return value.flatMap((item) => {
    const lines = isFilled(item) ? writeInner(item) : [writeScalar(item)];
    return lines.map((line, at) => (at === 0 ? `- ${line}` : `  ${line}`));
  });
}

function isFilled(value: unknown): value is Mapping | unknown[] {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

function writeScalar(value: unknown): string {
  if (typeof value === 'string') return isPlain(value) ? value : quote(value);
  if (Array.isArray(value)) return '[]';
  if (typeof value === 'number') {
    if (Number.isNaN(value)) return '.nan';
    if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf';
    return Object.is(value, -0) ? '-0.0' : String(value);
  }
  return typeof value === 'object' && value !== null ? '{}' : String(value ?? null);
}

/** Words that other readers of YAML take for a truth value or a number are quoted too. */
const ambiguous = /^(?:y|n|yes|no|on|off|true|false|null|~|0[xob][\da-f_]*|[-+.]?\d[\d_.,:e+-]*)$/i;
const plain = /^[\p{L}\p{N}_/(.](?:[\p{L}\p{N}_/().,;@+=&!?'"%$<>*|-]|:(?=[^\s:,]|:)| (?=[^ #:-]))*$/u;

function isPlain(text: string): boolean {
  if (/^\d{4}-\d\d-\d\dT[\d:]+Z$/.test(text)) return true;
  return (
    text.length < 2000 &&
    plain.test(text) &&
    !text.endsWith(':') &&
    !ambiguous.test(text) &&
    !/^[.+]/.test(text)
  );
}

function quote(text: string): string {
  return JSON.stringify(text).replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
