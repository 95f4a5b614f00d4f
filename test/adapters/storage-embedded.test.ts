/** What only the embedded store promises: one owner, no loss when killed, and a backup that can be restored. */
import { type ChildProcess, fork } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { whileAwaited } from '../../src/ports/awaited.ts';
import { silentLog } from '../../src/ports/log.ts';
import { openEmbedded } from '../../src/storage/embedded.ts';
import { migrate, readMigrations } from '../../src/storage/migrate.ts';
import { restoreStorage } from '../../src/storage/open.ts';
import { newWorkspace, openTestStorage, type TestStorage } from '../support/storage.ts';

let folder: string;
let home: string;
const open: { close(): Promise<void> }[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'docket-embedded-'));
  home = join(folder, 'home');
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
  rmSync(folder, { recursive: true, force: true });
});

async function openHome(at = home): Promise<TestStorage> {
  const storage = await openTestStorage({ home: at });
  open.push(storage);
  return storage;
}

async function closeHome(storage: TestStorage): Promise<void> {
  open.splice(open.indexOf(storage), 1);
  await storage.close();
}

type Said = Record<string, unknown>;

/** Runs the child until it has said what is waited for; gives everything it said. */
async function runChild(until: (said: Said[]) => boolean): Promise<{ child: ChildProcess; said: Said[] }> {
  const child = fork(join(import.meta.dirname, '../support/storage-child.ts'), [home], {
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const said: Said[] = [];
  await new Promise<void>((done) => {
    child.on('message', (message) => {
      said.push(message as Said);
      if (until(said)) done();
    });
    child.once('exit', () => done());
  });
  return { child, said };
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = new Promise((done) => child.once('exit', done));
  child.kill('SIGKILL');
  await gone;
}

it('serves first what a person waits for, and then the rest in its turn', async () => {
  const { pool, close } = await openEmbedded(home, silentLog);
  open.push({ close });
  const held = await pool.connect();
  const served: string[] = [];
  const work = async (name: string) => {
    const client = await pool.connect();
    served.push(name);
    client.release();
  };
  const all = [work('a push'), work('its next step'), whileAwaited(() => work('a message'))];
  all.push(pool.query('select 1').then(() => void served.push('a statement')));
  held.release();
  await Promise.all(all);
  expect(served).toEqual(['a message', 'a push', 'its next step', 'a statement']);
});

describe('the owner of an embedded store', { timeout: 30_000 }, () => {
  it('keeps a second process out at once, with a sentence that says what to do', async () => {
    await openHome();
    const { said } = await runChild(() => false);
    expect(said).toEqual([
      {
        code: 'STORE_LOCKED',
        message: `Docket is already running on ${home}.`,
        remedy: 'Stop it first, or set DOCKET_HOME to another folder.',
      },
    ]);
  });

  it('keeps a second opening in the same process out, and leaves the first as it was', async () => {
    const storage = await openHome();
    await expect(openTestStorage({ home })).rejects.toMatchObject({ code: 'STORE_LOCKED' });
    const workspace = await newWorkspace(storage);
    expect(await storage.store.workspaces.get(workspace.id)).toEqual(workspace);
  });

  it('refuses a home that is no folder', async () => {
    writeFileSync(home, 'a file');
    await expect(openTestStorage({ home })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: `Docket may not write to its folder ${home}.`,
    });
  });
});

describe('a killed process', { timeout: 30_000 }, () => {
  it('frees the store, loses nothing it acknowledged, and its jobs begin again at once and in order', async () => {
    const enough = (said: Said[]) =>
      said.filter((one) => 'committed' in one).length > 40 &&
      said.filter((one) => 'begun' in one).length === 2;
    const { child, said } = await runChild(enough);
    await kill(child);
    const acknowledged = Math.max(...said.map((one) => Number(one.committed ?? 0)));
    const workspaceId = String(said.find((one) => 'opened' in one)!.opened);

    const storage = await openHome();
    const { store, queue } = storage;
    const next = await store.tickets.nextNumber(workspaceId, 'BUG', 2026);
    expect(next).toBeGreaterThan(acknowledged);
    expect(
      (await store.threads.ensure(workspaceId, 'terminal', `thread ${acknowledged}`)).createdAt < stamp(),
    ).toBe(true);
    expect(
      await store.exclusively(
        'child',
        async () => 'free',
        () => new Error('busy'),
      ),
    ).toBe('free');

    const begun: [unknown, number][] = [];
    await queue.work('thread/slack', async ({ payload, attempt }) => void begun.push([payload.n, attempt]), {
      concurrency: 2,
    });
    await queue.settled(['k0', 'k1']);
    const sorted = [...begun].sort(([a], [b]) => Number(a) - Number(b));
    expect(sorted).toEqual([
      [0, 2],
      [1, 2],
      [2, 1],
    ]);
    expect(begun.findIndex(([n]) => n === 2)).toBeGreaterThan(begun.findIndex(([n]) => n === 0));
  });
});

function stamp(): string {
  return new Date().toISOString();
}

describe('a backup', { timeout: 30_000 }, () => {
  const made = join(mkdtempSync(join(tmpdir(), 'docket-backup-')), 'home');
  const file = () => join(made, 'docket.backup');

  // Made once, while the store is in use; each test has a copy of the store.
  beforeAll(async () => {
    const storage = await openTestStorage({ home: made });
    await newWorkspace(storage, 'Saved');
    await storage.backup(file());
    await newWorkspace(storage, 'After the backup');
    await storage.close();
  });
  beforeEach(() => cpSync(made, home, { recursive: true }));
  afterAll(() => rmSync(dirname(made), { recursive: true, force: true }));

  const namesIn = async (at = home) => {
    const storage = await openHome(at);
    const names = (await storage.store.workspaces.list()).map(({ name }) => name);
    await closeHome(storage);
    return names;
  };

  it('is taken while the store is in use and restores what was there at that time', async () => {
    const elsewhere = join(folder, 'elsewhere');
    await restoreStorage({ home: elsewhere, file: file() });
    expect(await namesIn(elsewhere)).toEqual(['Saved']);
    expect(await namesIn()).toEqual(['Saved', 'After the backup']);
    expect(existsSync(`${file()}.part`)).toBe(false);
  });

  it('overwrites a store only when asked', async () => {
    await expect(restoreStorage({ home, file: file() })).rejects.toMatchObject({
      code: 'NEEDS_CONFIRMATION',
    });
    expect(await namesIn()).toEqual(['Saved', 'After the backup']);
    await restoreStorage({ home, file: file(), overwrite: true });
    expect(await namesIn()).toEqual(['Saved']);
  });

  it('leaves the present store alone when the file cannot be read', async () => {
    const cutOff = join(folder, 'cut-off');
    writeFileSync(cutOff, readFileSync(file()).subarray(0, 100_000));
    const text = join(folder, 'text');
    writeFileSync(text, 'not a backup');
    for (const bad of [cutOff, text, join(folder, 'missing')]) {
      const restoring = restoreStorage({ home, file: bad, overwrite: true });
      await expect(restoring).rejects.toMatchObject({ code: 'UNREADABLE' });
    }
    expect(await namesIn()).toEqual(['Saved', 'After the backup']);
  });

  it('is not restored under a running Docket', async () => {
    await openHome();
    const restoring = restoreStorage({ home, file: file(), overwrite: true });
    await expect(restoring).rejects.toMatchObject({ code: 'STORE_LOCKED' });
  });

  it('puts the former store back when a restore was cut off between its two moves', async () => {
    renameSync(join(home, 'store'), join(home, 'store.old'));
    mkdirSync(join(home, 'store.new'));
    expect(await namesIn()).toEqual(['Saved', 'After the backup']);
  });
});

describe('the first start', { timeout: 30_000 }, () => {
  it('begins anew after one that was cut off while it unpacked', async () => {
    mkdirSync(join(home, 'store.new', 'base'), { recursive: true });
    writeFileSync(join(home, 'store.new', 'PG_VERSION'), '18');
    const storage = await openHome();
    expect(await storage.store.workspaces.list()).toEqual([]);
  });
});

describe('a damaged store', { timeout: 30_000 }, () => {
  it.each(['global/pg_control', 'PG_VERSION', 'global/pg_filenode.map'])(
    'is named as such and left alone when %s is gone',
    async (lost) => {
      await closeHome(await openHome());
      rmSync(join(home, 'store', lost));
      const refusal = { code: 'STORE_UNAVAILABLE', remedy: expect.stringContaining('docket restore') };
      await expect(openTestStorage({ home })).rejects.toMatchObject(refusal);
      await expect(openTestStorage({ home })).rejects.toMatchObject(refusal);
      expect(existsSync(join(home, 'store', 'base'))).toBe(true);
    },
  );
});

describe('a job that always fails', { timeout: 30_000 }, () => {
  it('is begun six times in all, logged, and then lets its key go on', async () => {
    const given: string[] = [];
    const log = { ...silentLog, error: (message: string) => void given.push(message) };
    const begun: unknown[] = [];
    // A start anew does not wait for the pause between two tries.
    for (let start = 1; start <= 6; start += 1) {
      const storage = await openTestStorage({ home, log });
      open.push(storage);
      if (start === 1) {
        for (const n of [0, 1]) await storage.queue.send('sync', { key: 'k', payload: { n } });
      }
      const tried = new Promise<void>((done) => {
        void storage.queue.work('sync', async ({ payload, attempt }) => {
          begun.push([payload.n, attempt]);
          done();
          if (payload.n === 0) throw new Error('never works');
        });
      });
      await tried;
      if (start === 6) await storage.queue.settled(['k']);
      await new Promise((done) => setTimeout(done, 50));
      await closeHome(storage);
    }
    expect(begun).toEqual([...[1, 2, 3, 4, 5, 6].map((attempt) => [0, attempt]), [1, 1]]);
    expect(given).toEqual(['a job failed too often and is given up']);
  });
});

describe('migrations', { timeout: 30_000 }, () => {
  it('are applied once, and refused where another version of Docket has been', async () => {
    const driver = await openEmbedded(home, silentLog);
    open.push(driver);
    await migrate(driver.pool);
    await migrate(driver.pool);
    const newer = { name: '9999-newer.sql', sql: 'create table newer (id int)', checksum: 'newer' };
    await migrate(driver.pool, [...readMigrations(), newer]);
    const refusal = { code: 'CONFIG_INVALID', message: expect.stringContaining('9999-newer.sql') };
    await expect(migrate(driver.pool)).rejects.toMatchObject(refusal);
    const edited = { ...newer, checksum: 'edited' };
    await expect(migrate(driver.pool, [...readMigrations(), edited])).rejects.toMatchObject(refusal);
  });

  it('leave nothing behind when one of them fails', async () => {
    const driver = await openEmbedded(home, silentLog);
    open.push(driver);
    const broken = {
      name: '9999-broken.sql',
      sql: 'create table half (id int); select nonsense',
      checksum: 'x',
    };
    await expect(migrate(driver.pool, [...readMigrations(), broken])).rejects.toThrow('nonsense');
    const { rows } = await driver.pool.query("select to_regclass('half') as half");
    expect(rows).toEqual([{ half: null }]);
    await migrate(driver.pool);
  });
});
