/** Reads run logs line by line; what cannot be read is passed over and said. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fault } from './fault.ts';
import { isMapping, limits, type Mapping } from './format.ts';
import type { TicketPlace } from './repository.ts';

/** A line of a log: what it holds, or what is wrong with it. `line` counts from 1. */
export type LogLine = { line: number; entry: Mapping | null; text: string };

/** Plain files alone, in the order of their names; none where there is no folder. */
export function listLogFiles(place: TicketPlace): string[] {
  try {
    return readdirSync(place.logs, { withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.jsonl'))
      .map((entry) => join(place.logs, entry.name))
      .sort();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw error;
  }
}

/** Every line that is not empty. A line that is no JSON object, is nested too deep or too long has no entry. */
export function readLog(path: string): LogLine[] {
  if (statSync(path).size > limits.logFileBytes)
    throw fault(`${path} is larger than 64 MB.`, 'Split the run.', 'TOO_LARGE');
  return readLogText(readFileSync(path, 'utf8'));
}

export function readLogText(content: string): LogLine[] {
  const found: LogLine[] = [];
  let line = 0;
  for (const raw of content.split('\n')) {
    line += 1;
    const text = raw.trim();
    if (text !== '') found.push({ line, entry: readEntry(text), text });
  }
  return found;
}

function readEntry(text: string): Mapping | null {
  if (text[0] !== '{' || text.length > limits.fileBytes || isTooDeep(text)) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isMapping(value) ? value : null;
  } catch {
    return null;
  }
}

/** Only long lines are worth looking at: a short one cannot nest deep enough to harm. */
function isTooDeep(text: string): boolean {
  if (text.length < 4096) return /[[{]{50}/.test(text);
  let depth = 0;
  for (const [sign] of text.matchAll(/[[\]{}]/g)) {
    depth += sign === '[' || sign === '{' ? 1 : -1;
    if (depth > limits.depth) return true;
  }
  return false;
}
