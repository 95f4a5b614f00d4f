/** One folder for what tests leave on the disk, removed when all of them have ended: a worker is stopped without a word. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    tempFolder: string;
  }
}

export function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'docket-tests-'));
  project.provide('tempFolder', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
