/** Merges two changes of one ticket field by field, for git to call, and says how to tell git so. */
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { isMapping, type Mapping } from './format.ts';
import { changeFields, type FieldChanges, readTicketText } from './ticket-file.ts';
import { writeWhole } from './write-file.ts';

export const mergeSuggestion = `Logs only grow, so both sides' lines are kept; tickets are merged by their fields.

Add to .gitattributes:
  .tickets/*/logs/*.jsonl merge=union
  .tickets/*/ticket.md merge=tickets

Then, once per clone:
  git config merge.tickets.name "tickets by their fields"
  git config merge.tickets.driver "tickets merge-driver %O %A %B"

Where both sides changed the same field differently, git reports a conflict as always.
`;

/** Writes the result over `ours`. Each sentence names what both sides changed differently; ours stands there. */
export function mergeTicketFiles([base, ours, theirs]: readonly [string, string, string]): string[] {
  const texts = [base, ours, theirs].map((path) => readFileSync(path, 'utf8')) as [string, string, string];
  const { text, conflicts } = mergeTickets(texts);
  writeWhole(ours, text);
  return conflicts;
}

export function mergeTickets([base, ours, theirs]: readonly [string, string, string]): {
  text: string;
  conflicts: string[];
} {
  const [was, mine, yours] = [base, ours, theirs].map(readTicketText) as [
    ReturnType<typeof readTicketText>,
    ReturnType<typeof readTicketText>,
    ReturnType<typeof readTicketText>,
  ];
  const { changes, conflicts } = mergeFields(was.frontMatter, mine.frontMatter, yours.frontMatter);
  const body = mergeBody(was.body, mine.body, yours.body);
  if (body === null) conflicts.push('Both sides changed the text.');
  return { text: changeFields(mine, changes, body ?? markConflict(mine.body, yours.body)), conflicts };
}

function mergeFields(
  was: Mapping,
  mine: Mapping,
  yours: Mapping,
): { changes: FieldChanges; conflicts: string[] } {
  const changes: FieldChanges = {};
  const conflicts: string[] = [];
  for (const key of new Set([...Object.keys(mine), ...Object.keys(yours)])) {
    const merged = mergeValue(was[key], mine[key], yours[key]);
    if (merged.clash)
      conflicts.push(
        `Both sides changed ${key}: ${JSON.stringify(mine[key])} and ${JSON.stringify(yours[key])}.`,
      );
    else if (!isDeepStrictEqual(merged.value, mine[key])) changes[key] = merged.value;
  }
  return { changes, conflicts };
}

/** Lists are merged as sets, mappings by their keys; what only one side changed is taken from it. */
function mergeValue(was: unknown, mine: unknown, yours: unknown): { value: unknown; clash: boolean } {
  if (isDeepStrictEqual(mine, yours) || isDeepStrictEqual(was, yours)) return { value: mine, clash: false };
  if (isDeepStrictEqual(was, mine)) return { value: yours, clash: false };
  if (Array.isArray(mine) && Array.isArray(yours))
    return { value: mergeLists(was, mine, yours), clash: false };
  if (!isMapping(mine) || !isMapping(yours)) return { value: mine, clash: true };
  const old = isMapping(was) ? was : {};
  const { changes, conflicts } = mergeFields(old, mine, yours);
  const value = { ...mine, ...changes };
  for (const key of Object.keys(value)) if (value[key] === undefined) delete value[key];
  return { value, clash: conflicts.length > 0 };
}

function mergeLists(was: unknown, mine: readonly unknown[], yours: readonly unknown[]): unknown[] {
  const has = (list: readonly unknown[], item: unknown) => list.some((one) => isDeepStrictEqual(one, item));
  const old = Array.isArray(was) ? was : [];
  const kept = mine.filter((item) => has(yours, item) || !has(old, item));
  return [...kept, ...yours.filter((item) => !has(mine, item) && !has(old, item))];
}

function mergeBody(was: string, mine: string, yours: string): string | null {
  const same = (one: string, other: string) => one.trim() === other.trim();
  if (same(mine, yours) || same(was, yours)) return mine;
  return same(was, mine) ? yours : null;
}

function markConflict(mine: string, yours: string): string {
  return `<<<<<<< ours\n${mine.trim()}\n=======\n${yours.trim()}\n>>>>>>> theirs\n`;
}
