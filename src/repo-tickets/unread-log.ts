/** Which lines of a ticket's logs are new since they were last read. */
import { basename } from 'node:path';
import { isMapping, type Mapping } from './format.ts';
import { listLogFiles, readLog } from './read-log.ts';
import type { TicketPlace } from './repository.ts';

export type NewEntries = {
  /** By others than the exchange itself, in the order of their moments. */
  entries: readonly Mapping[];
  /** Lines read by now, by the name of the log; logs that are gone for the time being keep their number. */
  read: Readonly<Record<string, number>>;
  /** Lines that were read are not there: the files are of an earlier moment, as on another branch, since logs only grow. */
  isBehind: boolean;
};

/** Null for `read`: all that stands there was read. */
export function readUnread(place: TicketPlace, read: Readonly<Record<string, number>> | null): NewEntries {
  const entries: Mapping[] = [];
  const counts: Record<string, number> = { ...read };
  const found = new Map<string, number>();
  for (const path of listLogFiles(place)) {
    const name = basename(path);
    const known = read ? (read[name] ?? 0) : Number.POSITIVE_INFINITY;
    const lines = readLog(path);
    for (const { entry } of lines.slice(known)) if (entry && markOf(entry) === null) entries.push(entry);
    found.set(name, lines.length);
    counts[name] = Math.max(read?.[name] ?? 0, lines.length);
  }
  const isBehind = Object.entries(read ?? {}).some(([name, lines]) => (found.get(name) ?? 0) < lines);
  return { entries: entries.toSorted(byMoment), read: counts, isBehind };
}

/** Who wrote it first, which a ticket's own fields do not say. */
export function firstEntry(place: TicketPlace): Mapping | undefined {
  const entries = listLogFiles(place).flatMap((path) =>
    readLog(path).flatMap(({ entry }) => (entry ? [entry] : [])),
  );
  return entries.toSorted(byMoment)[0];
}

/** As if all but the newest few had been read: what is old when a ticket is first seen needs no telling. */
export function readAllBut(place: TicketPlace, newest: number): Readonly<Record<string, number>> {
  const lines = listLogFiles(place).flatMap((path) =>
    readLog(path).map(({ entry }, at) => ({ name: basename(path), at, entry })),
  );
  const cut = lines.toSorted((one, other) => byMoment(one.entry ?? {}, other.entry ?? {})).slice(0, -newest);
  const read: Record<string, number> = {};
  for (const { name, at } of cut) read[name] = Math.max(read[name] ?? 0, at + 1);
  return read;
}

function byMoment(one: Mapping, other: Mapping): number {
  const [before, after] = [String(one.ts), String(other.ts)];
  return before < after ? -1 : before > after ? 1 : 0;
}

/** What the exchange wrote itself bears a mark: the event that it tells of, or the ticket's key. */
export function markOf(entry: Mapping): Mapping | null {
  const docket = isMapping(entry.custom) ? entry.custom.docket : null;
  return isMapping(docket) ? docket : null;
}

/** The events that a ticket's logs tell of already. */
export function eventsIn(place: TicketPlace): ReadonlySet<string> {
  const marks = listLogFiles(place).flatMap((path) =>
    readLog(path).map(({ entry }) => entry && markOf(entry)?.event),
  );
  return new Set(marks.filter((event) => typeof event === 'string'));
}
