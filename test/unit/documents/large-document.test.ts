/** A megabyte of Markdown is taken in without holding up anything else. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDocuments } from '../../../src/documents/create-documents.ts';
import type { Caller } from '../../../src/domain/principal.ts';
import { silentLog } from '../../../src/ports/log.ts';
import { watchLoop } from '../../support/loop-watch.ts';
import { newWorkspace, openTestStorage, type TestStorage } from '../../support/storage.ts';

let storage: TestStorage;
beforeAll(async () => {
  storage = await openTestStorage();
});
afterAll(() => storage.close());

const sample = readFileSync('test/fixtures/prds/01-onboarding-prd.md', 'utf8');
const parts = Math.floor((1024 * 1024) / (sample.length + 40));
const large = Array.from({ length: parts }, (_, at) => sample.replace(/^# .*/m, `## Part ${at}`)).join('\n');

it('a megabyte of Markdown never keeps the main thread busy for more than 50 ms at a time', async () => {
  const documents = createDocuments({ ...storage, log: silentLog });
  const workspace = await newWorkspace(storage);
  const principal = { kind: 'user' as const, id: 'member-ines', name: 'Ines' };
  const caller: Caller = {
    principal,
    roles: ['member'],
    workspaceId: workspace.id,
    via: 'cli',
    threadId: null,
  };
  await documents.ingest(caller, { source: { kind: 'file', name: 'small.md' }, content: sample });
  let longestMs = Number.POSITIVE_INFINITY;
  // The best of three, since a collection of garbage or a busy machine may fall into any one.
  for (const name of ['one.md', 'two.md', 'three.md']) {
    if (longestMs < 50) break;
    const watch = watchLoop();
    const content = large.replaceAll('Part', name);
    const { blocks } = await documents.ingest(caller, { source: { kind: 'file', name }, content });
    expect(blocks.length).toBeGreaterThan(3000);
    longestMs = Math.min(longestMs, (await watch.stop()).longestMs);
  }
  expect(longestMs).toBeLessThan(50);
});
