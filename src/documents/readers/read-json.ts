/** Reads requirements kept as JSON into Markdown: objects become sections, arrays of objects tables. */
import { DocketError } from '../../domain/errors.ts';
import type { Read } from './reading.ts';
import { humanise, titleFromName } from './table-headings.ts';
import { writeTable } from './write-table.ts';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

const deepest = 50;
const titleKeys = ['title', 'name', 'project', 'product', 'summary'];

/** Throws UNREADABLE for text that is no JSON, is nested more than 50 deep, or holds neither objects nor texts. */
export function readJson(text: string, name: string): Read {
  if (depthOf(text) > deepest) throw tooDeep(name);
  const data = unwrap(parseJson(text, name));
  const title = titleFromName(name) || 'Requirements';
  const lines = Array.isArray(data)
    ? [`# ${title}`, '', '## Requirements', '', ...writeList(data, 3)]
    : isObject(data)
      ? writeDocument(data, title)
      : [];
  if (!lines.some((line) => /^[^#\s]/.test(line))) throw noRequirements(name);
  return {
    text: `${lines
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim()}\n`,
    warnings: [],
  };
}

/** How deep brackets are nested outside strings; counted before parsing, so that nothing here need fear recursion. */
function depthOf(text: string): number {
  let depth = 0;
  let most = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (quoted) {
      if (sign === '\\') at++;
      else if (sign === '"') quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === '[' || sign === '{') most = Math.max(most, ++depth);
    else if (sign === ']' || sign === '}') depth--;
  }
  return most;
}

function parseJson(text: string, name: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw new DocketError('UNREADABLE', {
      message: `${name} is not valid JSON. Nothing was stored.`,
      remedy: 'Check it for a missing comma, quote or bracket, and send it again.',
      cause: error,
    });
  }
}

/** `{"master": {"tasks": […]}}`: an object in an object says nothing but its name. */
function unwrap(data: Json): Json {
  if (!isObject(data)) return data;
  const values = Object.values(data);
  return values.length === 1 && isObject(values[0]!) ? unwrap(values[0]) : data;
}

function writeDocument(data: JsonObject, fallback: string): string[] {
  const titleKey = titleKeys.find((key) => typeof data[key] === 'string');
  const title = titleKey ? inline(data[titleKey] as string) : fallback;
  return [`# ${title}`, '', ...writeObject(data, titleKey, 2)];
}

/** Plain values first, as lines of their own; then a section for each list or object. */
function writeObject(data: JsonObject, without: string | undefined, level: number): string[] {
  const entries = Object.entries(data).filter(([key]) => key !== without && key !== 'metadata');
  const plain = entries.filter(([, value]) => isPlain(value) && value !== null && value !== '');
  const nested = entries.filter(([, value]) => !isPlain(value) && sizeOf(value) > 0);
  return [
    ...plain.flatMap(([key, value]) => [writePlain(key, String(value)), '']),
    ...nested.flatMap(([key, value]) => [
      heading(level, humanise(key)),
      '',
      ...(Array.isArray(value)
        ? writeList(value, level + 1)
        : writeObject(value as JsonObject, undefined, level + 1)),
      '',
    ]),
  ];
}

function writePlain(key: string, value: string): string {
  if (/^(?:description|overview|text|body|content|details)$/i.test(key)) return value.replace(/\r\n?/g, '\n');
  return `**${humanise(key)}:** ${inline(value)}`;
}

/** A list of objects is a table, with a section below it for each row that has rows of its own. */
function writeList(list: readonly Json[], level: number): string[] {
  const rows = list.filter(isObject);
  if (rows.length * 2 < list.length || rows.length === 0) {
    return list.filter((one) => one !== null).map((one) => `- ${inline(cellOf(one, ', '))}`);
  }
  const nests = (value: Json | undefined) =>
    Array.isArray(value) && value.length > 0 && value.every(isObject);
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const columns = keys.filter((key) => rows.some((row) => row[key] !== undefined && !nests(row[key])));
  const cells = rows.map((row) =>
    columns.map((key) => (nests(row[key]) ? '' : cellOf(row[key] ?? null, separatorOf(key)))),
  );
  const below = rows.flatMap((row) =>
    keys
      .filter((key) => nests(row[key]))
      .flatMap((key) => [
        '',
        heading(level, `${nameOf(row)}: ${humanise(key).toLowerCase()}`),
        '',
        ...writeList(row[key] as Json[], level + 1),
      ]),
  );
  return [...writeTable(columns, cells).lines, ...below];
}

/** Criteria are told apart by lines; what else is listed in a cell reads better in one. */
function separatorOf(key: string): string {
  return /criteri|acceptance|steps|tests?$|details|requirements/i.test(key) ? '\n' : ', ';
}

function cellOf(value: Json, separator: string): string {
  if (value === null) return '';
  if (Array.isArray(value)) return value.map((one) => cellOf(one, ', ')).join(separator);
  if (!isObject(value)) return String(value);
  const name = titleKeys.find((key) => typeof value[key] === 'string');
  if (name) return value[name] as string;
  return Object.entries(value)
    .map(([key, one]) => `${humanise(key)}: ${cellOf(one, ', ')}`)
    .join(separator);
}

function nameOf(row: JsonObject): string {
  const key = [...titleKeys, 'id'].find((one) => isPlain(row[one] ?? null) && row[one] != null);
  return key ? inline(String(row[key])) : 'Untitled';
}

function heading(level: number, text: string): string {
  return `${'#'.repeat(Math.min(6, level))} ${text}`;
}

function inline(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function isPlain(value: Json): value is string | number | boolean | null {
  return value === null || typeof value !== 'object';
}

function isObject(value: Json): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function sizeOf(value: Json): number {
  return value !== null && typeof value === 'object' ? Object.keys(value).length : 0;
}

function tooDeep(name: string): DocketError {
  return new DocketError('UNREADABLE', {
    message: `${name} is nested more than ${deepest} levels deep. Nothing was stored.`,
    remedy: 'Send the requirements as one array of objects.',
  });
}

function noRequirements(name: string): DocketError {
  return new DocketError('UNREADABLE', {
    message: `${name} holds no requirements: no objects and no texts. Nothing was stored.`,
    remedy: 'Send an array of objects with keys such as id, title, description and priority.',
  });
}
