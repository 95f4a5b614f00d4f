/** Opens real storage for tests: the embedded store in a folder that goes away with it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { createIdSource, type Id } from '../../src/domain/ids.ts';
import type { Workspace } from '../../src/domain/principal.ts';
import { type Clock, type IdSource, systemClock } from '../../src/ports/clock.ts';
import { type Log, silentLog } from '../../src/ports/log.ts';
import { openStorage, type Storage } from '../../src/storage/open.ts';

export type TestStorage = Storage & { home: string; clock: Clock; ids: IdSource };

/**
 * A new, empty embedded store, or the one of `home`, or the database at `url`. `close()` removes a new store's folder
 * too. One per test file is enough: give each test its own workspace with `newWorkspace`.
 */
export async function openTestStorage(
  options: { url?: string; home?: string; clock?: Clock; ids?: IdSource; log?: Log } = {},
): Promise<TestStorage> {
  const clock = options.clock ?? systemClock;
  const ids = options.ids ?? createIdSource(() => clock.now().getTime());
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'docket-test-'));
  const storage = await openStorage({
    home,
    url: options.url ?? null,
    log: options.log ?? silentLog,
    clock,
    ids,
  });
  return {
    ...storage,
    home,
    clock,
    ids,
    async close() {
      await storage.close();
      if (!options.home) rmSync(home, { recursive: true, force: true });
    },
  };
}

let shared: Promise<TestStorage> | null = null;

/** The store of this worker, opened once for all test files that stay in workspaces of their own. It ends with the worker. */
export async function shareTestStorage(): Promise<TestStorage> {
  shared ??= openTestStorage({ home: mkdtempSync(join(inject('tempFolder'), 'store-')) });
  return { ...(await shared), close: async () => {} };
}

/** One store for all who ask for one and would close it; it ends with `end`. */
export function shareOne(openOne: () => Promise<TestStorage>): {
  open(): Promise<TestStorage>;
  end(): Promise<void>;
} {
  let one: Promise<TestStorage> | null = null;
  return {
    async open() {
      one ??= openOne();
      return { ...(await one), close: async () => {} };
    },
    end: async () => (await one)?.close(),
  };
}

/** A stored workspace of its own for one test. */
export async function newWorkspace(
  storage: Pick<TestStorage, 'store' | 'clock' | 'ids'>,
  name = 'Acme',
): Promise<Workspace & { id: Id }> {
  const workspace: Workspace = {
    id: storage.ids.next(),
    name,
    timeZone: 'UTC',
    settings: {},
    createdAt: storage.clock.now().toISOString(),
  };
  await storage.store.workspaces.insert(workspace);
  return workspace;
}
