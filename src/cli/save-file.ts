/** Puts a file that Docket hands over into a folder of this machine. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import type { OutFile } from '../cards/shown.ts';
import { DocketError } from '../domain/errors.ts';

const mostTries = 99;

/**
 * Gives the path it was written to. A file that is there already is never written over: the new one is numbered.
 * Throws INVALID_INPUT where nothing can be written.
 */
export async function saveInto(folder: string, file: OutFile, number = 1): Promise<string> {
  const ending = extname(file.name);
  const stem = file.name.slice(0, file.name.length - ending.length);
  const path = join(folder, number === 1 ? file.name : `${stem}-${number}${ending}`);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(path, file.text, { flag: 'wx' });
    return path;
  } catch (error) {
    const isTaken = (error as NodeJS.ErrnoException).code === 'EEXIST' && number < mostTries;
    if (!isTaken) throw refuse(path, error);
  }
  return saveInto(folder, file, number + 1);
}

/** One file each, over those of the same name. Throws INVALID_INPUT where one cannot be written. */
export async function saveParts(folder: string, parts: NonNullable<OutFile['parts']>): Promise<string> {
  for (const { name, text } of parts) await saveAs(join(folder, name), { text });
  return `Wrote ${parts.length === 1 ? '1 file' : `${parts.length} files`} into ${folder}`;
}

/** Writes over what is there: the path was named by the person. Throws INVALID_INPUT where it cannot be written. */
export async function saveAs(path: string, { text }: Pick<OutFile, 'text'>): Promise<string> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    return path;
  } catch (error) {
    throw refuse(path, error);
  }
}

function refuse(path: string, cause: unknown): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: `${path} cannot be written. Nothing was saved.`,
    remedy: 'Name a file in a folder that this user may write to.',
    cause,
  });
}
