/** Reads a document from a file on this machine. */
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { DocketError } from '../domain/errors.ts';
import { checkSize, checkUpload } from './intake.ts';

export type DocumentFile = { name: string; bytes: Uint8Array };

/**
 * The file's bytes and its name without folders. Throws NOT_FOUND (no such file), INVALID_INPUT (a folder),
 * UNREADABLE (no permission, no format Docket reads) or TOO_LARGE, without reading a file that is too large.
 */
export async function readDocumentFile(path: string): Promise<DocumentFile> {
  const name = basename(path);
  try {
    await using file = await open(path, 'r');
    const stat = await file.stat();
    if (stat.isDirectory()) throw folder(path);
    checkSize(name, stat.size);
    const bytes = await file.readFile();
    checkUpload({ bytes, name });
    return { name, bytes };
  } catch (error) {
    throw translate(error, path);
  }
}

function folder(path: string): DocketError {
  return new DocketError('INVALID_INPUT', {
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
  return code === 'EISDIR' ? folder(path) : error;
}
