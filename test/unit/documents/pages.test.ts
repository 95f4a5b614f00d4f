/** Documents in other formats and at addresses are stored as the Markdown they were read into. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDocuments } from '../../../src/documents/create-documents.ts';
import type { FetchPage } from '../../../src/documents/readers/fetch-page.ts';
import type { Caller } from '../../../src/domain/principal.ts';
import { silentLog } from '../../../src/ports/log.ts';
import { newWorkspace, shareTestStorage, type TestStorage } from '../../support/storage.ts';
import { item, paragraph, writeDocx } from '../../support/zip-file.ts';

let storage: TestStorage;
let caller: Caller;
beforeAll(async () => {
  storage = await shareTestStorage();
  const workspace = await newWorkspace(storage);
  const principal = { kind: 'user' as const, id: 'member-ines', name: 'Ines' };
  caller = { principal, roles: ['member'], workspaceId: workspace.id, via: 'cli', threadId: null };
});
afterAll(() => storage.close());

const open = (fetchPage: FetchPage | null = null) =>
  createDocuments({ ...storage, log: silentLog, fetchPage });

it('a Word file is stored as Markdown, with lines that its blocks point to', async () => {
  const documents = open();
  const body =
    paragraph('Harbour plan', 'Title') +
    paragraph('Requirements', 'heading1') +
    item('Boats must find free berths.');
  const { document, blocks, warnings } = await documents.ingest(caller, {
    source: { kind: 'file', name: 'harbour.docx' },
    content: writeDocx(body),
  });
  const content = await documents.content(caller, document.id);
  expect(content).toBe('# Harbour plan\n\n# Requirements\n\n- Boats must find free berths.\n');
  expect(document).toMatchObject({ title: 'Harbour plan', source: { kind: 'file', name: 'harbour.docx' } });
  for (const { content: text, lines } of blocks) {
    expect(
      content
        .split('\n')
        .slice(lines[0] - 1, lines[1])
        .join('\n'),
    ).toBe(text);
  }
  expect(warnings).toEqual([expect.stringMatching(/^Read from Word/)]);
});

it('a page is known by its address, so that a later look at it is its next version', async () => {
  let rises = '<p>The store must open at 9.</p>';
  const documents = open(async (url) => ({
    url,
    bytes: Buffer.from(`<html><body>${rises}</body></html>`),
    mediaType: 'text/html',
  }));
  const url = 'https://docs.example.test/wiki/opening_hours.html';
  const first = await documents.ingestPage(caller, { url });
  rises = '<p>The store must open at 8.</p>';
  const second = await documents.ingestPage(caller, { url });
  expect(first.document).toMatchObject({ title: 'opening hours', source: { kind: 'url', name: url } });
  expect(second).toMatchObject({ isNew: false, document: { id: first.document.id, version: 1 } });
});

it('a page is not looked for where the settings do not allow it, nor for somebody who may only read', async () => {
  const never: FetchPage = async () => {
    throw new Error('fetched');
  };
  const url = 'https://docs.example.test/';
  await expect(open().ingestPage(caller, { url })).rejects.toMatchObject({
    code: 'FORBIDDEN',
    remedy: expect.stringMatching(/DOCKET_FETCH_URLS=1/),
  });
  const reader: Caller = { ...caller, roles: ['viewer'] };
  await expect(open(never).ingestPage(reader, { url })).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
