/** The run logs of a ticket: one file per run, one JSON object per line, only ever added to. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { newId } from '../domain/new-id.ts';
import { fault } from './fault.ts';
import { type ActorType, formatVersion, isMapping, limits, type Mapping, versionUrl } from './format.ts';
import { writeBasicMoment, writeMoment } from './moments.ts';
import type { TicketPlace } from './repository.ts';
import { appendLine } from './write-file.ts';

/** Who acts, in which run, at what moment. */
export type Run = {
  actorId: string;
  actorType: ActorType;
  runId?: string | undefined;
  runStarted?: string | undefined;
  clock(): Date;
};

/** A line of a log: what it holds, or what is wrong with it. `line` counts from 1. */
export type LogLine = { line: number; entry: Mapping | null; text: string };

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

const runName = /^[\w.:+-]{1,128}$/;

/** The two halves of a log's file name; neither can lead out of its folder. */
export function nameRun(run: Run, now: Date): { runStarted: string; runId: string } {
  const runStarted = (run.runStarted || writeBasicMoment(now)).replaceAll(' ', '');
  const runId = run.runId || newId(now.getTime());
  if (!runName.test(runStarted))
    throw fault('Invalid --run-started. Use a moment such as 20260317T170000.000Z');
  if (!runName.test(runId)) throw fault('Invalid --run-id. Use letters, digits, dots and dashes');
  return { runStarted, runId };
}

/** Adds one entry to the log of its run. Call it while the ticket is locked. */
export function appendEntry(place: TicketPlace, run: Run, content: Mapping, now = run.clock()): Mapping {
  const { runStarted, runId } = nameRun(run, now);
  const entry: Mapping = {
    version: formatVersion,
    version_url: versionUrl,
    ts: writeMoment(now),
    run_started: runStarted,
    actor_type: run.actorType,
    actor_id: run.actorId,
    ...content,
  };
  appendLine(join(place.logs, `${runStarted}-${runId}.jsonl`), JSON.stringify(entry));
  return entry;
}

/** The text of each item, trimmed, empty ones left out. */
export function trimItems(items: readonly string[] | undefined): string[] {
  return (items ?? []).map((item) => item.trim()).filter(Boolean);
}
