/** Reads the plain part of YAML that front matter is written in, many times faster than a whole parser; it knows what it does not know. */
import type { Mapping } from './format.ts';

/**
 * The mapping that `text` holds, or undefined where anything in it is beyond the plain part (anchors, tags, block scalars,
 * comments behind values, odd quoting, doubled keys, errors): then a whole parser has to read it. Where it answers, it
 * answers what YAML 1.2's core schema says.
 */
export function readPlainYaml(text: string): Mapping | undefined {
  const state: State = { lines: text.split('\n'), at: 0 };
  try {
    const found = readMapping(state, 0);
    return state.at >= state.lines.length ? found : undefined;
  } catch (error) {
    if (error === beyond) return undefined;
    throw error;
  }
}

type State = { lines: string[]; at: number };

const beyond = Symbol('beyond the plain part');
const entry = /^([A-Za-z_][\w.-]*):(?: +(.*))?$/;
const specialKey = /^(?:null|true|false|__proto__)$/i;

function readMapping(state: State, indent: number): Mapping {
  const found: Mapping = {};
  for (; skipEmpty(state); ) {
    const line = state.lines[state.at]!;
    const depth = indentOf(line);
    if (depth < indent) break;
    const match = depth === indent ? entry.exec(line.slice(depth).trimEnd()) : null;
    if (!match) throw beyond;
    const key = match[1]!;
    if (specialKey.test(key) || Object.hasOwn(found, key)) throw beyond;
    state.at += 1;
    found[key] = match[2] === undefined ? readBelow(state, indent) : readScalar(match[2]);
  }
  return found;
}

/** What stands below `key:`: a list, which may stand at the key's own depth, a deeper mapping, or nothing. */
function readBelow(state: State, indent: number): unknown {
  if (!skipEmpty(state)) return null;
  const line = state.lines[state.at]!;
  const depth = indentOf(line);
  if (line.startsWith('- ', depth) && depth >= indent) return readList(state, depth);
  if (depth > indent && depth < 100) return readMapping(state, depth);
  return null;
}

function readList(state: State, indent: number): unknown[] {
  const found: unknown[] = [];
  for (; skipEmpty(state); state.at += 1) {
    const line = state.lines[state.at]!;
    const depth = indentOf(line);
    if (depth > indent) throw beyond;
    if (depth < indent || !line.startsWith('- ', depth)) break;
    found.push(readScalar(line.slice(depth + 2).trim()));
  }
  return found;
}

function skipEmpty(state: State): boolean {
  for (; state.at < state.lines.length; state.at += 1) {
    const line = state.lines[state.at]!;
    if (/^ *(?:#|$)/.test(line)) continue;
    if (/[^\S ]/.test(line)) throw beyond;
    return true;
  }
  return false;
}

function indentOf(line: string): number {
  let depth = 0;
  while (line.charCodeAt(depth) === 32) depth += 1;
  return depth;
}

const doubleQuoted = /^"(?:[^"\\\p{Cc}]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*"$/u;
const singleQuoted = /^'(?:[^'\p{Cc}]|'')*'$/u;

function readScalar(raw: string): unknown {
  const text = raw.trim();
  const first = text[0];
  if (first === '"') return doubleQuoted.test(text) ? JSON.parse(text) : refuse();
  if (first === "'") return singleQuoted.test(text) ? text.slice(1, -1).replaceAll("''", "'") : refuse();
  if (first === '[') return readFlowList(text);
  if (text === '{}') return {};
  return readPlain(text);
}

function refuse(): never {
  throw beyond;
}

const flowItem = /^(?:[A-Za-z0-9_](?:[\w@./+-]|:(?=\w)| (?=[\w@]))*|"[^"\\\p{Cc}]*"|'[^'\p{Cc}]*')$/u;

function readFlowList(text: string): unknown[] {
  if (!text.endsWith(']')) throw beyond;
  const inside = text.slice(1, -1).trim();
  if (inside === '') return [];
  return splitFlow(inside).map((item) => (flowItem.test(item) ? readScalar(item) : refuse()));
}

function splitFlow(inside: string): string[] {
  const parts = inside.match(/"[^"]*"|'[^']*'|[^,"']+|,/g) ?? [];
  if (parts.join('').length !== inside.length) throw beyond;
  const items: string[] = [''];
  for (const part of parts) {
    if (part === ',') items.push('');
    else items.push(`${items.pop()}${part}`);
  }
  return items.map((item) => item.trim());
}

const plainStart = /^[^\s\-?:,[\]{}#&*!|>'"%@`]/;
const number = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

function readPlain(text: string): unknown {
  const numeric = number.test(text);
  if (numeric && /^-0*(?:\.0*)?(?:e|$)/i.test(text)) throw beyond;
  if (numeric) return Number(text);
  if (!plainStart.test(text) || /: | #|:$|\p{Cc}/u.test(text)) throw beyond;
  if (/^(?:~|null|Null|NULL)$/.test(text)) return null;
  if (/^(?:true|True|TRUE)$/.test(text)) return true;
  if (/^(?:false|False|FALSE)$/.test(text)) return false;
  if (/^[-+]?(?:0[xo]|\.inf|\.nan)/i.test(text)) throw beyond;
  return text;
}
