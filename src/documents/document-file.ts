/** Reads a document from a file on this machine. */
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { DocketError } from '../domain/errors.ts';
import { maxDocumentBytes, readText, refuseSize } from './intake.ts';

export type DocumentFile = { name: string; content: string };

/**
 * The file's text and its name without folders. Throws NOT_FOUND (no such file), INVALID_INPUT (a folder, empty),
 * UNREADABLE (no permission, binary, not UTF-8) or TOO_LARGE, without reading a file that is too large.
 */
export async function readDocumentFile(path: string): Promise<DocumentFile> {
  const name = basename(path);
  try {
    await using file = await open(path, 'r');
    const stat = await file.stat();
    if (stat.isDirectory()) refuseFolder(path);
    if (stat.size > maxDocumentBytes) refuseSize(name, stat.size);
    return { name, content: readText(await file.readFile(), name) };
  } catch (error) {
    throw translate(error, path);
  }
}

function refuseFolder(path: string): never {
  throw new DocketError('INVALID_INPUT', {
    message: `${path} is a folder, not a document.`,
    remedy: 'Name a file in it, for example its PRD.',
  });
}

function translate(error: unknown, path: string): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new DocketError('NOT_FOUND', {
      message: `There is no file at ${path}.`,
      remedy: 'Check the path; it is read from the folder Docket was started in.',
    });
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new DocketError('UNREADABLE', {
      message: `${path} may not be read by this user.`,
      remedy: 'Give read permission to the file, or copy it somewhere readable.',
    });
  }
  if (code === 'EISDIR') return errorOf(() => refuseFolder(path));
  return error;
}

function errorOf(refuse: () => never): unknown {
  try {
    return refuse();
  } catch (error) {
    return error;
  }
}
