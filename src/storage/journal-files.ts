/** The files of a journal: lines that tell when they are damaged, in numbered files of a folder. */
import { closeSync, fsyncSync, openSync, readdirSync, readFileSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { JournalEntry } from '../ports/journal.ts';

export type Segment = { file: string; number: number; lastId: number };

/** An entry, or that everything up to a number is done. */
type Line = { id: number; entry: unknown } | { done: number };

export function lineOf(line: Line): string {
  const text = JSON.stringify(line);
  return `${crc32(text).toString(16).padStart(8, '0')} ${text}\n`;
}

/** Null for what was cut off or is damaged. */
function readLine(line: string): Line | null {
  const text = line.slice(9);
  return crc32(text) === Number.parseInt(line.slice(0, 8), 16) ? (JSON.parse(text) as Line) : null;
}

export type LeftInFolder = {
  left: JournalEntry[];
  /** Files that hold some of it. */
  segments: Segment[];
  highestId: number;
};

/** Files in which everything is done are removed. */
export function readFolder(folder: string): LeftInFolder {
  const names = readdirSync(folder).filter((name) => /^\d{10}\.log$/.test(name));
  const all: JournalEntry[] = [];
  let done = 0;
  const segments = names.toSorted().map((name): Segment => {
    const file = join(folder, name);
    const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
    let lastId = 0;
    for (const line of lines.flatMap((text) => readLine(text) ?? [])) {
      if ('done' in line) done = Math.max(done, line.done);
      else {
        lastId = line.id;
        all.push(line);
      }
    }
    return { file, number: Number.parseInt(name, 10), lastId };
  });
  const left = all.filter(({ id }) => id > done);
  const isNeeded = ({ lastId }: Segment) => left.length > 0 && lastId >= left[0]!.id;
  for (const { file } of segments.filter((one) => !isNeeded(one))) unlinkSync(file);
  return { left, segments: segments.filter(isNeeded), highestId: Math.max(done, all.at(-1)?.id ?? 0) };
}

export function addSegment(folder: string, number: number): Segment & { fd: number } {
  const file = join(folder, `${String(number).padStart(10, '0')}.log`);
  const fd = openSync(file, 'ax', 0o600);
  syncFolder(folder);
  return { file, number, lastId: 0, fd };
}

/** A new file is found after a power cut once its folder is flushed; Windows has no such thing. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const fd = openSync(folder, 'r');
  fsyncSync(fd);
  closeSync(fd);
}
