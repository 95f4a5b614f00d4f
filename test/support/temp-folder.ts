/** One folder for what tests leave on the disk, removed when all of them have ended: a worker is stopped without a word. */
import { accessSync, chmodSync, constants, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    tempFolder: string;
  }
}

export function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(hasRoom(memoryDisk) ? memoryDisk : tmpdir(), 'docket-tests-'));
  // The Postgres server may run as another user.
  chmodSync(folder, 0o755);
  // The workers are started with this environment, so whatever a test leaves in a temporary folder goes too.
  process.env.TMPDIR = folder;
  project.provide('tempFolder', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}

/** Linux has it. A store is five hundred files that nobody keeps, and a disk is slow to make them. */
const memoryDisk = '/dev/shm';
const roomBytes = 2 * 1024 ** 3;

function hasRoom(folder: string): boolean {
  if (process.env.TMPDIR !== undefined) return false;
  try {
    accessSync(folder, constants.W_OK);
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= roomBytes;
  } catch {
    return false;
  }
}
