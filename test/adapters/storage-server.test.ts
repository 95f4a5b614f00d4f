/** What only a shared Postgres server shows: several instances at once, lost connections, and a server that is not there. */
import { fork } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { anEvent } from '../contracts/store-samples.ts';
import { startPostgres } from '../support/postgres.ts';
import { newWorkspace, openTestStorage, type TestStorage } from '../support/storage.ts';

const started = await startPostgres();
if (typeof started === 'string') console.warn(started);
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

describe.skipIf(typeof started === 'string')('instances on one Postgres server', { timeout: 30_000 }, () => {
  if (typeof started === 'string') return;
  const server = started;
  const open: TestStorage[] = [];
  afterEach(async () => {
    for (const one of open.splice(0)) await one.close();
  });
  afterAll(() => server.stop());

  async function openTwo(): Promise<[TestStorage, TestStorage]> {
    const url = await server.createDatabase();
    const [one, two] = await Promise.all([openTestStorage({ url }), openTestStorage({ url })]);
    open.push(one, two);
    return [one, two];
  }

  it('start together on an empty database', async () => {
    const [one, two] = await openTwo();
    const workspace = await newWorkspace(one);
    expect(await two.store.workspaces.get(workspace.id)).toEqual(workspace);
    await Promise.all([one.checkpoints(), two.checkpoints()]);
  });

  it('keep each other out of a lock and let each other in afterwards', async () => {
    const [one, two] = await openTwo();
    const busy = () => new Error('busy');
    let end = () => {};
    let begin = () => {};
    const begun = new Promise<void>((done) => (begin = done));
    const held = one.store.exclusively(
      'generate',
      () =>
        new Promise<void>((done) => {
          end = done;
          begin();
        }),
      busy,
    );
    await begun;
    await expect(two.store.exclusively('generate', async () => 'two', busy)).rejects.toThrow('busy');
    end();
    await held;
    expect(await two.store.exclusively('generate', async () => 'two', busy)).toBe('two');
  });

  it('tell one time, that of the server', async () => {
    const both = await openTwo();
    for (const { serverTime } of both) {
      expect(Math.abs((await serverTime!()).getTime() - Date.now())).toBeLessThan(10_000);
    }
  });

  it('win a claim once between them', async () => {
    const both = await openTwo();
    const won = await Promise.all(
      Array.from({ length: 20 }, (_, n) => both[n % 2]!.claim('delivery-1', 1000)),
    );
    expect(won.filter(Boolean)).toHaveLength(1);
  });

  it('keep one key in order though both work the queue', async () => {
    const [one, two] = await openTwo();
    const done: unknown[] = [];
    let running = 0;
    for (const { queue } of [one, two]) {
      await queue.work(
        'thread/slack',
        async ({ payload }) => {
          running += 1;
          expect(running).toBe(1);
          await pause(4);
          running -= 1;
          done.push(payload.n);
        },
        { concurrency: 2 },
      );
    }
    const numbers = Array.from({ length: 20 }, (_, n) => n);
    for (const n of numbers) await one.queue.send('thread/slack', { key: 'k', payload: { n } });
    await two.queue.settled(['k']);
    expect(done).toEqual(numbers);
  });

  it('give an event to one reader of a consumer, in order, whoever wrote it; another takes over', async () => {
    const [one, two] = await openTwo();
    const workspace = await newWorkspace(one);
    const seen: [string, unknown][] = [];
    await one.events.subscribe('outbox', async (events) =>
      events.forEach(({ payload }) => void seen.push(['one', payload.n])),
    );
    await one.events.drained();
    await two.events.subscribe('outbox', async (events) =>
      events.forEach(({ payload }) => void seen.push(['two', payload.n])),
    );
    const write = (at: TestStorage, n: number) =>
      at.store.events.append([anEvent(workspace.id, { payload: { n } })]);
    for (let n = 0; n < 10; n += 1) await write(n % 2 ? one : two, n);
    await two.events.drained();
    expect(seen).toEqual(Array.from({ length: 10 }, (_, n) => ['one', n]));
    await open.shift()!.close();
    await write(two, 10);
    await two.events.drained();
    expect(seen.at(-1)).toEqual(['two', 10]);
  });

  it('skip no event of a transaction that began early and committed late', async () => {
    const [one, two] = await openTwo();
    const workspace = await newWorkspace(one);
    const seen: unknown[] = [];
    await one.events.subscribe(
      'reader',
      async (events) => void seen.push(...events.map(({ payload }) => payload.n)),
    );
    let commit = () => {};
    const slow = two.store.transact(async (nouns) => {
      await nouns.events.append([anEvent(workspace.id, { payload: { n: 'slow' } })]);
      await nouns.tickets.nextNumber(workspace.id, 'BUG', 2026);
      await new Promise<void>((done) => (commit = done));
    });
    await pause(50);
    await one.store.events.append([anEvent(workspace.id, { payload: { n: 'quick' } })]);
    await one.events.drained();
    expect(seen).toEqual(['quick']);
    commit();
    await slow;
    await one.events.drained();
    expect(seen).toEqual(['quick', 'slow']);
  });

  it('go on after the server has dropped every connection', async () => {
    const [one, two] = await openTwo();
    const workspace = await newWorkspace(one);
    const seen: unknown[] = [];
    await one.events.subscribe(
      'reader',
      async (events) => void seen.push(...events.map(({ payload }) => payload.n)),
    );
    const done: unknown[] = [];
    await one.queue.work('thread/slack', async ({ payload }) => void done.push(payload.n));
    await server.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'docket%'",
    );
    await pause(100);
    await two.store.events.append([anEvent(workspace.id, { payload: { n: 1 } })]);
    await two.queue.send('thread/slack', { key: 'k', payload: { n: 1 } });
    await one.events.drained();
    await one.queue.settled(['k']);
    expect(seen).toEqual([1]);
    expect(done).toEqual([1]);
    // The connection that holds locks may still be coming back, and says so until it is there.
    const hold = () =>
      one.store.exclusively(
        'again',
        async () => 'held',
        () => new Error('busy'),
      );
    await expect.poll(() => hold().catch(String), { timeout: 10_000 }).toBe('held');
  });

  it('take over the locks at once and the jobs within seconds of an instance that was killed', async () => {
    const url = await server.createDatabase();
    const child = fork(join(import.meta.dirname, '../support/storage-child.ts'), [tmpdir(), url], {
      execArgv: [],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    let begun = 0;
    await new Promise<void>((done) => {
      child.on('message', (said: Record<string, unknown>) => {
        if ('begun' in said) begun += 1;
        if (begun === 2) done();
      });
      child.once('exit', () => done());
    });
    expect(begun).toBe(2);
    const storage = await openTestStorage({ url });
    open.push(storage);
    const done: unknown[] = [];
    await storage.queue.work('thread/slack', async ({ payload }) => void done.push(payload.n));
    const taken = () =>
      storage.store.exclusively(
        'child',
        async () => 'taken',
        () => new Error('busy'),
      );
    await expect(taken()).rejects.toThrow('busy');
    const gone = new Promise((exited) => child.once('exit', exited));
    child.kill('SIGKILL');
    await gone;
    await pause(100);
    expect(await taken()).toBe('taken');
    await storage.queue.settled(['k0', 'k1']);
    expect([...done].sort()).toEqual([0, 1, 2]);
    expect(done.indexOf(2)).toBeGreaterThan(done.indexOf(0));
  });

  it('are told in a sentence, without the password, that there is no such database or no server', async () => {
    const missing = `postgres://postgres:hunter2@127.0.0.1:${server.port}/no_such_database`;
    const nobody = 'postgres://postgres:hunter2@127.0.0.1:9/docket';
    for (const url of [missing, nobody]) {
      const error = (await openTestStorage({ url }).catch((caught) => caught)) as Error & { remedy: string };
      expect(error).toMatchObject({ code: 'STORE_UNAVAILABLE' });
      expect(error.message).toContain('127.0.0.1:');
      expect(error.message + error.remedy).not.toContain('hunter2');
    }
  });

  it('do not write a backup themselves', async () => {
    const [one] = await openTwo();
    await expect(one.backup('docket.backup')).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });
});
