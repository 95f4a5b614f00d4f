/** A journal in a folder: entries are appended, flushed together, and thrown away once they are worked off. */
import {
  closeSync,
  existsSync,
  fdatasync,
  ftruncateSync,
  mkdirSync,
  readdirSync,
  unlinkSync,
  write,
  writeSync,
} from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Journal, JournalEntry } from '../ports/journal.ts';
import { addSegment, lineOf, readFolder, type Segment } from './journal-files.ts';
import { createSeal } from './vault.ts';

const writeTo = promisify(write);
const flush = promisify(fdatasync);

/** A file that has grown beyond this is followed by another, so that what is worked off can go. Bytes. */
const usualLargest = 4 * 1024 * 1024;
const flushAfterMs = 50;
/** What is worked off stays in the file no longer than about this. */
const tidyAfterMs = 1000;

export type JournalOptions = {
  largest?: number;
  /**
   * Whether an entry is on the disk itself when it is said to be appended. Where it is not, it is handed to the operating
   * system, and the disk is asked for it a moment later: that takes a thousandth of the time, and a power cut may take
   * the last moment away.
   */
  flushFirst?: boolean;
};

/**
 * One process at a time may have the folder. An entry that was appended is there after a kill at any moment and, with
 * `flushFirst`, after a power cut; one that was cut off while it was written is not. What was done a moment before a kill
 * may be `left` again.
 */
export function openJournal(
  folder: string,
  { largest = usualLargest, flushFirst = true }: JournalOptions = {},
): Journal {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return new FileJournal(folder, { largest, flushFirst });
}

/** The same, encrypted: for what holds secrets. `key` is 32 bytes as base64; entries of another key are passed over. */
export function openSealedJournal(folder: string, key: string, options: JournalOptions = {}): Journal {
  const journal = openJournal(folder, options);
  const seal = createSeal(key);
  const open = ({ id, entry }: JournalEntry): JournalEntry[] => {
    try {
      return [{ id, entry: JSON.parse(seal.open(String(entry))) }];
    } catch {
      journal.done(id);
      return [];
    }
  };
  return {
    left: journal.left.flatMap(open),
    append: (entry) => journal.append(seal.seal(JSON.stringify(entry))),
    done: (id) => journal.done(id),
    close: () => journal.close(),
  };
}

/** The folders within this one in which a journal was kept, by their names. */
export function listJournals(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** A line that was cut off by a full disk must not run into the next. */
function bytesOf(text: string): Buffer {
  return Buffer.from(`\n${text}`, 'utf8');
}

type Waiting = { id: number; line: string } & Pick<PromiseWithResolvers<number>, 'resolve' | 'reject'>;

class FileJournal implements Journal {
  readonly left: readonly JournalEntry[];
  readonly #folder: string;
  readonly #largest: number;
  readonly #flushFirst: boolean;
  /** Ids in rising order. */
  readonly #pending: Set<number>;
  /** Files before the current one. */
  readonly #older: Segment[];
  #current: Segment & { fd: number };
  #size = 0;
  #nextId: number;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | null = null;
  #flushing: Promise<void> | null = null;
  #markedDone = 0;
  #tidying: NodeJS.Timeout | null = null;
  #isClosed = false;

  constructor(folder: string, { largest, flushFirst }: Required<JournalOptions>) {
    const { left, segments, highestId } = readFolder(folder);
    this.left = left;
    this.#folder = folder;
    this.#largest = largest;
    this.#flushFirst = flushFirst;
    this.#pending = new Set(left.map(({ id }) => id));
    this.#older = segments;
    this.#nextId = highestId + 1;
    this.#current = addSegment(folder, (segments.at(-1)?.number ?? 0) + 1);
  }

  append(entry: unknown): Promise<number> {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const id = this.#nextId++;
    this.#pending.add(id);
    const waiting = { id, line: lineOf({ id, entry }), resolve, reject };
    if (this.#flushFirst) {
      this.#waiting.push(waiting);
      this.#writing ??= this.#writeOut();
    } else this.#putNow(waiting);
    return promise;
  }

  done(id: number): void {
    if (!this.#pending.delete(id) || this.#isClosed) return;
    this.#tidying ??= setTimeout(() => this.#tidy(), tidyAfterMs).unref();
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.#flushing;
    if (this.#tidying) clearTimeout(this.#tidying);
    this.#tidy();
    this.#isClosed = true;
    closeSync(this.#current.fd);
  }

  /** All that came meanwhile is written and flushed at once. */
  async #writeOut(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        await this.#put(batch.map(({ line }) => line).join('') + this.#markDone());
        this.#current.lastId = batch.at(-1)!.id;
        for (const { resolve, id } of batch) resolve(id);
      } catch (error) {
        for (const { id, reject } of batch) {
          this.#pending.delete(id);
          reject(error);
        }
      }
      if (this.#size > this.#largest) this.#rotate();
    }
    // Said here and not when the promise has settled: what is appended in between would wait for nobody.
    this.#writing = null;
  }

  /** Handed to the operating system before this returns. */
  #putNow({ id, line, resolve, reject }: Waiting): void {
    const bytes = bytesOf(line + this.#markDone());
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(this.#current.fd, bytes, at);
    } catch (error) {
      this.#pending.delete(id);
      reject(error);
      return;
    }
    this.#size += bytes.length;
    this.#current.lastId = id;
    resolve(id);
    this.#flushing ??= this.#flushSoon();
  }

  async #flushSoon(): Promise<void> {
    await wait(flushAfterMs);
    await flush(this.#current.fd).catch(() => {});
    this.#flushing = null;
    if (this.#size > this.#largest) this.#rotate();
  }

  async #put(text: string): Promise<void> {
    const bytes = bytesOf(text);
    for (let at = 0; at < bytes.length; ) {
      const { bytesWritten } = await writeTo(this.#current.fd, bytes, at, bytes.length - at);
      at += bytesWritten;
      this.#size += bytesWritten;
    }
    await flush(this.#current.fd);
  }

  /** Empty where nothing new is to be said. */
  #markDone(): string {
    const done = this.#firstPending() - 1;
    if (done <= this.#markedDone) return '';
    this.#markedDone = done;
    return lineOf({ done });
  }

  #firstPending(): number {
    for (const id of this.#pending) return id;
    return this.#nextId;
  }

  #rotate(): void {
    const before = this.#current;
    try {
      this.#current = addSegment(this.#folder, before.number + 1);
    } catch {
      // The disk is full: the file grows on, or refuses what it cannot hold.
      return;
    }
    closeSync(before.fd);
    this.#older.push(before);
    this.#size = 0;
  }

  #tidy(): void {
    this.#tidying = null;
    const first = this.#firstPending();
    while (this.#older[0] && this.#older[0].lastId < first) unlinkSync(this.#older.shift()!.file);
    if (this.#writing) return;
    if (this.#pending.size > 0) this.#size += writeSync(this.#current.fd, this.#markDone());
    else if (this.#size > 0) {
      ftruncateSync(this.#current.fd, 0);
      this.#size = 0;
    }
  }
}
