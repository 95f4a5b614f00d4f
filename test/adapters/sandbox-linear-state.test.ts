/** What the sandbox answered as done is still there after a restart and after kill -9. */
import { spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { LinearClient } from '@linear/sdk';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type LinearSandbox, startLinearSandbox } from '../../src/sandbox/linear/linear.ts';

let folder: string;
let stateFile: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'docket-sandbox-'));
  stateFile = join(folder, 'deep', 'linear.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function withSandbox<Result>(work: (sandbox: LinearSandbox, client: LinearClient) => Promise<Result>) {
  const sandbox = await startLinearSandbox({ stateFile });
  try {
    return await work(sandbox, new LinearClient({ apiKey: sandbox.apiKey, apiUrl: sandbox.apiUrl }));
  } finally {
    await sandbox.close();
    // Lets fetch notice that its pooled sockets are closed before the next sandbox takes the same port.
    await wait(20);
  }
}

async function createIssue(client: LinearClient, title: string): Promise<void> {
  const team = (await client.teams()).nodes[0]!;
  await client.createIssue({ teamId: team.id, title });
}

it('keeps issues, edits and numbers over a restart, at the same address', async () => {
  const before = await withSandbox(async (sandbox, client) => {
    await createIssue(client, 'First');
    await createIssue(client, 'Second');
    sandbox.edit('ENG-1', { state: 'Done' });
    return { url: sandbox.url, issues: sandbox.issues() };
  });
  await withSandbox(async (sandbox, client) => {
    expect(sandbox.url).toBe(before.url);
    expect(sandbox.issues()).toEqual(before.issues);
    expect((await fetch(before.issues[0]!.url)).status).toBe(200);
    await createIssue(client, 'Third');
    expect(sandbox.issues().map(({ key }) => key)).toEqual(['ENG-1', 'ENG-2', 'ENG-3']);
  });
});

it('takes another port when its own is taken, and points links there', async () => {
  const before = await withSandbox(async (sandbox, client) => {
    await createIssue(client, 'First');
    return sandbox.url;
  });
  const squatter = await startLinearSandbox({ port: Number(new URL(before).port) });
  await withSandbox(async (sandbox) => {
    expect(sandbox.url).not.toBe(before);
    expect(sandbox.issues()[0]!.url).toContain(sandbox.url);
  });
  await squatter.close();
});

it('refuses a second sandbox over the same file while the first is alive, and leaves the first as it was', async () => {
  await withSandbox(async (sandbox, client) => {
    await createIssue(client, 'First');
    const before = readFileSync(stateFile, 'utf8');
    await expect(startLinearSandbox({ stateFile })).rejects.toThrow(`A sandbox at ${sandbox.url} uses`);
    expect(readFileSync(stateFile, 'utf8')).toBe(before);
    await createIssue(client, 'Second');
  });
});

it('says so when a port it must use is taken', async () => {
  const squatter = await startLinearSandbox();
  await expect(startLinearSandbox({ port: Number(new URL(squatter.url).port) })).rejects.toThrow(
    'EADDRINUSE',
  );
  await squatter.close();
});

it('goes on after a last line that was cut off', async () => {
  await withSandbox((_sandbox, client) => createIssue(client, 'First'));
  appendFileSync(stateFile, '{"changes":[{"noun":"issues","row":{"id":"torn');
  await withSandbox(async (sandbox, client) => {
    expect(sandbox.issues().map(({ title }) => title)).toEqual(['First']);
    await createIssue(client, 'Second');
  });
  await withSandbox(async (sandbox) => expect(sandbox.issues()).toHaveLength(2));
  expect(readFileSync(stateFile, 'utf8')).not.toContain('torn');
});

it('refuses to go on over damage in the middle, and says what to do', async () => {
  await withSandbox((_sandbox, client) => createIssue(client, 'First'));
  appendFileSync(stateFile, 'damage\n{"port":1}\n');
  await expect(startLinearSandbox({ stateFile })).rejects.toThrow(/is damaged. Move the file away/);
});

it('has every issue it confirmed after it was killed in the middle of its work', async () => {
  const program = `
    const { startLinearSandbox } = await import(${JSON.stringify(new URL('../../src/sandbox/linear/linear.ts', import.meta.url).href)});
    const { apiUrl, apiKey } = await startLinearSandbox({ stateFile: ${JSON.stringify(stateFile)} });
    process.stdin.resume().once('close', () => process.exit());
    process.stdout.write(JSON.stringify({ apiUrl, apiKey }) + '\\n');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const [line] = (await child.stdout.take(1).toArray()) as Buffer[];
  const client = new LinearClient(JSON.parse(String(line)));
  const team = (await client.teams()).nodes[0]!;
  const confirmed: string[] = [];
  const writing = Array.from({ length: 200 }, (_, at) => {
    const title = `Issue ${at}`;
    return client.createIssue({ teamId: team.id, title }).then(
      () => confirmed.push(title),
      () => {},
    );
  });
  while (confirmed.length < 20) await wait(1);
  child.kill('SIGKILL');
  await Promise.all(writing);
  await gone;
  const kept = await withSandbox(async (sandbox) => sandbox.issues().map(({ title }) => title));
  expect(confirmed.length).toBeGreaterThanOrEqual(20);
  expect(kept).toEqual(expect.arrayContaining(confirmed));
  expect(new Set(kept).size).toBe(kept.length);
}, 20_000);
