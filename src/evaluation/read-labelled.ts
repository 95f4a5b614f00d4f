/** Reads the files of labelled sets and says plainly what is wrong with them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as z from 'zod';
import { DocketError } from '../domain/errors.ts';
import { GoldSet } from './gold.ts';

export type LabelledFolder = { names: string[]; gold: GoldSet };

/** The Markdown and text files of a folder, by name, and its labels where it has some. Throws UNREADABLE. */
export function readLabelledFolder(folder: string): LabelledFolder {
  const names = readFolder(folder).filter(
    (name) => /\.(?:md|markdown|txt)$/.test(name) && !/^readme\./i.test(name),
  );
  if (names.length === 0) throw unreadable(folder, 'holds no .md or .txt file');
  const file = join(folder, 'gold.json');
  return { names, gold: existsSync(file) ? readAs(file, GoldSet) : {} };
}

/** Throws UNREADABLE when the file is not JSON of this shape. */
export function readAs<Shape extends z.ZodType>(file: string, shape: Shape): z.infer<Shape> {
  const parsed = shape.safeParse(readJson(file));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue!.path.join('.');
  throw unreadable(file, `is not as expected${place === '' ? '' : ` at ${place}`}: ${issue!.message}`);
}

export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw unreadable(file, 'cannot be read');
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readText(file));
  } catch (error) {
    if (error instanceof SyntaxError) throw unreadable(file, 'is not JSON');
    throw error;
  }
}

function readFolder(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    throw unreadable(folder, 'cannot be read as a folder');
  }
}

function unreadable(path: string, why: string): DocketError {
  return new DocketError('UNREADABLE', {
    message: `${path} ${why}.`,
    remedy: 'Check the path and what is in it.',
  });
}
