/** The part of Jira's query language the sandbox knows: comparisons, brackets, AND, OR and ORDER BY. */
import { Refusal } from './answers.ts';
import { viewerId } from './seed.ts';
import { project } from './setup.ts';
import type { IssueRow, World } from './world.ts';

type Test = (issue: IssueRow) => boolean;
type Reader = { tokens: string[]; at: number; world: World; now: number };

const token = /\s*("(?:[^"\\]|\\.)*"|[()]|>=|<=|!=|=|>|<|[\w.-]+(?:\(\))?)/y;

/** The issues it matches, in its order. Throws as Jira does for what it cannot read, and for a query without bounds. */
export function queryIssues(world: World, jql: string, now: number): IssueRow[] {
  const [condition = '', order = ''] = jql.split(/\border by\b/i);
  if (condition.trim() === '') throw unbounded();
  const reader: Reader = { tokens: readTokens(condition), at: 0, world, now };
  const test = readOr(reader);
  if (reader.at < reader.tokens.length) throw unreadable(reader.tokens[reader.at]!);
  const seenUntil = now - (world.options.indexLagMs ?? 0);
  const visible = [...world.issues.values()].filter((row) => {
    return !row.deleted && Date.parse(row.updatedAt) <= seenUntil;
  });
  return sortRows(visible.filter(test), order);
}

function readTokens(text: string): string[] {
  const tokens: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.trimEnd().length) {
    const from = token.lastIndex;
    const found = token.exec(text)?.[1];
    if (found === undefined) throw unreadable(text.slice(from, from + 10));
    tokens.push(found);
  }
  return tokens;
}

function readOr(reader: Reader): Test {
  const tests = [readAnd(reader)];
  while (takes(reader, 'or')) tests.push(readAnd(reader));
  return (issue) => tests.some((test) => test(issue));
}

function readAnd(reader: Reader): Test {
  const tests = [readClause(reader)];
  while (takes(reader, 'and')) tests.push(readClause(reader));
  return (issue) => tests.every((test) => test(issue));
}

function readClause(reader: Reader): Test {
  if (takes(reader, '(')) {
    const test = readOr(reader);
    if (!takes(reader, ')')) throw unreadable('(');
    return test;
  }
  const [field = '', sign = '', value = ''] = reader.tokens.slice(reader.at, reader.at + 3);
  reader.at += 3;
  return compare(reader, field.toLowerCase(), sign, value.replace(/^"|"$/g, ''));
}

function takes(reader: Reader, word: string): boolean {
  if (reader.tokens[reader.at]?.toLowerCase() !== word) return false;
  reader.at += 1;
  return true;
}

const times: Record<string, (issue: IssueRow) => string | null> = {
  created: ({ createdAt }) => createdAt,
  updated: ({ updatedAt }) => updatedAt,
  resolved: ({ resolvedAt }) => resolvedAt,
};

function compare({ world, now }: Reader, field: string, sign: string, value: string): Test {
  const time = times[field];
  if (time && (sign === '>=' || sign === '<=')) {
    const bound = readTime(value, now);
    return (issue) => {
      const at = time(issue);
      return at !== null && (sign === '>=' ? Date.parse(at) >= bound : Date.parse(at) <= bound);
    };
  }
  const equal = sign === '=' ? true : sign === '!=' ? false : null;
  if (equal === null) throw unreadable(sign);
  if (field === 'project') return () => [project.key, project.id, project.name].includes(value) === equal;
  if (field === 'creator') return (row) => (row.creatorId === viewerId) === equal;
  if (field === 'statuscategory') {
    const category = { 'To Do': 'new', 'In Progress': 'indeterminate', Done: 'done' }[value];
    const of = (row: IssueRow) => world.setup.statuses.find(({ id }) => id === row.statusId)!.category;
    return (row) => (of(row) === category) === equal;
  }
  throw new Refusal(400, [`Field '${field}' does not exist or you do not have permission to view it.`]);
}

const units: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** `-15m` before now, or a day and time. Jira's queries know nothing smaller than a minute. */
function readTime(value: string, now: number): number {
  const relative = value.match(/^(-?\d+)([mhdw])$/);
  const at = relative
    ? now + Number(relative[1]) * units[relative[2]!]!
    : Date.parse(`${value.replace(' ', 'T')}Z`);
  if (!Number.isFinite(at)) throw new Refusal(400, [`Date value '${value}' is invalid.`]);
  return Math.floor(at / 60_000) * 60_000;
}

function sortRows(rows: IssueRow[], order: string): IssueRow[] {
  const [field = 'created', direction = 'asc'] = order.trim().toLowerCase().split(/\s+/);
  const time = times[field] ?? times.created!;
  const sign = direction === 'desc' ? -1 : 1;
  return rows.toSorted((one, other) => {
    return sign * ((time(one) ?? '').localeCompare(time(other) ?? '') || Number(one.id) - Number(other.id));
  });
}

function unreadable(near: string): Refusal {
  return new Refusal(400, [`Error in the JQL Query: Expecting something else near '${near}'.`]);
}

function unbounded(): Refusal {
  return new Refusal(400, [
    'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.',
  ]);
}
