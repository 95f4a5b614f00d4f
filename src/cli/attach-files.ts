/** Finds the files a terminal message names by their path, since a terminal has no paper clip. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { DocketError } from '../domain/errors.ts';
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
  const isImport = /^\s*\/docket import\s/.test(text);
  const paths = findPaths(text, folder);
  if (isImport) return attachNamed(paths, folder);
  return Promise.all(paths.map((path) => attachFile(path, readDocument, folder)));
}

async function attachFile(path: string, readDocument: ReadDocument, folder: string): Promise<Attachment> {
  const { bytes } = await readDocument(locate(path, folder));
  return { name: path, mediaType: '', base64: Buffer.from(bytes).toString('base64') };
}

const mostFiles = 5000;

/** These files as they are, and of folders the JSON files in them. Throws INVALID_INPUT for what cannot be read. */
export async function attachNamed(paths: readonly string[], folder = '.'): Promise<Attachment[]> {
  return paths.flatMap((path) => {
    try {
      const place = locate(path, folder);
      if (!statSync(place).isDirectory()) return [attachRaw(path, place)];
      const names = readdirSync(place).filter((name) => name.endsWith('.json'));
      return names
        .toSorted()
        .slice(0, mostFiles)
        .map((name) => attachRaw(join(path, name), join(place, name)));
    } catch (cause) {
      throw new DocketError('INVALID_INPUT', {
        message: `${path} cannot be read. Nothing was imported.`,
        remedy: 'Name a JSON file, or a folder of them.',
        cause,
      });
    }
  });
}

function attachRaw(name: string, place: string): Attachment {
  return { name, mediaType: 'application/json', base64: readFileSync(place).toString('base64') };
}
