/** Unpacks a data directory that PGlite has written as a gzipped tar file. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { gunzipSync } from 'node:zlib';

const blockSize = 512;

/**
 * PGlite's own reader takes ten times as long, and the first start waits for this. Throws for bytes that are no such
 * file, also when it is cut off, and for an entry that would land outside `folder`; whatever was there is replaced.
 */
export function unpackDataDir(bytes: Uint8Array, folder: string): void {
  const tar = gunzipSync(bytes);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (let at = 0; tar[at] !== 0 && tar[at] !== undefined; ) {
    const entry = readHeader(tar.subarray(at, at + blockSize));
    const path = join(folder, entry.name);
    if (!path.startsWith(folder + sep)) throw new Error(`${entry.name} lies outside the data directory.`);
    const start = at + blockSize;
    if (start + entry.size > tar.length) throw new Error('The file is cut off.');
    mkdirSync(entry.isFolder ? path : dirname(path), { recursive: true });
    if (!entry.isFolder) writeFileSync(path, tar.subarray(start, start + entry.size));
    at = start + Math.ceil(entry.size / blockSize) * blockSize;
  }
}

/** The fields of a ustar header that matter here: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html */
function readHeader(header: Buffer): { name: string; size: number; isFolder: boolean } {
  const text = (from: number, to: number) => header.toString('latin1', from, to).replace(/[\0 ]+$/, '');
  if (text(257, 262) !== 'ustar') throw new Error('This is no tar file.');
  const size = Number.parseInt(text(124, 136), 8);
  return { name: text(0, 100), size, isFolder: text(156, 157) === '5' };
}
