/** The mirror of a tracker's issues: read in pages, bounded, shared, and never waited for long. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { silentLog } from '../../../src/ports/log.ts';
import type { Tracker } from '../../../src/ports/tracker.ts';
import { createIssueMirrors } from '../../../src/publication/issue-mirrors.ts';
import { abortAfter } from '../../../src/publication/timeout.ts';
import { type ClockedStorage, openClockedStorage } from '../../support/publishing.ts';
import { connect, scriptTracker } from '../../support/scripted-tracker.ts';
import { newWorkspace } from '../../support/storage.ts';

let storage: ClockedStorage;
beforeAll(async () => {
  storage = await openClockedStorage();
});
afterAll(() => storage.close());

async function open(list: Tracker['list'], waitMs?: number) {
  const { store, clock } = storage;
  const tracker = { ...scriptTracker(clock), list };
  const deps = { store, clock, log: silentLog, trackers: connect(tracker), timeout: abortAfter };
  const mirrors = createIssueMirrors(deps, waitMs);
  const { id } = await newWorkspace(storage);
  return { mirrors, workspaceId: id, destination: await tracker.destination() };
}

const issue = (number: number) => ({
  externalId: `issue-${number}`,
  externalKey: `#${number}`,
  url: '',
  title: `Issue ${number}`,
  text: '',
  rawStatus: 'open',
  open: true,
  marker: null,
});

it('reads page after page, of issues open or closed within ninety days, and stops at two thousand', async () => {
  const asked: { closedSince: string; after: string | null }[] = [];
  const { mirrors, workspaceId, destination } = await open(async (wish) => {
    asked.push(wish);
    const from = Number(wish.after ?? 0);
    return { issues: Array.from({ length: 700 }, (_, at) => issue(from + at)), next: String(from + 700) };
  });
  const { known, problem } = await mirrors.look(workspaceId, destination);
  expect(problem).toBeNull();
  expect(known).toMatchObject({ complete: false });
  expect(known?.issues.size).toBe(2100);
  expect(asked.map(({ after }) => after)).toEqual([null, '700', '1400']);
  const days = (storage.clock.now().getTime() - Date.parse(asked[0]!.closedSince)) / 86_400_000;
  expect(days).toBe(90);
});

it('gives up waiting for a slow tracker, says so, and has the answer at the next look', async () => {
  let answer = (_page: Awaited<ReturnType<Tracker['list']>>) => {};
  let lists = 0;
  const { mirrors, workspaceId, destination } = await open(() => {
    lists += 1;
    return new Promise((resolve) => {
      answer = resolve;
    });
  }, 20);
  expect(await mirrors.look(workspaceId, destination)).toEqual({
    known: null,
    problem: `${destination.label} is slow to list its issues, so duplicates there are still being looked for.`,
  });
  const [one, other] = [mirrors.look(workspaceId, destination), mirrors.look(workspaceId, destination)];
  answer({ issues: [issue(1)], next: null });
  for (const look of [await one, await other, await mirrors.look(workspaceId, destination)]) {
    expect(look.problem).toBeNull();
    expect(look.known?.issues.size).toBe(1);
  }
  expect(lists).toBe(1);
});

it('keeps what it knew when the tracker fails later, and does not ask again at once', async () => {
  let lists = 0;
  const { mirrors, workspaceId, destination } = await open(async () => {
    lists += 1;
    if (lists > 1) throw new Error('down');
    return { issues: [issue(1)], next: null };
  });
  await mirrors.look(workspaceId, destination);
  storage.clock.pass(6 * 60_000);
  for (let look = 0; look < 3; look++) {
    const { known, problem } = await mirrors.look(workspaceId, destination);
    expect(known?.issues.size).toBe(1);
    expect(problem).toMatch(/^Could not look for duplicates in /);
  }
  expect(lists).toBe(2);
});

it('breaks off what it reads when it is closed', async () => {
  const { mirrors, workspaceId, destination } = await open(
    (_wish, signal) =>
      new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
    20,
  );
  await mirrors.look(workspaceId, destination);
  await mirrors.close();
  expect((await mirrors.look(workspaceId, destination)).problem).toMatch(/^Could not look/);
});
