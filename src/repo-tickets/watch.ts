/** `watch`: tells what is added to logs and what appears or goes, by looking again and again. */
import { readFileSync, statSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { readLogText } from './read-log.ts';
import { listTicketFolders, type Repository, shortId } from './repository.ts';
import { readTicketFolder } from './snapshot.ts';

export type WatchOptions = { intervalMs: number; until: AbortSignal; tell(line: string): void };

/** Size of each log by its path, and the title of each ticket by its id. */
type Seen = { logs: Map<string, number>; titles: Map<string, string> };

/** Ends when `until` is aborted. Only what is new is read: the size of a log says where. */
export async function watchTickets(
  repository: Repository,
  { intervalMs, until, tell }: WatchOptions,
): Promise<void> {
  let seen = look(repository, null, () => {});
  const count = seen.titles.size;
  tell(`Watching ${count} ticket${count === 1 ? '' : 's'}. Ctrl-C ends it.`);
  while (!until.aborted) {
    await wait(intervalMs, undefined, { signal: until }).catch(() => {});
    if (!until.aborted) seen = look(repository, seen, tell);
  }
}

function look(repository: Repository, before: Seen | null, tell: (line: string) => void): Seen {
  const now: Seen = { logs: new Map(), titles: new Map() };
  for (const folder of listTicketFolders(repository)) {
    const found = readTicketFolder(folder);
    if (!found) continue;
    const { id } = found.place;
    const title = String(found.file?.frontMatter.title ?? id);
    now.titles.set(id, title);
    if (before && !before.titles.has(id)) tell(`${nameOf(id, title)}: new`);
    for (const line of lookAtLogs(found.logFiles, before, now)) tell(`${nameOf(id, title)}: ${line}`);
  }
  for (const [id, title] of before?.titles ?? []) if (!now.titles.has(id)) tell(`${nameOf(id, title)}: gone`);
  return now;
}

function lookAtLogs(paths: readonly string[], before: Seen | null, now: Seen): string[] {
  return paths.flatMap((path) => {
    now.logs.set(path, statSync(path).size);
    return before ? newLines(path, before.logs.get(path) ?? 0) : [];
  });
}

function nameOf(id: string, title: string): string {
  return `${shortId(id)} ${title}`;
}

function newLines(path: string, from: number): string[] {
  if (statSync(path).size <= from) return [];
  const added = readFileSync(path).subarray(from).toString('utf8');
  return readLogText(added).flatMap(({ entry }) => {
    if (!entry) return [];
    const summary = String(entry.summary).replace(/\p{Cc}/gu, ' ');
    return [`${summary} (${String(entry.actor_id)}, ${String(entry.ts)})`];
  });
}
