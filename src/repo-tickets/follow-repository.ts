/** Sees which tickets of a repository have changed: told by the file system at once, and by looking again where that says nothing. */
import { type FSWatcher, readdirSync, type Stats, statSync, watch } from 'node:fs';
import { join, sep } from 'node:path';
import type { Id } from '../domain/ids.ts';
import { listTicketFolders, type Repository } from './repository.ts';

/** How a running house wants to be told. */
export type Following = { wake(): void; signal: AbortSignal };

export type FileWatch = {
  /**
   * Ids of tickets whose file or logs are new, changed or gone since what was last called seen; all of them at the first look.
   * `seen` says that they were dealt with: until then they are given again. A stamp is another one
   * whenever something was written. Lets others go on in between.
   */
  changed(): Promise<{ ids: Id[]; stamps: ReadonlyMap<Id, string>; seen(): void }>;
  close(): void;
};

const foldersAtOnce = 200;
/** Linux watches every file by itself, which beyond this many takes more than looking at them. */
const mostWatched = 2000;
/** How often everything is looked at although the file system is heard: it may forget something. */
const lookAnywayMs = 60_000;
/** Where nothing is heard, looking takes at most one part in so many of the time. */
const idleShare = 20;
/** A command writes several files; they are looked at together. */
const settleMs = 60;

/** Without `following`, or where the file system cannot be heard, each look goes through all folders. */
export function createFileWatch(repository: Repository, following?: Following): FileWatch {
  const stamps = new Map<Id, string>();
  const heard = new Set<Id>();
  /** Given and not yet dealt with. */
  const open = new Set<Id>();
  let watcher: FSWatcher | null = null;
  let watched: number | undefined;
  let last = { at: 0, tookMs: 0 };
  const isDue = (now: number) => {
    if (!following) return true;
    return now - last.at > (watcher ? lookAnywayMs : Math.min(lookAnywayMs, last.tookMs * idleShare));
  };
  /** The folder itself may have been made anew since. */
  const hear = (ids: number) => {
    const folder = statOf(repository.tickets)?.ino;
    if (watcher && watched === folder) return;
    watcher?.close();
    watched = folder;
    watcher = following && ids <= mostWatched ? listen(repository, following, heard) : null;
    watcher?.once('error', () => {
      watcher = null;
    });
  };
  return {
    async changed() {
      const started = Date.now();
      const whole = isDue(started);
      const folders = whole ? foldersById(repository) : new Map<Id, string>();
      if (whole) hear(folders.size);
      const looked = new Set(whole ? [...folders.keys(), ...stamps.keys()] : [...heard, ...open]);
      heard.clear();
      const found = new Map<Id, string>();
      for (const [at, id] of [...looked].entries()) {
        const stamp = stampOf(join(repository.tickets, id));
        if (stamp !== (stamps.get(id) ?? '')) found.set(id, stamp);
        if (at % foldersAtOnce === foldersAtOnce - 1)
          await new Promise<void>((resolve) => setImmediate(resolve));
      }
      if (whole) last = { at: started, tookMs: Date.now() - started };
      const ids = [...found.keys()];
      for (const id of ids) open.add(id);
      return {
        ids,
        stamps: found,
        seen() {
          for (const [id, stamp] of found) {
            stamps.set(id, stamp);
            open.delete(id);
          }
        },
      };
    },
    close: () => watcher?.close(),
  };
}

function foldersById(repository: Repository): Map<Id, string> {
  const from = repository.tickets.length + 1;
  return new Map(listTicketFolders(repository).map((folder) => [folder.slice(from), folder]));
}

/** Null where the system cannot do it. */
function listen({ tickets }: Repository, { wake, signal }: Following, heard: Set<Id>): FSWatcher | null {
  let settling = false;
  const hear = (_kind: string, name: string | Buffer | null) => {
    const [id, ...rest] = String(name ?? '').split(sep);
    // Locks and drafts come and go while something is written.
    if (!id || id.startsWith('.') || rest.at(-1)?.startsWith('.')) return;
    heard.add(id);
    if (settling) return;
    settling = true;
    setTimeout(() => {
      settling = false;
      if (!signal.aborted) wake();
    }, settleMs).unref();
  };
  try {
    return watch(tickets, { recursive: true, persistent: false, signal }, hear);
  } catch {
    return null;
  }
}

/** Empty where there is no ticket, or none that can be looked at. Logs only grow, so their sizes tell. */
function stampOf(folder: string): string {
  const ticket = statOf(join(folder, 'ticket.md'));
  if (!ticket) return '';
  const logs = join(folder, 'logs');
  const sizes = namesIn(logs).map((name) => statOf(join(logs, name))?.size ?? 0);
  return `${ticket.mtimeMs} ${ticket.size} ${sizes.length} ${sizes.reduce((sum, size) => sum + size, 0)}`;
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
