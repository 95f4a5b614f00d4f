/** Writes files whole or not at all, and one process at a time. */
import {
  closeSync,
  fstatSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fault } from './fault.ts';
import { gather } from './print-json.ts';

/** Enough that two of one process never meet; the file is opened only if it is new anyway. */
function randomName(): string {
  return Math.random().toString(36).slice(2, 12);
}

/** The new content under the old name in one step: whoever reads sees the one or the other, also after a kill. */
export function writeWhole(path: string, content: string | Iterable<string>): void {
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}.${randomName()}.tmp`);
  const mode = lstatSync(path, { throwIfNoEntry: false })?.mode ?? 0o644;
  const file = openSync(draft, 'wx', mode & 0o777);
  try {
    try {
      for (const part of gather(typeof content === 'string' ? [content] : content)) writeText(file, part);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
  } catch (error) {
    unlinkSync(draft);
    throw error;
  }
}

/** Nearly always one write; a disk that takes less at once gets the rest as bytes. */
function writeText(file: number, text: string): void {
  const written = writeSync(file, text);
  if (written < Buffer.byteLength(text)) writeAll(file, Buffer.from(text).subarray(written));
}

function writeAll(file: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
}

/** One line at the end of a file that only grows; a line that a killed process left torn stays, and ours begins anew. */
export function appendLine(path: string, line: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, 'a+', 0o644);
  try {
    const { size } = fstatSync(file);
    const last = Buffer.alloc(1, '\n');
    if (size > 0) readSync(file, last, 0, 1, size - 1);
    writeAll(file, Buffer.from(`${last[0] === 10 ? '' : '\n'}${line}\n`));
  } finally {
    closeSync(file);
  }
}

const patienceMs = 5_000;
const staleMs = 30_000;

/**
 * Does the work while no other process does any in this folder. A lock whose process is gone is taken over. Throws
 * CONCURRENCY_CONFLICT after five seconds, with nothing done.
 */
export function whileLocked<Result>(folder: string, work: () => Result): Result {
  const lock = join(folder, '.lock');
  const mine = `${process.pid} ${hostname()} ${randomName()}`;
  const until = Date.now() + patienceMs;
  for (let tries = 0; !takeLock(lock, mine); tries++) {
    if (Date.now() > until)
      throw fault(
        'Another process holds this ticket.',
        `Try again, or delete ${lock} if none runs.`,
        'CONCURRENCY_CONFLICT',
      );
    pause(Math.min(25, 1 + tries) * (0.5 + Math.random()));
  }
  try {
    return work();
  } finally {
    if (readOr(lock, '') === mine) unlinkSync(lock);
  }
}

function takeLock(lock: string, mine: string): boolean {
  const draft = `${lock}.${process.pid}.${randomName()}`;
  const file = openSync(draft, 'wx', 0o644);
  writeSync(file, mine);
  closeSync(file);
  try {
    // A link appears with its content, so nobody ever sees a lock whose owner is not yet written.
    linkSync(draft, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    removeIfStale(lock);
    return false;
  } finally {
    unlinkSync(draft);
  }
}

/** Two may find the same stale lock: the one that moves it aside checks that it is still the one it saw. */
function removeIfStale(lock: string): void {
  const seen = readOr(lock, null);
  if (seen === null || !isStale(lock, seen)) return;
  const aside = `${lock}.stale.${process.pid}.${randomName()}`;
  try {
    renameSync(lock, aside);
    if (readOr(aside, '') !== seen) linkSync(aside, lock);
    unlinkSync(aside);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

function isStale(lock: string, owner: string): boolean {
  const [pid, host] = owner.split(' ');
  if (host === hostname() && !isAlive(Number(pid))) return true;
  const since = lstatSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
  return Date.now() - since > staleMs;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function readOr<Other>(path: string, other: Other): string | Other {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return other;
  }
}

function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

/** The file under its name, with the folders above it. */
export function saveFile(path: string, content: string | Iterable<string>): void {
  mkdirSync(dirname(path), { recursive: true });
  writeWhole(path, content);
}
