/** Finds the files a terminal message names by their path, since a terminal has no paper clip. */
import { statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import type { Attachment } from '../ports/surface.ts';

/** Words, and quoted parts with spaces in them. */
const parts = /"([^"]+)"|'([^']+)'|(\S+)/g;

/**
 * Paths in the first line that exist below `folder` or are absolute, as they were typed, each once. The lines after it
 * are a pasted document, and what a document names is not sent along.
 */
export function findPaths(text: string, folder: string): string[] {
  const [line = ''] = text.trimStart().split('\n', 1);
  // What it names is a repository and no document.
  if (/^\/docket attach-repo\b/.test(line)) return [];
  const words = [...line.matchAll(parts)].map((match) =>
    (match[1] ?? match[2] ?? match[3]!).replace(/[,;:!?]+$/, ''),
  );
  return [...new Set(words.filter((word) => looksLikePath(word) && exists(locate(word, folder))))];
}

/** A bare word such as "docs", or a lone slash, is a word; `docs/` and `prd.md` are paths. */
function looksLikePath(word: string): boolean {
  if (!/[\p{L}\d]/u.test(word)) return false;
  return word.includes('/') || word.includes('\\') || /\.[A-Za-z0-9]{1,5}$/.test(word);
}

function locate(path: string, folder: string): string {
  return isAbsolute(path) ? path : join(folder, path);
}

function exists(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    // Too long for a name, or in a folder nobody may look into.
    return false;
  }
}

export type ReadDocument = (path: string) => Promise<{ name: string; bytes: Uint8Array }>;

/** Throws what reading refuses: a folder, a format Docket does not read, a file that is too large. */
export async function attachFiles(
  text: string,
  readDocument: ReadDocument,
  folder = '.',
): Promise<Attachment[]> {
  return Promise.all(findPaths(text, folder).map((path) => attachFile(path, readDocument, folder)));
}

async function attachFile(path: string, readDocument: ReadDocument, folder: string): Promise<Attachment> {
  const { bytes } = await readDocument(locate(path, folder));
  return { name: path, mediaType: '', base64: Buffer.from(bytes).toString('base64') };
}
