/** Finds the files a terminal message names by their path, since a terminal has no paper clip. */
import { statSync } from 'node:fs';
import type { Attachment } from '../ports/surface.ts';

/** Words, and quoted parts with spaces in them. */
const parts = /"([^"]+)"|'([^']+)'|(\S+)/g;

/** Paths in the text that exist on this machine, as they were typed, each once. */
export function findPaths(text: string): string[] {
  const words = [...text.matchAll(parts)].map((match) =>
    (match[1] ?? match[2] ?? match[3]!).replace(/[,;:!?]+$/, ''),
  );
  return [...new Set(words.filter((word) => looksLikePath(word) && exists(word)))];
}

/** A bare word such as "docs" is a word even where a folder has that name; `docs/` and `prd.md` are paths. */
function looksLikePath(word: string): boolean {
  return word.includes('/') || word.includes('\\') || /\.[A-Za-z0-9]{1,5}$/.test(word);
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

export type ReadDocument = (path: string) => Promise<{ name: string; bytes: Uint8Array }>;

/** Throws what reading refuses: a folder, a format Docket does not read, a file that is too large. */
export async function attachFiles(text: string, readDocument: ReadDocument): Promise<Attachment[]> {
  return Promise.all(findPaths(text).map((path) => attachFile(path, readDocument)));
}

export async function attachFile(path: string, readDocument: ReadDocument): Promise<Attachment> {
  const { bytes } = await readDocument(path);
  return { name: path, mediaType: '', base64: Buffer.from(bytes).toString('base64') };
}
