/** Writes JSON as Markdown: objects become sections, arrays of objects tables, other arrays lists. */
import { countKnown, humanise } from './table-headings.ts';
import { writeTable } from './write-table.ts';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

const titleKeys = ['title', 'name', 'project', 'product', 'summary'];
/** More keys than this are data and no columns of a table that somebody keeps. */
const mostColumns = 100;

/** `leftOut` names the columns for which a table had no room. The JSON must not be nested beyond what recursion bears. */
export function writeJson(data: Json, title: string): { lines: string[]; leftOut: string[] } {
  const leftOut = new Set<string>();
  return { lines: writeRoot(unwrap(data), title, leftOut), leftOut: [...leftOut] };
}

/** `{"master": {"tasks": […]}}`: an object in an object says nothing but its name. */
function unwrap(data: Json): Json {
  if (!isObject(data)) return data;
  const values = Object.values(data).filter((_, at) => Object.keys(data)[at] !== 'metadata');
  return values.length === 1 && isObject(values[0]!) ? unwrap(values[0]) : data;
}

function writeRoot(data: Json, fallback: string, leftOut: Set<string>): string[] {
  if (Array.isArray(data)) {
    const keys = data.filter(isObject).flatMap((row) => Object.keys(row).slice(0, mostColumns));
    const heading = countKnown([...new Set(keys)].slice(0, mostColumns)) > 0 ? ['', '## Requirements'] : [];
    return [`# ${fallback}`, ...heading, '', ...writeList(data, 3, leftOut)];
  }
  if (!isObject(data)) return [];
  const titleKey = titleKeys.find((key) => typeof data[key] === 'string');
  const title = titleKey ? inline(data[titleKey] as string) : fallback;
  const { [titleKey ?? '']: _title, metadata: _metadata, ...rest } = data;
  return [`# ${title}`, '', ...writeObject(rest, 2, leftOut)];
}

/** Plain values first, as lines of their own; then a section for each list or object. */
function writeObject(data: JsonObject, level: number, leftOut: Set<string>): string[] {
  const entries = Object.entries(data);
  const plain = entries.filter(([, value]) => isPlain(value) && value !== null && value !== '');
  const nested = entries.filter(([, value]) => !isPlain(value) && sizeOf(value) > 0);
  return [
    ...plain.flatMap(([key, value]) => [writePlain(key, String(value)), '']),
    ...nested.flatMap(([key, value]) => [
      heading(level, humanise(key)),
      '',
      ...(Array.isArray(value)
        ? writeList(value, level + 1, leftOut)
        : writeObject(value as JsonObject, level + 1, leftOut)),
      '',
    ]),
  ];
}

function writePlain(key: string, value: string): string {
  if (/^(?:description|overview|text|body|content|details)$/i.test(key)) return value.replace(/\r\n?/g, '\n');
  return `**${humanise(key)}:** ${inline(value)}`;
}

/** Objects are rows of a table, each with a section below it for rows of its own; what else is listed are items. */
function writeList(list: readonly Json[], level: number, leftOut: Set<string>): string[] {
  const rows = list.filter(isObject);
  const items = list.filter((one) => !isObject(one) && one !== null);
  return [
    ...(rows.length > 0 ? writeRows(rows, level, leftOut) : []),
    ...(rows.length > 0 && items.length > 0 ? [''] : []),
    ...items.map((one) => `- ${inline(cellOf(one, ', '))}`),
  ];
}

function writeRows(rows: readonly JsonObject[], level: number, leftOut: Set<string>): string[] {
  const all = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const keys = all.slice(0, mostColumns);
  const columns = keys.filter((key) => rows.some((row) => row[key] !== undefined && !nests(row[key])));
  const cells = rows.map((row) =>
    columns.map((key) => (nests(row[key]) ? '' : cellOf(row[key] ?? null, separatorOf(key)))),
  );
  const table = writeTable(columns, cells);
  for (const key of [...table.leftOut, ...all.slice(mostColumns)]) leftOut.add(key);
  const below = rows.flatMap((row) =>
    keys
      .filter((key) => nests(row[key]))
      .flatMap((key) => [
        '',
        heading(level, `${nameOf(row)}: ${humanise(key).toLowerCase()}`),
        '',
        ...writeList(row[key] as Json[], level + 1, leftOut),
      ]),
  );
  return [...table.lines, ...below];
}

function nests(value: Json | undefined): boolean {
  return Array.isArray(value) && value.length > 0 && value.every(isObject);
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
