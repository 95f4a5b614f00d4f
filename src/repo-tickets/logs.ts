/** Adds to the run logs of a ticket: one file per run, one JSON object per line. */
import { join } from 'node:path';

import { fault } from './fault.ts';
import { type ActorType, formatVersion, type Mapping, versionUrl } from './format.ts';
import { writeBasicMoment, writeMoment } from './moments.ts';
import type { TicketPlace } from './repository.ts';
import { newRunId } from './run-ids.ts';
import { appendLine } from './write-file.ts';

/** Who acts, in which run, at what moment. */
export type Run = {
  actorId: string;
  actorType: ActorType;
  runId?: string | undefined;
  runStarted?: string | undefined;
  clock(): Date;
};

const runName = /^[\w.:+-]{1,128}$/;

/** The two halves of a log's file name; neither can lead out of its folder. */
export function nameRun(run: Run, now: Date): { runStarted: string; runId: string } {
  const runStarted = (run.runStarted || writeBasicMoment(now)).replaceAll(' ', '');
  const runId = run.runId || newRunId(now);
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
