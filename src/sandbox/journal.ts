/** An append-only file of JSON lines in which a sandbox keeps its state over restarts and kills. */
import {
  closeSync,
  existsSync,
  fdatasyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

export type Journal = {
  /** What earlier runs appended, oldest first. */
  entries: unknown[];
  /** On disk when it returns. */
  append(entry: unknown): void;
  close(): void;
};

/**
 * Opens the journal, made when it is new. A last line that a killed process left unfinished is ignored, and cut off by the
 * first append; any other line that is not JSON throws, because going on would lose what follows it.
 */
export function openJournal(file: string): Journal {
  mkdirSync(dirname(file), { recursive: true });
  const bytes = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  const whole = bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1);
  const entries = whole
    .toString('utf8')
    .split('\n')
    .slice(0, -1)
    .map((line, at) => parseLine(file, line, at + 1));
  const handle = openSync(file, 'a');
  let size = whole.length;
  let torn = size < bytes.length;
  return {
    entries,
    append(entry) {
      if (torn) ftruncateSync(handle, size);
      torn = false;
      const line = Buffer.from(`${JSON.stringify(entry)}\n`);
      try {
        writeSync(handle, line);
        fdatasyncSync(handle);
      } catch (error) {
        // A disk that is full may have taken half of the line; the next must not be glued to it.
        ftruncateSync(handle, size);
        throw error;
      }
      size += line.length;
    },
    close: () => closeSync(handle),
  };
}

/** A journal for a sandbox that need not remember anything. */
export function forgetfulJournal(): Journal {
  return { entries: [], append() {}, close() {} };
}

function parseLine(file: string, line: string, number: number): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new Error(`Line ${number} of ${file} is damaged. Move the file away to start afresh.`, { cause });
  }
}
